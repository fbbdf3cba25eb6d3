import Foundation

/// A text file that says which files there are, what is called, and what has to come of it.
///
/// Sections begin with `==== with FOLDER` (copied from beside the scenarios), `==== file PATH`, `==== setup` (bash), `==== command` (bash), `==== status`, `==== stdout` and `==== stderr`.
/// Several commands run one after the other in the same folder. A status that is left out is 0, output that is left out is empty.
/// In expected output `[..]` stands for any part of a line, and a line `...` for any number of lines.
struct Scenario {
  /// Folders whose content every command finds.
  var folders: [String] = []
  var files: [(path: String, text: String)] = []
  var setup = ""
  var steps: [Step] = []

  struct Step {
    var command: String
    var status = 0
    var stdout: [String] = []
    var stderr: [String] = []
  }

  init(_ text: String) throws {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    while !lines.isEmpty {
      let head = lines.removeFirst()
      let body = Array(lines.prefix { !$0.hasPrefix("==== ") })
      lines.removeFirst(body.count)
      try add(head, body)
    }
  }

  private mutating func add(_ head: String, _ body: [String]) throws {
    let text = body.map { $0 + "\n" }.joined()
    switch head {
    case "==== setup": setup = text
    case "==== command": steps.append(Step(command: text))
    case "==== status" where !steps.isEmpty: steps[steps.count - 1].status = Int(body.first ?? "") ?? -1
    case "==== stdout" where !steps.isEmpty: steps[steps.count - 1].stdout = body
    case "==== stderr" where !steps.isEmpty: steps[steps.count - 1].stderr = body
    case _ where head.hasPrefix("==== with "): folders.append(String(head.dropFirst(10)))
    case _ where head.hasPrefix("==== file "): files.append((String(head.dropFirst(10)), text))
    default: throw ScenarioError(message: "'\(head)' begins no section")
    }
  }
}

extension Scenario {
  /// The file that says this.
  var text: String {
    func section(_ head: String, _ lines: [String]) -> String { (["==== " + head] + lines).map { $0 + "\n" }.joined() }
    var text = folders.map { section("with \($0)", []) }.joined()
    text += files.map { "==== file \($0.path)\n\($0.text)" }.joined()
    if !setup.isEmpty { text += "==== setup\n" + setup }
    for step in steps {
      text += "==== command\n" + step.command
      if step.status != 0 { text += section("status", [String(step.status)]) }
      if !step.stdout.isEmpty { text += section("stdout", step.stdout) }
      if !step.stderr.isEmpty { text += section("stderr", step.stderr) }
    }
    return text
  }
}

struct ScenarioError: Error { var message: String }

/// Whether output is what a scenario expects.
func lines(_ lines: ArraySlice<String>, match pattern: ArraySlice<String>) -> Bool {
  guard let first = pattern.first else { return lines.isEmpty }
  if first == "..." {
    return (lines.startIndex...lines.endIndex).contains { start in
      govlintTests.lines(lines[start...], match: pattern.dropFirst())
    }
  }
  guard let line = lines.first, matches(line, first) else { return false }
  return govlintTests.lines(lines.dropFirst(), match: pattern.dropFirst())
}

/// Whether a line is what a line with `[..]` in it stands for.
private func matches(_ line: String, _ pattern: String) -> Bool {
  let parts = pattern.components(separatedBy: "[..]")
  guard parts.count > 1 else { return line == pattern }
  guard line.hasPrefix(parts[0]) else { return false }
  var rest = line.dropFirst(parts[0].count)
  for part in parts[1..<(parts.count - 1)] {
    guard let range = rest.range(of: part) else { return false }
    rest = rest[range.upperBound...]
  }
  return rest.hasSuffix(parts[parts.count - 1])
}
