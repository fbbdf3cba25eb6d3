import GovernanceLint
import Testing

@Suite struct SchemaCheckTests {
  static let system = """
    {"type": "object", "additionalProperties": false, "required": ["id", "name"],
     "properties": {
       "id": {"type": "string", "pattern": "^[a-z][a-z0-9-]*$"}, "name": {"type": "string"},
       "stage": {"enum": ["idea", "evaluation", "development", "pilot", "production", "scaled", "retired"]},
       "deployed": {"type": "string", "format": "date"},
       "live": {"type": "boolean"}, "reach": {"type": "number", "minimum": 0, "maximum": 100},
       "channels": {"type": "array", "items": {"enum": ["web", "email"]}, "uniqueItems": true},
       "oversight": {"anyOf": [
         {"type": "object", "additionalProperties": false,
          "properties": {"tier": {"type": "string"}, "auditEvery": {"format": "duration"}}},
         {"$ref": "#/$defs/notApplicable"}]},
       "audits": {"type": "array", "items": {
         "type": "object", "required": ["date"], "properties": {"date": {"type": "string", "format": "date"}}}}},
     "patternProperties": {"^x-": true},
     "$defs": {"notApplicable": {"type": "object", "additionalProperties": false, "required": ["notApplicable"],
       "properties": {"notApplicable": {"type": "string", "minLength": 3}}}}}
    """

  @Test(arguments: [
    ("{\"id\": \"a\", \"name\": \"A\", \"x-own\": 1}", []),
    (
      "{\"id\": \"a\", \"name\": \"A\", «\"oversigth\"»: {}}",
      ["structure/unknown-key: unknown key 'oversigth', did you mean 'oversight'?"]
    ),
    ("{\"id\": \"a\", \"name\": «3»}", ["structure/wrong-type: expected text but found the number 3"]),
    (
      "{\"id\": \"a\", \"name\": \"A\", \"live\": «\"yes\"»}",
      ["structure/wrong-type: expected true or false but found text 'yes'"]
    ),
    (
      "{\"id\": \"a\", \"name\": \"A\", \"channels\": «\"web\"»}",
      ["structure/wrong-type: expected a list but found text 'web'"]
    ),
    (
      "{\"id\": \"a\", \"name\": \"A\", \"stage\": «\"prodution\"»}",
      [
        "structure/not-in-enum: expected one of 'idea', 'evaluation', 'development', 'pilot', 'production', 'scaled' "
          + "or 'retired' but found text 'prodution', did you mean 'production'?"
      ]
    ),
    ("{«\"id\"»: \"a\"}", ["structure/missing-key: expected the key 'name' but found none"]),
    (
      "{\"id\": \"a\", \"name\": \"A\", \"audits\": [{«\"day\"»: 1}]}",
      ["structure/missing-key: expected the key 'audits[0].date' but found none"]
    ),
    (
      "{\"id\": \"a\", \"name\": \"A\", «\"stage\"»: null}",
      ["structure/empty-value: 'stage' has no value and counts as not written"]
    ),
    ("{\"id\": \"a\", «\"name\"»: null}", ["structure/missing-key: expected a value for 'name' but found nothing"]),
    (
      "{\"id\": \"a\", \"name\": \"A\", \"channels\": [\"web\", \"email\", «\"web\"»]}",
      ["structure/duplicate-item: expected every item once but found 'web' twice"]
    ),
    ("{\"id\": \"a\", \"name\": \"A\", \"reach\": «101.5»}", ["structure/out-of-range: expected at most 100 but found 101.5"]),
    (
      "{\"id\": «\"A b\"», \"name\": \"A\"}",
      ["structure/bad-pattern: expected text that matches '^[a-z][a-z0-9-]*$' but found 'A b'"]
    ),
    ("«[]»", ["structure/wrong-type: expected a mapping but found a list"]),
  ])
  func manifest(_ text: String, _ expected: [String]) throws { try checkSchema(Self.system, text, expected) }

  @Test(arguments: [
    ("\"2026-02-30\"", "'2026-02-30': February 2026 has 28 days"),
    ("\"2026-13-01\"", "'2026-13-01': there is no month 13"),
    ("\"1/2/2026\"", "'1/2/2026': it can be read as two days"),
    ("\"31.12.2026\"", "'31.12.2026': the year comes first"),
    ("\"2026-3-1\"", "'2026-3-1'"),
    ("\"2026-03-01T10:00:00Z\"", "'2026-03-01T10:00:00Z': a date has no time"),
    ("\"soon\"", "'soon'"),
  ])
  func dates(_ value: String, _ message: String) throws {
    try checkSchema(
      Self.system, "{\"id\": \"a\", \"name\": \"A\", \"deployed\": «\(value)»}",
      ["structure/bad-format: expected a date such as 2026-03-31 but found \(message)"])
  }

  @Test func fixes() throws {
    let schema = loadSchema(Self.system).schema
    func fix(_ text: String) throws -> String? {
      try schema.check(#require(Document.parse(Source(path: "m.json", text: text)).document.roots.first)).first?.fix
    }
    #expect(
      try fix("{\"id\": \"a\", \"name\": \"A\", \"deployed\": \"1/2/2026\"}")
        == "Year first, then month, then day: `2026-02-01` is 1 February, `2026-01-02` is 2 January.")
    #expect(try fix("{\"id\": \"a\", \"name\": \"A\", \"live\": \"no\"}") == "Write `false`, without quotes.")
    #expect(try fix("{\"id\": \"a\", \"name\": 3}") == "Put the text in quotes: `\"3\"`.")
    #expect(try fix("{\"id\": \"a\", \"name\": \"A\", \"channels\": \"web\"}") == "Write a list: `[web]`.")
    #expect(try fix("{\"id\": \"a\", \"name\": \"A\", \"oversight\": {\"auditEvery\": \"3 months\"}}") == "Write `P3M`.")
  }

  @Test(arguments: [
    ("{\"notApplicable\": \"no model\"}", []),
    ("«true»", ["structure/wrong-type: expected a mapping but found true"]),
    ("{\"tier\": «1»}", ["structure/wrong-type: expected text but found the number 1"]),
    ("{«\"teir\"»: \"x\"}", ["structure/unknown-key: unknown key 'teir', did you mean 'tier'?"]),
    ("{\"notApplicable\": «true»}", ["structure/wrong-type: expected text but found true"]),
    ("{\"notApplicable\": «\"-\"»}", ["structure/out-of-range: expected at least 3 characters but found 1"]),
    ("{\"notApplicable\": \"because\", «\"tier\"»: \"x\"}", ["structure/unknown-key: unknown key 'tier'"]),
    (
      "{\"auditEvery\": «\"P3\"»}",
      ["structure/bad-format: expected an ISO 8601 period such as P3M, P1Y or P14D but found 'P3'"]
    ),
    ("{«\"tier\"»: null}", ["structure/empty-value: 'oversight.tier' has no value and counts as not written"]),
  ])
  func notApplicable(_ text: String, _ expected: [String]) throws {
    try checkSchema(Self.system, "{\"id\": \"a\", \"name\": \"A\", \"oversight\": \(text)}", expected)
  }

  @Test(arguments: [
    (#"{"type": ["string", "array"]}"#, "«3»", ["structure/wrong-type: expected text or a list but found the number 3"]),
    (
      #"{"anyOf": [{"type": "string"}, {"type": "array"}]}"#, "«3»",
      ["structure/wrong-type: expected text or a list but found the number 3"]
    ),
    (
      #"{"anyOf": [{"properties": {"kind": {"const": "a"}, "n": {"type": "string"}}}, "#
        + #"{"properties": {"kind": {"const": "b"}, "n": {"type": "boolean"}}}]}"#,
      #"{"kind": "b", "n": «1»}"#, ["structure/wrong-type: expected true or false but found the number 1"]
    ),
    (
      #"{"oneOf": [{"title": "small", "maximum": 5}, {"minimum": 3}]}"#, "«4»",
      ["structure/no-alternative: expected a value that fits one alternative but found one that fits 'small' and number 2"]
    ),
    (
      #"{"not": {"title": "a placeholder", "const": "TBD"}}"#, "«\"TBD\"»",
      ["structure/not-allowed: expected anything but 'a placeholder' but found text 'TBD'"]
    ),
    (#"{"properties": {"a": false}}"#, #"{"a": «1»}"#, ["structure/not-allowed: expected nothing here but found the number 1"]),
    (
      #"{"const": "govlint/v1"}"#, "«\"govlint/v2\"»",
      ["structure/not-in-enum: expected 'govlint/v1' but found text 'govlint/v2'"]
    ),
    (
      #"{"contains": {"const": 1}, "minContains": 2}"#, "«[1, 2]»",
      ["structure/out-of-range: expected at least 2 matching items but found 1"]
    ),
    (
      #"{"anyOf": [{"type": "string"}, {"type": "object", "required": ["notApplicable"]}]}"#, "«3»",
      ["structure/wrong-type: expected text but found the number 3"]
    ),
    (
      #"{"enum": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]}"#, "«13»",
      ["structure/not-in-enum: expected one of 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 or 2 others but found the number 13"]
    ),
    (#"{"enum": [{"a": [1.0, null]}]}"#, #"{"a": [1, null]}"#, []),
    (
      #"{"format": "uri"}"#, ##"«"www.example.com/a"»"##,
      [
        "structure/bad-format: expected a URI such as https://example.com/notice but found 'www.example.com/a': it has no scheme"
      ]
    ),
    (
      #"{"$schema": "https://json-schema.org/draft/2020-12/schema", "minimum": 18446744073709551616}"#, "«18446744073709551615»",
      ["structure/out-of-range: expected at least 18446744073709551616 but found 18446744073709551615"]
    ),
    (#"{"minItems": 1}"#, "«[]»", ["structure/out-of-range: expected at least 1 item but found none"]),
    (#"{"multipleOf": 0.01}"#, "«1.005»", ["structure/out-of-range: expected a multiple of 0.01 but found 1.005"]),
    (#"{"multipleOf": 0.01}"#, "19.99", []),
    (
      #"{"exclusiveMaximum": 1e30}"#, "«1000000000000000000000000000000.0»",
      ["structure/out-of-range: expected less than 1e30 but found 1000000000000000000000000000000.0"]
    ),
    (
      #"{"dependentRequired": {"a": ["b"]}}"#, #"{«"a"»: 1}"#,
      ["structure/missing-key: expected the key 'b' beside 'a' but found none"]
    ),
    (
      #"{"allOf": [{"properties": {"name": {"type": "string"}}}], "unevaluatedProperties": false}"#,
      #"{"name": «1», «"nmae"»: 2}"#,
      [
        "structure/wrong-type: expected text but found the number 1",
        "structure/unknown-key: unknown key 'nmae', did you mean 'name'?",
      ]
    ),
    (
      #"{"anyOf": [{"properties": {"a": {"type": "string"}}}, {"required": ["z"]}], "unevaluatedProperties": false}"#,
      #"{"a": «1»}"#,
      ["structure/wrong-type: expected text but found the number 1"]
    ),
    (#"{"enum": ["a"], "type": "string"}"#, "«1»", ["structure/wrong-type: expected text but found the number 1"]),
    (
      #"{"propertyNames": {"maxLength": 2}}"#, #"{«"abc"»: 1}"#,
      ["structure/out-of-range: expected at most 2 characters but found 3"]
    ),
    (
      #"{"if": {"required": ["a"]}, "then": {"required": ["b"]}}"#, #"{«"a"»: 1}"#,
      ["structure/missing-key: expected the key 'b' but found none"]
    ),
  ])
  func keyword(_ schema: String, _ text: String, _ expected: [String]) throws { try checkSchema(schema, text, expected) }

  @Test func pointers() throws {
    let schema = loadSchema(#"{"additionalProperties": {"items": {"type": "string"}}}"#).schema
    let root = try #require(Document.parse(Source(path: "m.json", text: #"{"a/b~c": ["x", 1]}"#)).document.roots.first)
    #expect(schema.check(root, pointer: "/spec").map(\.place.pointer) == ["/spec/a~1b~0c/1"])
  }

  @Test func standardOptionsTakeNullAsAValue() throws {
    try checkSchema(
      #"{"properties": {"a": {"type": "string"}}, "required": ["b"]}"#, #"{"a": «null», "b": null}"#,
      ["structure/wrong-type: expected text but found nothing"], options: .standard)
  }
}
