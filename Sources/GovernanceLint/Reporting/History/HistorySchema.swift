/// The JSON Schema of `govlint history --format json`, printed by `govlint schema history`.
public enum HistorySchema {
  /// The schema as JSON, draft 2020-12.
  public static let text = """
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "History of govlint",
      "description": "What `govlint history --format json` writes. Keys may be added later: ignore those that you do not know.",
      "type": "object",
      "required": ["tool", "states"],
      "properties": {
        \(SchemaFragments.tool("it")),
        "states": {
          "title": "States",
          "description": "The portfolio at each commit, the oldest first: as of the day of the commit, by today's rules and the commit's configuration.",
          "type": "array",
          "items": {
            "type": "object",
            "required": ["commit", "date", "manifests", "findings", "outcomes", "modules"],
            "properties": {
              "commit": {"title": "Commit", "description": "Its full name.", "type": "string"},
              "date": {"title": "Date", "description": "Of the commit, in UTC.", "type": "string", "format": "date"},
              "manifests": {"title": "Manifests", "description": "How many there were.", "type": "integer", "minimum": 0},
              "findings": {
                "title": "Findings",
                "description": "How many count, by severity.",
                "type": "object",
                "required": ["error", "warning", "note"],
                "additionalProperties": {"type": "integer", "minimum": 0}
              },
              "outcomes": {"$ref": "#/$defs/outcomes"},
              "modules": {
                "title": "Modules",
                "description": "The same for the rules of each module.",
                "type": "array",
                "items": {
                  "type": "object",
                  "required": ["module", "outcomes"],
                  "properties": {"module": {"type": "string"}, "outcomes": {"$ref": "#/$defs/outcomes"}}
                }
              }
            }
          }
        }
      },
      "$defs": {
        "outcomes": {
          "title": "Outcomes",
          "description": "How many pairs of manifest and rule ended so.",
          "type": "object",
          "required": ["error", "fail", "blocked", "waived", "pass", "not-applicable"],
          "additionalProperties": {"type": "integer", "minimum": 0}
        }
      }
    }

    """
}
