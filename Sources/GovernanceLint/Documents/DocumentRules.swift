/// What reading a file can find, described like rules.
public enum DocumentRules {
  /// All of them, sorted by id.
  public static let all: [RuleDescription] = [
    .duplicateKey, .flowIndentation, .yaml11, .alias, .aliasExpansion, .encoding, .json, .mergeConflict, .tab, .tooDeep, .tooLarge,
    .unclosed, .unclosedQuote, .yaml,
  ].sorted { $0.id.precedes($1.id) }
}

extension RuleDescription {
  static let duplicateKey = RuleDescription(
    id: "structure/duplicate-key", title: "A mapping names each key once", severity: .error,
    why: "Readers differ in which of two equal keys they believe, so what was reviewed may not be what is read.",
    fix: "Keep one of the two, or give the other its own name.")
  static let flowIndentation = RuleDescription(
    id: "structure/flow-indentation", title: "A closing bracket is indented deeper than the key it belongs to", severity: .note,
    why: "YAML 1.2 (section 8.1) wants every line of a value indented deeper than its key; strict readers refuse the file.",
    fix: "Indent the closing bracket by at least one space more than the key.")
  static let yaml11 = RuleDescription(
    id: "structure/yaml-1.1", title: "A value means the same in YAML 1.1 and 1.2", severity: .note,
    why: "Many readers still follow YAML 1.1, in which `yes`, `no`, `on`, `off`, `0777` and `<<` mean something else.",
    fix: "Write `true` or `false`, put text in quotes, write octal numbers as `0o777`, and spell merged keys out.")
  static let alias = RuleDescription(
    id: "syntax/alias", title: "An alias names an anchor that stands before it", severity: .error,
    why: "An alias (`*name`) repeats the node that `&name` marked earlier in the document; without one it stands for nothing.",
    fix: "Correct the name, or write the value out. An alias cannot stand inside the node that it names.")
  static let aliasExpansion = RuleDescription(
    id: "syntax/alias-expansion", title: "Aliases stand for a bounded number of nodes", severity: .error,
    why: "Aliases of aliases grow exponentially; a few lines can stand for billions of nodes.",
    fix: "Write values out instead of nesting aliases.")
  static let encoding = RuleDescription(
    id: "syntax/encoding", title: "A file is UTF-8 text", severity: .error,
    why: "YAML and JSON are text; bytes that are no characters can be read in more than one way.",
    fix: "Save the file as UTF-8, or leave binary files out of what is linted.")
  static let json = RuleDescription(
    id: "syntax/json", title: "A JSON file follows RFC 8259", severity: .error,
    why: "What is no JSON is read differently, or not at all, by other tools.",
    fix:
      "Write what is expected in place of what was found. JSON has double quotes only, and neither comments nor trailing commas.")
  static let mergeConflict = RuleDescription(
    id: "syntax/merge-conflict", title: "A merge is finished before a file is committed", severity: .error,
    why: "Between the marks that git leaves stand two versions; which one holds is for people to say.",
    fix: "Keep the lines that hold, and take out the others with the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`.")
  static let tab = RuleDescription(
    id: "syntax/tab-indentation", title: "Indentation is made of spaces", severity: .error,
    why: "YAML 1.2 (section 6.1) forbids tabs in indentation, because editors disagree on their width.",
    fix: "Replace the tab by spaces.")
  static let tooDeep = RuleDescription(
    id: "syntax/too-deep", title: "Collections nest to a bounded depth", severity: .error,
    why: "No manifest needs hundreds of levels; a file that has them is broken or hostile.",
    fix: "Flatten the structure.")
  static let tooLarge = RuleDescription(
    id: "syntax/too-large", title: "A file stays within the size limit", severity: .error,
    why: "The limit keeps a stray dump or a hostile file from holding up the run.",
    fix: "Split the file, exclude it, or raise the limit with `--max-file-size`.")
  static let unclosed = RuleDescription(
    id: "syntax/unclosed-bracket", title: "Every bracket is closed", severity: .error,
    why: "Without the closing bracket, everything up to the end of the file belongs to the collection.",
    fix: "Add the missing `]` or `}`.")
  static let unclosedQuote = RuleDescription(
    id: "syntax/unclosed-quote", title: "Every quote is closed", severity: .error,
    why: "Without the closing quote, everything up to the next quote belongs to the text.",
    fix: "Add the missing quote, or escape quotes inside the text (`\\\"` in double quotes, `''` in single ones).")
  static let yaml = RuleDescription(
    id: "syntax/yaml", title: "A YAML file follows YAML 1.2", severity: .error,
    why: "What is no YAML is read differently, or not at all, by other tools.",
    fix: "Write what is expected in place of what was found, or put text that is meant as it stands in quotes.")
}
