import GovernanceLint

extension Command {
  static let schema = Command(
    "schema", operands: "NAME", count: 1...1, summary: "print a JSON Schema, such as 'config', 'report' or 'AISystem'",
    details: """
      NAME is a kind of manifest, such as 'AISystem', or one of \(formatNames.map { "'\($0)'" }.joined(separator: ", ")).
      The schema is what editors need to complete and check a file while it is written.
      """,
    flags: [.config], run: printSchema)
}

/// `govlint schema NAME`: the schema of a file format or of a kind, as editors and validators want it.
func printSchema(_ arguments: Arguments) throws(Failure) -> ExitStatus {
  let name = arguments.operands[0]
  if let format = formats.first(where: { $0.name == name }) { return try print(format.text) }
  // The user's own kinds count too, so the configuration is needed; not for its own schema, which helps to mend it.
  let kinds = try Setup(arguments).loadLibrary().kinds
  if let kind = kinds.first(where: { $0.name == name }) {
    return try print(String(decoding: kind.schemaSource.bytes, as: UTF8.self))
  }
  let names = formatNames + kinds.map(\.name)
  throw Failure(
    unknown: "schema", name, among: names, advice: "the schemas are " + names.map { "'\($0)'" }.joined(separator: ", "))
}

/// What can be asked for besides kinds.
var formatNames: [String] { formats.map(\.name) }

/// The formats of files that people and other tools read and write, sorted by name.
private var formats: [(name: String, text: String)] {
  [
    ("audit", AuditSchema.text + "\n"),
    ("config", embeddedText("formats/configuration.json")),
    ("forecast", ForecastSchema.text + "\n"),
    ("history", HistorySchema.text + "\n"),
    ("kind", embeddedText("formats/kind.json")),
    ("module", embeddedText("formats/module.json")),
    ("report", ReportSchema.text + "\n"),
    ("rule", embeddedText("formats/rule.json")),
    ("sources", embeddedText("formats/source.json")),
    ("waivers", WaiverListSchema.text + "\n"),
  ]
}

private func embeddedText(_ path: String) -> String {
  embeddedRules.first { $0.path.description == path }?.text.description ?? ""
}
