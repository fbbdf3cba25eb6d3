/// The JSON Schema of `govlint audit --format json`, printed by `govlint schema audit`.
public enum AuditSchema {
  /// The schema as JSON, draft 2020-12.
  public static let text = """
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "Audit record of govlint",
      "description": "What `govlint audit --format json` writes: how every rule ended on every subject, by which rules, on which bytes.",
      "type": "object",
      "required": [
        "format", "tool", "asOf", "options", "exitStatus", "summary", "kinds", "modules", "rules", "manifests", "subjects", "portfolio",
        "findings", "silenced", "waivers", "digest"
      ],
      "additionalProperties": false,
      "properties": {
        "format": {
          "title": "Format", "description": "The version of this schema; a change that older readers misread raises it.",
          "type": "object", "required": ["name", "version"],
          "properties": {"name": {"const": "govlint-audit"}, "version": {"const": \(AuditJSON.version)}}
        },
        "tool": {
          "title": "Tool", "description": "What made the record, and the version of its expression environment.",
          "type": "object", "required": ["name", "version", "cel"],
          "properties": {"name": {"const": "govlint"}, "version": {"type": "string"}, "cel": {"type": "integer", "minimum": 1}}
        },
        "asOf": {"title": "As-of date", "description": "The day on which rules were judged, UTC.", "type": "string", "format": "date"},
        "repository": {
          "title": "Repository", "description": "The commit that was checked out; absent outside a repository.",
          "type": "object", "required": ["commit", "clean", "folder"],
          "properties": {
            "commit": {"title": "Commit", "description": "Its full name.", "type": "string", "pattern": "^([0-9a-f]{40}|[0-9a-f]{64})$"},
            "clean": {"title": "Clean", "description": "Whether the working tree was that commit; else the record cannot be verified.", "type": "boolean"},
            "folder": {"title": "Folder", "description": "The configuration's folder in the repository: empty, or ending in a slash.", "type": "string"}
          }
        },
        "options": {
          "title": "Options", "description": "What the command line asked for, as far as it can change the record.",
          "type": "object", "required": ["paths"],
          "properties": {"paths": {"title": "Paths", "description": "Those that were named; empty for all manifests.", "type": "array", "items": {"type": "string"}}},
          "additionalProperties": {"type": "string"}
        },
        "exitStatus": {"title": "Exit status", "description": "0: passed. 1: findings. 2: not everything could be judged.", "enum": [0, 1, 2]},
        "summary": {
          "title": "Summary", "description": "Counts; each kind of manifest adds one under its plural.",
          "type": "object", "required": ["manifests", "rules", "errors", "warnings", "notes", "waived", "outcomes"],
          "properties": {
            "outcomes": {
              "title": "Outcomes", "description": "How often each occurs, over all subjects and the portfolio.", "type": "object",
              "required": ["error", "fail", "blocked", "waived", "pass", "not-applicable"],
              "additionalProperties": {"$ref": "#/$defs/count"}
            }
          },
          "additionalProperties": {"$ref": "#/$defs/count"}
        },
        "configuration": {"$ref": "#/$defs/file"},
        "kinds": {"title": "Kinds", "description": "The kinds of manifest that were known.", "type": "array", "items": {"$ref": "#/$defs/folder"}},
        "modules": {"title": "Modules", "description": "The rule modules that rules were taken from.", "type": "array", "items": {"$ref": "#/$defs/folder"}},
        "rules": {
          "title": "Rules", "description": "The rules that were evaluated, with their severity as configured.", "type": "array",
          "items": {
            "type": "object", "required": ["rule", "title", "severity", "sources", "controls"],
            "properties": {
              "rule": {"$ref": "#/$defs/rule"}, "title": {"type": "string"}, "severity": {"enum": ["error", "warning", "note"]},
              "sources": {"type": "array", "items": {"type": "string"}}, "controls": {"type": "array", "items": {"type": "string"}}
            }
          }
        },
        "manifests": {"title": "Manifests", "description": "The files that were judged.", "type": "array", "items": {"$ref": "#/$defs/file"}},
        "subjects": {
          "title": "Subjects", "description": "The manifests, by path and place.", "type": "array",
          "items": {
            "type": "object", "required": ["kind", "path", "line", "values", "results"], "additionalProperties": false,
            "properties": {
              "kind": {"type": "string"}, "id": {"type": "string"}, "name": {"type": "string"}, "path": {"type": "string"},
              "line": {"$ref": "#/$defs/line"},
              "values": {
                "title": "Values", "description": "What rules read of the manifest, each once.", "type": "array", "items": {"$ref": "#/$defs/value"}
              },
              "results": {"title": "Results", "description": "How each rule ended.", "type": "array", "items": {"$ref": "#/$defs/result"}}
            }
          }
        },
        "portfolio": {
          "title": "Portfolio", "description": "How the rules on all manifests together ended.", "type": "array",
          "items": {"$ref": "#/$defs/result"}
        },
        "findings": {
          "title": "Findings", "description": "All active findings, as `govlint schema report` describes them.", "type": "array",
          "items": {"$ref": "#/$defs/finding"}
        },
        "silenced": {
          "title": "Silenced", "description": "The findings that a waiver or a suppression silences.", "type": "array",
          "items": {"$ref": "#/$defs/finding"}
        },
        "waivers": {
          "title": "Waivers", "description": "All waivers and suppressions, the most urgent first, with what each silences.", "type": "array",
          "items": {
            "type": "object", "required": ["rule", "effect", "findings", "silencing"],
            "properties": {
              "rule": {"title": "Rule", "description": "As the waiver names it.", "type": "string"}, "system": {"type": "string"},
              "daysLeft": {"type": "integer"}, "effect": {"enum": ["silences", "unused", "expired", "refused"]}, "findings": {"$ref": "#/$defs/count"},
              "silencing": {"type": "object"}
            }
          }
        },
        "digest": {
          "title": "Digest", "description": "SHA-256 of the bytes of this object as written, without this member.",
          "$ref": "#/$defs/sha256"
        }
      },
      "$defs": {
        "count": {"type": "integer", "minimum": 0},
        "line": {"type": "integer", "minimum": 1},
        "indexes": {"type": "array", "items": {"$ref": "#/$defs/count"}},
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "rule": {"type": "string", "pattern": "^[^/]+/"},
        "file": {
          "title": "File", "type": "object", "required": ["path", "sha256"], "additionalProperties": false,
          "properties": {"path": {"type": "string"}, "sha256": {"$ref": "#/$defs/sha256"}}
        },
        "folder": {
          "title": "Folder", "description": "A rule module or a kind; its digest is the SHA-256 of what sha256sum prints of its files.",
          "type": "object", "required": ["title", "builtIn", "sha256", "files"], "additionalProperties": false,
          "properties": {
            "module": {"type": "string"}, "kind": {"type": "string"}, "title": {"type": "string"}, "builtIn": {"type": "boolean"},
            "sha256": {"$ref": "#/$defs/sha256"}, "files": {"type": "array", "items": {"$ref": "#/$defs/file"}}
          }
        },
        "value": {
          "title": "Value", "description": "A value and where it stands; text as written, of long ones the beginning.",
          "type": "object", "required": ["pointer", "line"], "additionalProperties": false,
          "properties": {
            "path": {"title": "Path", "description": "The file, where it is another manifest's.", "type": "string"},
            "pointer": {"title": "Pointer", "description": "JSON Pointer of the value.", "type": "string"},
            "line": {"$ref": "#/$defs/line"},
            "value": {"title": "Value", "description": "What is written there.", "type": "string"},
            "absent": {"title": "Absent", "description": "Nothing is written; the line is that of the nearest that is.", "const": true},
            "notApplicable": {"title": "Not applicable", "description": "A person has declared that it does not apply.", "const": true}
          },
          "oneOf": [{"required": ["value"]}, {"required": ["absent"]}, {"required": ["notApplicable"]}]
        },
        "result": {
          "title": "Result", "description": "How a rule ended on a subject.",
          "type": "object", "required": ["rule", "outcome"], "additionalProperties": false,
          "properties": {
            "rule": {"$ref": "#/$defs/rule"},
            "outcome": {"enum": ["pass", "fail", "not-applicable", "waived", "blocked", "error"]},
            "read": {"title": "Read", "description": "What it read: indexes in the subject's values.", "$ref": "#/$defs/indexes"},
            "elsewhere": {
              "title": "Elsewhere", "description": "What it read of other manifests; of many, the first.", "type": "array", "items": {"$ref": "#/$defs/value"}
            },
            "findings": {"title": "Findings", "description": "Indexes in findings: what failed, or what blocked.", "$ref": "#/$defs/indexes"},
            "silenced": {"title": "Silenced", "description": "Indexes in silenced.", "$ref": "#/$defs/indexes"},
            "waived": {
              "title": "Waived", "description": "Who answers for it.", "type": "object", "required": ["by", "reason"], "additionalProperties": false,
              "properties": {
                "by": {"title": "By", "description": "A waiver of the configuration, or a comment of the manifest.", "enum": ["waiver", "suppression"]},
                "approvedBy": {"type": "string"}, "reason": {"type": "string"}, "ticket": {"type": "string"},
                "until": {"title": "Until", "description": "The last day on which it holds.", "type": "string", "format": "date"}
              }
            }
          }
        },
        "finding": {
          "type": "object", "required": ["rule", "severity", "message", "path", "range", "fingerprint"],
          "properties": {"rule": {"$ref": "#/$defs/rule"}, "severity": {"enum": ["error", "warning", "note"]}, "message": {"type": "string"}}
        }
      }
    }
    """
}
