// Makes inputs by chance and checks what becomes of them; the same ones on every machine for the same seed.
//
// `swift run -c release fuzz [--mutants N] [--from NUMBER] [--seed SEED] PATH...` changes files at random places and checks what the
// parsers make of them. Each path is a file or a folder of manifests; a file that holds the YAML test suite (`{"cases": [{"yaml": ...}]}`)
// counts as its cases. `.ci/fuzz` runs libFuzzer instead.
//
// `swift run -c release fuzz --manifests N [--from NUMBER] [--seed SEED] RULES` makes manifests out of the schemas of the kinds in a folder
// such as `rules`, and checks that every rule there can be evaluated on each.
import Foundation
import GovernanceLint

private struct Options {
  var count = 200_000
  var manifests: Int?
  var first = 0
  var seed: UInt64 = 20_260_728
  var paths: [String] = []

  init(_ words: [String]) {
    var words = words[...]
    while let word = words.popFirst() {
      switch word {
      case "--mutants": count = words.popFirst().flatMap { Int($0) } ?? count
      case "--manifests": manifests = words.popFirst().flatMap { Int($0) }
      case "--from": first = words.popFirst().flatMap { Int($0) } ?? first
      case "--seed": seed = words.popFirst().flatMap { UInt64($0) } ?? seed
      default: paths.append(word)
      }
    }
  }
}

private func checkMutants(_ options: Options) {
  let start = ContinuousClock.now
  let mutants = Mutants(inputs: options.paths.flatMap(Corpus.inputs), seed: options.seed)
  func check(_ bytes: [UInt8], _ name: String) {
    guard let problem = ParserCheck.problem(with: bytes, limits: ParserCheck.limits) else { return }
    print("\(name): \(problem)\n\(String(decoding: bytes, as: UTF8.self).debugDescription)")
    exit(1)
  }
  for (number, bytes) in mutants.inputs.enumerated() { check(bytes, "input \(number)") }
  for number in options.first..<options.first + max(0, options.count) {
    // The last line says where to go on with '--from' after a trap.
    if number % 20_000 == 0 { print("mutant \(number)") }
    check(mutants.mutant(number), "mutant \(number)")
  }
  print("\(options.count) mutants of \(mutants.inputs.count) inputs read soundly in \(ContinuousClock.now - start)")
}

private func checkManifests(_ count: Int, _ options: Options) {
  let files = Corpus.rules(at: options.paths[0])
  let (library, findings) = RuleLibrary.load(builtIn: files)
  guard findings.isEmpty, !library.rules.isEmpty else {
    print("expected a folder of rules without mistakes but found '\(options.paths[0])'")
    exit(2)
  }
  let first = options.first / RuleCheck.portfolioSize
  // Those that break their schema are a tenth: rules stop at what is broken.
  for (part, breaks) in [(1, false), (10, true)] {
    let start = ContinuousClock.now
    let portfolios = max(1, count / RuleCheck.portfolioSize / part)
    let threads = min(portfolios, ProcessInfo.processInfo.activeProcessorCount)
    DispatchQueue.concurrentPerform(iterations: threads) { thread in
      // Each has rules of its own: to count who holds what takes longer where several do.
      let check = RuleCheck(RuleLibrary.load(builtIn: files).0)
      for number in stride(from: thread, to: portfolios, by: threads) {
        guard let problem = check.problem(withPortfolio: first + number, seed: options.seed, breaks: breaks) else { continue }
        print(problem)
        exit(1)
      }
    }
    let what = breaks ? "break their schema" : "satisfy their schema"
    print("\(library.rules.count) rules ended soundly on \(portfolios * RuleCheck.portfolioSize) manifests that \(what), in \(ContinuousClock.now - start)")
  }
}

private let options = Options(Array(CommandLine.arguments.dropFirst()))
guard !options.paths.isEmpty else {
  print("expected paths of files to change, or with '--manifests' of a folder of rules, but found none")
  exit(2)
}
if let manifests = options.manifests { checkManifests(manifests, options) } else { checkMutants(options) }
