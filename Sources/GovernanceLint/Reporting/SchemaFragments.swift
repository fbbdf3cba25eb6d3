/// Parts that the schemas of several forms have in common.
enum SchemaFragments {
  /// The member `tool`; `what` is what it made.
  static func tool(_ what: String) -> String {
    """
    "tool": {
          "title": "Tool",
          "description": "What made \(what).",
          "type": "object",
          "required": ["name", "version"],
          "properties": {"name": {"const": "govlint"}, "version": {"type": "string"}}
        }
    """
  }

  /// Who answers for a finding, why and until when, and where that stands: the members of its schema after title and description.
  static let silencing = """
    "type": "object",
                "required": ["kind", "reason", "path", "range"],
                "properties": {
                  "kind": {"enum": ["waiver", "suppression"]},
                  "reason": {"type": "string"},
                  "approvedBy": {"type": "string"},
                  "ticket": {"type": "string"},
                  "expires": {"type": "string", "format": "date"},
                  "path": {"type": "string"},
                  "range": {"type": "object", "required": ["start", "end"]}
                }
    """
}
