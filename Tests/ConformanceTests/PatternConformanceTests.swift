import GovernanceLint
import Testing

/// RE2's own tests and those of rust-regex, judged by RE2. Cases on which RE2 and Go differ count as well: we follow RE2.
@Test func patternConformance() throws {
  guard let suite = try ConformanceSuite.load("regex") else { return }
  var passed = 0
  var failures: [String] = []
  for item in suite.cases {
    let expected = outcome(of: item)
    let found = outcome(pattern: item["pattern"] as? String ?? "", text: item["text"] as? String ?? "")
    if found == expected { passed += 1 } else {
      failures.append("\(item["id"] ?? "") \(item["pattern"] ?? ""): expected \(expected), found \(found)")
    }
  }
  suite.conclude(passed: passed, total: suite.cases.count, floor: 2848, failures: failures)
}

private func outcome(of item: [String: Any]) -> String {
  if item["error"] as? Bool == true { return "error" }
  guard let span = item["span"] as? [Int], span.count == 2 else { return "no match" }
  return "\(span[0]..<span[1])"
}

private func outcome(pattern: String, text: String) -> String {
  switch Pattern.compile(pattern, dialect: .re2) {
  case .failure: return "error"
  case .success(let compiled):
    let match = compiled.firstMatch(in: text.utf8)
    guard compiled.matches(text.utf8) == (match != nil) else { return "matches() and firstMatch() disagree" }
    return match.map { "\($0)" } ?? "no match"
  }
}
