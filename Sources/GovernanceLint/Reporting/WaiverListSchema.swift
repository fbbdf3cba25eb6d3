/// The JSON Schema of `govlint waivers --format json`, printed by `govlint schema waivers`.
public enum WaiverListSchema {
  /// The schema as JSON, draft 2020-12.
  public static let text = """
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "Waivers of govlint",
      "description": "What `govlint waivers --format json` writes. Keys may be added later: ignore those that you do not know.",
      "type": "object",
      "required": ["tool", "asOf", "waivers"],
      "properties": {
        \(SchemaFragments.tool("the list")),
        "asOf": {"title": "As-of date", "description": "The day from which days are counted.", "type": "string", "format": "date"},
        "waivers": {
          "title": "Waivers",
          "description": "Waivers of the configuration and suppressions in comments: the one that ends first, those without an end last.",
          "type": "array",
          "items": {
            "type": "object",
            "required": ["rule", "effect", "findings", "silencing"],
            "properties": {
              "rule": {"title": "Rule", "description": "The id that it names.", "type": "string"},
              "system": {"title": "System", "description": "The system that it is about.", "type": "string"},
              "daysLeft": {"title": "Days left", "description": "0 on its last day, less after it; absent without an end.", "type": "integer"},
              "effect": {
                "title": "Effect",
                "description": "silences: it does. unused: nothing is found. expired: its day has passed. refused: it is not allowed.",
                "enum": ["silences", "unused", "expired", "refused"]
              },
              "findings": {"title": "Findings", "description": "How many it silences.", "type": "integer", "minimum": 0},
              "silencing": {
                "title": "Silencing",
                "description": "Who answers, why and until when, and where it stands.",
                \(SchemaFragments.silencing)
              }
            }
          }
        }
      }
    }

    """
}
