import Testing

@testable import GovernanceLint
@testable import fuzz

/// Inputs changed at random places: parsing always ends, with a sound tree, within the limits.
///
/// These are the first of the mutants that the release build of `fuzz` reads a hundred times as many of, in `.ci/run`.
@Test func mutantsGiveSoundTrees() {
  let json = #"{"a": [1, -2.5e+3, true, null, "x\n\u00e9"], "b": {"c": {}}}"#
  let mutants = Mutants(inputs: (yamlInputs + suiteInputs() + [json]).map { Array($0.utf8) }, seed: 20_260_728)
  for number in 0..<2_000 {
    let bytes = mutants.mutant(number)
    let problem = ParserCheck.problem(with: bytes, limits: ParserCheck.limits)
    #expect(problem == nil, "mutant \(number): \(String(decoding: bytes, as: UTF8.self).debugDescription)")
    let (document, _) = Document.parse(Source(path: "a.yaml", bytes: bytes), limits: ParserCheck.limits)
    #expect(unsoundness(of: document) == nil, "mutant \(number)")
  }
}
