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

var count = 200_000
var manifests: Int?
var first = 0
var seed: UInt64 = 20_260_728
var paths: [String] = []
var words = CommandLine.arguments.dropFirst()
while let word = words.popFirst() {
  switch word {
  case "--mutants": count = words.popFirst().flatMap { Int($0) } ?? count
  case "--manifests": manifests = words.popFirst().flatMap { Int($0) }
  case "--from": first = words.popFirst().flatMap { Int($0) } ?? first
  case "--seed": seed = words.popFirst().flatMap { UInt64($0) } ?? seed
  default: paths.append(word)
  }
}
guard !paths.isEmpty else {
  print("expected paths of files to change, or with '--manifests' of a folder of rules, but found none")
  exit(2)
}
let start = ContinuousClock.now

func checkMutants() {
  let mutants = Mutants(inputs: paths.flatMap(Corpus.inputs), seed: seed)
  func check(_ bytes: [UInt8], _ name: String) {
    guard let problem = ParserCheck.problem(with: bytes, limits: ParserCheck.limits) else { return }
    print("\(name): \(problem)\n\(String(decoding: bytes, as: UTF8.self).debugDescription)")
    exit(1)
  }
  for (number, bytes) in mutants.inputs.enumerated() { check(bytes, "input \(number)") }
  for number in first..<first + max(0, count) {
    // The last line says where to go on with '--from' after a trap.
    if number % 20_000 == 0 { print("mutant \(number)") }
    check(mutants.mutant(number), "mutant \(number)")
  }
  print("\(count) mutants of \(mutants.inputs.count) inputs read soundly in \(ContinuousClock.now - start)")
}

func checkManifests(_ count: Int) {
  let (library, findings) = RuleLibrary.load(builtIn: Corpus.rules(at: paths[0]))
  guard findings.isEmpty, !library.rules.isEmpty else {
    print("expected a folder of rules without mistakes but found '\(paths[0])'")
    exit(2)
  }
  let check = RuleCheck(library)
  let portfolios = max(1, count / RuleCheck.portfolioSize)
  let from = first / RuleCheck.portfolioSize
  for breaks in [false, true] {
    let half = breaks ? max(1, portfolios / 10) : portfolios
    DispatchQueue.concurrentPerform(iterations: half) { [seed] number in
      guard let problem = check.problem(withPortfolio: from + number, seed: seed, breaks: breaks) else { return }
      print(problem)
      exit(1)
    }
    let what = breaks ? "that break their schema" : "that satisfy their schema"
    print("\(check.rules) rules on \(half * RuleCheck.portfolioSize) manifests \(what) in \(ContinuousClock.now - start)")
  }
}

if let manifests { checkManifests(manifests) } else { checkMutants() }
