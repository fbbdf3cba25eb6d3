// embed-rules OUTPUT ROOT FILE...
//
// Checks the rules that ship and writes them as one Swift file of the executable, as they are and compiled. A mistake in a rule fails the build, with
// the place of each, because what is built in is not checked again when the tool starts.

import GovernanceLint

let words = Array(CommandLine.arguments.dropFirst())
guard words.count > 2 else { stop("usage: embed-rules OUTPUT ROOT FILE...") }
let root = words[1].hasSuffix("/") ? words[1] : words[1] + "/"

var files: [(path: String, source: Source)] = []
for file in words[2...].sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
  guard let bytes = readFile(file) else { stop("cannot read '\(file)'") }
  guard file.hasPrefix(root) else { stop("expected a file below '\(root)' but found '\(file)'") }
  files.append((String(file.dropFirst(root.count)), Source(path: file, bytes: bytes)))
}

let (library, mistakes) = RuleLibrary.load(builtIn: files)
let (ruleset, compilerFindings) = Ruleset.compile(library, configuration: Configuration())
let findings = mistakes + compilerFindings
for finding in findings { tell(finding) }
guard findings.isEmpty else { stop("the rules have \(findings.count) mistakes") }

var text = """
  // Made by embed-rules out of rules/. A literal of bytes would take the compiler minutes; raw strings take it seconds.

  /// The rules that ship: every file of `rules/` by its path there, sorted.
  let embeddedRules: [(path: StaticString, text: StaticString)] = [

  """
for (path, source) in files {
  guard let literal = rawStringLiteral(source.bytes) else { stop("'\(source.path)' is not UTF-8") }
  text += "  (\"\(path)\", \(literal)),\n"
}
text += "]\n"
guard let literal = rawStringLiteral(PackedRules(ruleset, library).packed) else { stop("the compiled rules are not UTF-8") }
text += """

  /// What they are once compiled: `PackedRules` reads it.
  let embeddedRuleset: StaticString = \(literal)

  """
guard writeFile(words[0], text) else { stop("cannot write '\(words[0])'") }

/// Tells a mistake in the form of the compiler's own, so that editors lead to its place.
func tell(_ finding: Finding) {
  let position = LineTable(finding.place.source).position(of: finding.place.range.start)
  let fix = finding.fix.map { " (\($0))" } ?? ""
  tell("\(finding.place.source.path):\(position.line):\(position.column): error: \(finding.message) [\(finding.rule)]\(fix)")
}
