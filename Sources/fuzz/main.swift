// Changes inputs at random places and checks what the parsers make of them:
// `swift run -c release fuzz [--mutants N] [--from NUMBER] [--seed SEED] PATH...`, each path a file or a folder of manifests.
// A file that holds the YAML test suite (`{"cases": [{"yaml": ...}]}`) counts as its cases. `.ci/fuzz` runs libFuzzer instead.
import Foundation
import GovernanceLint

var count = 200_000
var first = 0
var mutants = Mutants(inputs: [], seed: 20_260_728)
var words = CommandLine.arguments.dropFirst()
while let word = words.popFirst() {
  switch word {
  case "--mutants": count = words.popFirst().flatMap { Int($0) } ?? count
  case "--from": first = words.popFirst().flatMap { Int($0) } ?? first
  case "--seed": mutants.seed = words.popFirst().flatMap { UInt64($0) } ?? mutants.seed
  default: mutants.inputs += Corpus.inputs(at: word)
  }
}
guard !mutants.inputs.isEmpty else {
  print("expected paths of files to change but found none")
  exit(2)
}

func check(_ bytes: [UInt8], _ name: String) {
  guard let problem = ParserCheck.problem(with: bytes, limits: ParserCheck.limits) else { return }
  print("\(name): \(problem)\n\(String(decoding: bytes, as: UTF8.self).debugDescription)")
  exit(1)
}

let start = ContinuousClock.now
for (number, bytes) in mutants.inputs.enumerated() { check(bytes, "input \(number)") }
for number in first..<first + max(0, count) {
  // The last line says where to go on with '--from' after a trap.
  if number % 20_000 == 0 { print("mutant \(number)") }
  check(mutants.mutant(number), "mutant \(number)")
}
print("\(count) mutants of \(mutants.inputs.count) inputs read soundly in \(ContinuousClock.now - start)")
