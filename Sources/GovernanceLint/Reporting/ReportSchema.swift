/// The JSON Schema of `--format json`, printed by `govlint schema report`.
public enum ReportSchema {
  /// The schema as JSON, draft 2020-12.
  public static let text = """
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "Report of govlint",
      "description": "What `govlint check --format json` writes. Keys may be added later: ignore those that you do not know.",
      "type": "object",
      "required": ["tool", "asOf", "exitStatus", "summary", "findings", "waived"],
      "properties": {
        "tool": {
          "title": "Tool",
          "description": "What made the report.",
          "type": "object",
          "required": ["name", "version"],
          "properties": {
            "name": {"title": "Name", "description": "Always `govlint`.", "const": "govlint"},
            "version": {"title": "Version", "description": "Semantic version of the tool.", "type": "string"}
          }
        },
        "asOf": {
          "title": "As-of date", "description": "The day on which rules were judged, UTC.", "type": "string", "format": "date"
        },
        "base": {"title": "Base", "description": "What the run was compared with, as it was asked for.", "type": "string"},
        "exitStatus": {
          "title": "Exit status",
          "description": "0: nothing at or above the fail level. 1: findings. 2: the run could not be completed.",
          "enum": [0, 1, 2]
        },
        "summary": {
          "title": "Summary",
          "description": "Counts. Each kind of manifest adds one under its plural (`systems`, `charters`): its subjects.",
          "type": "object",
          "required": ["manifests", "rules", "errors", "warnings", "notes", "waived"],
          "properties": {
            "manifests": {"title": "Manifests", "description": "Documents recognised as manifests of any kind.",
              "$ref": "#/$defs/count"},
            "systems": {"title": "Systems", "description": "AI systems among the manifests.", "$ref": "#/$defs/count"},
            "rules": {"title": "Rules", "description": "Rules that were evaluated.", "$ref": "#/$defs/count"},
            "errors": {"title": "Errors", "description": "Findings of severity error.", "$ref": "#/$defs/count"},
            "warnings": {"title": "Warnings", "description": "Findings of severity warning.", "$ref": "#/$defs/count"},
            "notes": {"title": "Notes", "description": "Findings of severity note.", "$ref": "#/$defs/count"},
            "waived": {"title": "Waived", "description": "Findings that a waiver or a suppression silenced.",
              "$ref": "#/$defs/count"},
            "new": {"title": "New", "description": "Findings that the base did not have; only with a base.", "$ref": "#/$defs/count"},
            "unchanged": {"title": "Unchanged", "description": "Findings that the base had too.", "$ref": "#/$defs/count"},
            "absent": {"title": "Absent", "description": "Findings that the base had and that are gone.", "$ref": "#/$defs/count"}
          },
          "additionalProperties": {"$ref": "#/$defs/count"}
        },
        "findings": {
          "title": "Findings",
          "description": "All active findings: by path, then position, then rule.",
          "type": "array",
          "items": {"$ref": "#/$defs/finding"}
        },
        "waived": {
          "title": "Waived",
          "description": "Findings that a waiver or a suppression silences, in the same order; each says who answers for it.",
          "type": "array",
          "items": {"$ref": "#/$defs/finding", "required": ["silencing"]}
        },
        "absent": {
          "title": "Absent",
          "description": "Findings that the base had and that are gone, with the places that they had; only with a base.",
          "type": "array",
          "items": {"$ref": "#/$defs/finding"}
        }
      },
      "$defs": {
        "count": {"type": "integer", "minimum": 0},
        "finding": {
          "title": "Finding",
          "description": "What is wrong with a manifest, a rule or the configuration.",
          "type": "object",
          "required": ["rule", "severity", "message", "path", "range", "fingerprint"],
          "properties": {
            "rule": {"title": "Rule", "description": "Its id, `<module>/<name>`.", "type": "string", "pattern": "^[^/]+/"},
            "severity": {"title": "Severity", "description": "How bad it is.", "enum": ["error", "warning", "note"]},
            "message": {"title": "Message", "description": "One sentence; it may hold text of the manifest.", "type": "string"},
            "baselineState": {
              "title": "Baseline state", "description": "How it compares with the base; only with one.",
              "enum": ["new", "unchanged", "absent"]
            },
            "system": {"title": "System", "description": "Identity of the subject: the `id` of a system.", "type": "string"},
            "path": {"$ref": "#/$defs/path"},
            "atBase": {"$ref": "#/$defs/atBase"},
            "range": {"$ref": "#/$defs/range"},
            "pointer": {"$ref": "#/$defs/pointer"},
            "because": {
              "title": "Because",
              "description": "The values that made the rule fail.",
              "type": "array",
              "items": {"$ref": "#/$defs/reason"}
            },
            "related": {
              "title": "Related places",
              "description": "Other places that belong to the finding.",
              "type": "array",
              "items": {"$ref": "#/$defs/related"}
            },
            "fix": {"title": "Fix", "description": "How to mend it, as Markdown.", "type": "string"},
            "edit": {"$ref": "#/$defs/edit"},
            "fingerprint": {
              "title": "Fingerprint",
              "description": "The same after lines have moved: a hash of rule, subject and pointer, and which of equal ones.",
              "type": "string",
              "pattern": "^[0-9a-f]{16}:[1-9][0-9]*$"
            },
            "silencing": {"$ref": "#/$defs/silencing"}
          }
        },
        "edit": {
          "title": "Edit",
          "description": "What `govlint check --fix` changes to mend it; only where that is safe.",
          "type": "object",
          "required": ["range", "offset", "length", "replacement"],
          "properties": {
            "range": {"$ref": "#/$defs/range"},
            "offset": {"title": "Offset", "description": "The first byte that is replaced, from 0.", "$ref": "#/$defs/count"},
            "length": {"title": "Length", "description": "How many bytes are replaced.", "$ref": "#/$defs/count"},
            "replacement": {"title": "Replacement", "description": "What takes their place; it may be empty.", "type": "string"}
          }
        },
        "reason": {
          "title": "Reason",
          "description": "A value that the failing rule read.",
          "type": "object",
          "required": ["expression", "value"],
          "properties": {
            "expression": {"title": "Expression", "description": "What read it, as the rule is written.", "type": "string"},
            "value": {
              "title": "Value",
              "description": "The value; null where nothing is written; lists, maps and dates as CEL prints them.",
              "type": ["string", "number", "boolean", "null"]
            },
            "path": {"description": "The file, where it is not the finding's.", "$ref": "#/$defs/path"},
            "atBase": {"$ref": "#/$defs/atBase"},
            "pointer": {"$ref": "#/$defs/pointer"},
            "line": {
              "title": "Line",
              "description": "Where the value stands, or for one that is not written its nearest ancestor; from 1.",
              "type": "integer",
              "minimum": 1
            }
          }
        },
        "silencing": {
          "title": "Silencing",
          "description": "Who answers for a finding, why and until when; only waived findings have one.",
          "type": "object",
          "required": ["kind", "reason", "path", "range"],
          "properties": {
            "kind": {
              "title": "Kind", "description": "A waiver stands in the configuration, a suppression in a comment of the manifest.",
              "enum": ["waiver", "suppression"]
            },
            "reason": {"title": "Reason", "description": "Why the rule is not met.", "type": "string"},
            "approvedBy": {"title": "Approved by", "description": "Who approved it; a waiver has one.", "type": "string"},
            "ticket": {"title": "Ticket", "description": "Where it is followed up.", "type": "string"},
            "expires": {"title": "Expires", "description": "The last day on which it holds.", "type": "string", "format": "date"},
            "path": {"$ref": "#/$defs/path"},
            "range": {"$ref": "#/$defs/range"}
          }
        },
        "related": {
          "title": "Related place",
          "description": "A second place and what it is.",
          "type": "object",
          "required": ["message", "path", "range"],
          "properties": {
            "message": {"title": "Message", "description": "What stands there.", "type": "string"},
            "path": {"$ref": "#/$defs/path"},
            "atBase": {"$ref": "#/$defs/atBase"},
            "range": {"$ref": "#/$defs/range"},
            "pointer": {"$ref": "#/$defs/pointer"}
          }
        },
        "path": {"title": "Path", "description": "The file, relative to the folder of the configuration.", "type": "string"},
        "atBase": {
          "title": "At the base",
          "description": "The place is in the file as it was at the base of the comparison, not as it is.",
          "const": true
        },
        "pointer": {
          "title": "Pointer",
          "description": "JSON Pointer (RFC 6901) of the node, from the root of its document.",
          "type": "string",
          "pattern": "^(/([^~/]|~[01])*)*$"
        },
        "range": {
          "title": "Range",
          "description": "From the first character to the one after the last.",
          "type": "object",
          "required": ["start", "end"],
          "properties": {"start": {"$ref": "#/$defs/position"}, "end": {"$ref": "#/$defs/position"}}
        },
        "position": {
          "title": "Position",
          "description": "Line and column, both from 1; columns count Unicode code points.",
          "type": "object",
          "required": ["line", "column"],
          "properties": {
            "line": {"title": "Line", "type": "integer", "minimum": 1},
            "column": {"title": "Column", "type": "integer", "minimum": 1}
          }
        }
      }
    }

    """
}
