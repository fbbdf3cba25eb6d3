/// The JSON Schema of `govlint forecast --format json`, printed by `govlint schema forecast`.
public enum ForecastSchema {
  /// The schema as JSON, draft 2020-12.
  public static let text = """
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "Forecast of govlint",
      "description": "What `govlint forecast --format json` writes. Keys may be added later: ignore those that you do not know.",
      "type": "object",
      "required": ["tool", "asOf", "until", "threshold", "manifests", "complete", "due"],
      "properties": {
        \(SchemaFragments.tool("the forecast")),
        "asOf": {"title": "As-of date", "description": "The day from which it looks ahead.", "type": "string", "format": "date"},
        "until": {"title": "Until", "description": "The last day that it looks at.", "type": "string", "format": "date"},
        "threshold": {"title": "Threshold", "description": "The least severity that counts.", "enum": ["note", "warning", "error"]},
        "manifests": {"title": "Manifests", "description": "How many were looked at.", "type": "integer", "minimum": 0},
        "complete": {"title": "Complete", "description": "Whether all files could be read.", "type": "boolean"},
        "due": {
          "title": "Due",
          "description": "What does not fail on the as-of date and begins to: the next first.",
          "type": "array",
          "items": {
            "type": "object",
            "required": ["date", "daysLeft", "subject", "rule", "title", "severity", "message", "path", "line", "column"],
            "properties": {
              "date": {"title": "Date", "description": "The first day on which the rule fails.", "type": "string", "format": "date"},
              "daysLeft": {"title": "Days left", "description": "From the as-of date to that day.", "type": "integer", "minimum": 1},
              "kind": {"title": "Kind", "description": "The plural word of the manifest's kind; absent for the portfolio.", "type": "string"},
              "subject": {"title": "Subject", "description": "The manifest's identity, else its path; or 'portfolio'.", "type": "string"},
              "rule": {"title": "Rule", "description": "The id of the rule.", "type": "string"},
              "title": {"title": "Title", "description": "The rule in a few words.", "type": "string"},
              "severity": {"title": "Severity", "description": "As on that day.", "enum": ["note", "warning", "error"]},
              "message": {"title": "Message", "description": "What will be found.", "type": "string"},
              "fix": {"title": "Fix", "description": "How to mend it (Markdown).", "type": "string"},
              "path": {"title": "Path", "description": "The file, relative to the configuration's folder.", "type": "string"},
              "line": {"title": "Line", "description": "From 1.", "type": "integer", "minimum": 1},
              "column": {"title": "Column", "description": "From 1, in Unicode scalars.", "type": "integer", "minimum": 1},
              "ends": {
                "title": "Ends",
                "description": "The waiver or suppression that ends the day before.",
                \(SchemaFragments.silencing)
              }
            }
          }
        }
      }
    }

    """
}
