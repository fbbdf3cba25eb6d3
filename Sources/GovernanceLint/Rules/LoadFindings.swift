/// What can be wrong with rule modules, kinds and the configuration besides their structure and their expressions.
///
/// None of these is a finding on a manifest: they are printed in the same form, and the run exits with 2.
enum LoadFindings {
  static func start(_ source: Source) -> Place { Place(source: source, range: TextRange(0, 0)) }

  static func missingFile(_ name: String, of what: String, place: Place?) -> Finding {
    Finding(
      rule: "rule/missing-file", severity: .error, message: "the folder of a \(what) has no '\(name)'",
      place: place ?? start(Source(path: name, bytes: [])), fix: "Add `\(name)`, or name another folder.")
  }

  static func empty(_ source: Source) -> Finding {
    Finding(
      rule: "rule/missing-file", severity: .error, message: "'\(source.path)' is empty", place: start(source),
      fix: "Fill it in, or delete it.")
  }

  static func noRules(_ module: String, place: Place) -> Finding {
    Finding(
      rule: "rule/missing-file", severity: .error, message: "the module '\(module)' has no rules", place: place,
      fix: "Add a rule as `<name>.yaml` beside `module.yaml`.")
  }

  static func secondModule(_ name: String, place: Place, first: Node) -> Finding {
    second("module", name, place: place, first: first)
  }

  static func secondKind(_ name: String, place: Place, first: Node) -> Finding {
    second("kind", name, place: place, first: first)
  }

  private static func second(_ what: String, _ name: String, place: Place, first: Node) -> Finding {
    var finding = Finding(
      rule: "rule/second-name", severity: .error, message: "there are two \(what)s named '\(name)'", place: place,
      fix: "Give this one another name.")
    finding.related = [RelatedPlace(message: "the first one", place: first.place)]
    return finding
  }

  static func idOfFile(_ id: String, expected: String, place: Place) -> Finding {
    Finding(
      rule: "rule/id", severity: .error, message: "the id is '\(id)', but the file's place says '\(expected)'", place: place,
      fix: "Rename the file or the id: an id is `<module>/<file name>`.")
  }

  /// How many names a fix lists; more are looked up sooner than read.
  private static let listed = 20

  static func unknownRule(_ id: String, among known: [String], place: Place) -> Finding {
    guard EngineRules.isEngine(id) else { return unknown("rule", id, among: known, place: place) }
    return Finding(
      rule: "configuration/engine-rule", severity: .error,
      message: "'\(id)' is what the engine itself reports; it can be neither switched off nor changed", place: place,
      fix: "Take the entry out, and mend what is reported.")
  }

  static func unknown(_ what: String, _ word: String, among known: [String], place: Place) -> Finding {
    let near = Suggestion.nearest(to: word, among: known)
    return Finding(
      rule: "configuration/unknown-\(what)", severity: .error,
      message: "there is no \(what) '\(word)'" + (near.map { "; did you mean '\($0)'?" } ?? ""), place: place,
      fix: near != nil ? nil : known.count <= listed ? "Known are: \(known.joined(separator: ", "))." : "`govlint rules list` lists them.")
  }
}
