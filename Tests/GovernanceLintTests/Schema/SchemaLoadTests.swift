import GovernanceLint
import Testing

@Suite struct SchemaLoadTests {
  @Test(arguments: [
    (
      "{\"$ref\": «\"#/$defs/a\"»}",
      ["schema/unresolved-reference: the reference '#/$defs/a' leads to no schema that is known here"]
    ),
    (
      "{\"$ref\": «\"https://example.com/a\"»}",
      ["schema/unresolved-reference: the reference 'https://example.com/a' leads to no schema that is known here"]
    ),
    ("{\"type\": «\"strin\"»}", ["schema/keyword-value: expected a type but found text 'strin', did you mean 'string'?"]),
    ("{«\"propertes\"»: {}}", ["schema/unknown-keyword: unknown keyword 'propertes', did you mean 'properties'?"]),
    ("{\"x-propertes\": {}}", []),
    ("{\"minLength\": «-1»}", ["schema/keyword-value: expected 'minLength' to be a count but found the number -1"]),
    ("{\"x-orderedBy\": «3»}", ["schema/keyword-value: expected the name of a key but found the number 3"]),
    ("{\"required\": «\"a\"»}", ["schema/keyword-value: expected a list of keys but found text 'a'"]),
    (
      "{\"items\": «[true]»}",
      ["schema/keyword-value: expected a schema but found a list: 'prefixItems' takes one since draft 2020-12"]
    ),
    ("{\"properties\": {\"a\": «3»}}", ["schema/keyword-value: expected a schema but found the number 3"]),
    (
      "{\"multipleOf\": «0»}",
      ["schema/keyword-value: expected 'multipleOf' to be a positive number of at most 18 digits but found the number 0"]
    ),
    ("«{\"$ref\": \"#\"}»", ["schema/endless-reference: this schema refers to itself for the same value and so never ends"]),
    (
      ##"{"$ref": "#/$defs/a", "$defs": {"a": {"allOf": [{"$ref": "#/$defs/b"}]}, "b": {"not": «{"$ref": "#/$defs/a"}»}}}"##,
      ["schema/endless-reference: this schema refers to itself for the same value and so never ends"]
    ),
    (
      "{\"$schema\": «\"https://example.com/draft-99\"»}",
      [
        "schema/unknown-draft: expected '$schema' to name draft 2020-12, 2019-09 or draft-07 "
          + "but found 'https://example.com/draft-99'"
      ]
    ),
  ])
  func broken(_ text: String, _ expected: [String]) {
    let marked = MarkedManifest(text, path: "schema.json")
    let findings = loadSchema(String(decoding: marked.source.bytes, as: UTF8.self)).findings
    #expect(findings.map { "\($0.rule): \($0.message)" } == expected)
    #expect(findings.map(\.place.range) == marked.ranges)
  }

  @Test func draft7IsReadAsSuch() throws {
    let (schema, findings) = loadSchema(
      ##"{"$schema": "http://json-schema.org/draft-07/schema#", "items": [{"type": "string"}], "##
        + ##""additionalItems": {"$ref": "#/definitions/n", "maximum": 1}, "definitions": {"n": {"type": "number"}}}"##
    )
    #expect(findings.map(\.rule) == ["schema/older-draft"])
    #expect(findings.map(\.severity) == [.note])
    for (text, answer) in [(#"["a", 2]"#, true), ("[1]", false), (#"["a", "b"]"#, false)] {
      let root = try #require(Document.parse(Source(path: "m.json", text: text)).document.roots.first)
      #expect(schema.accepts(root) == answer, "\(text)")
    }
  }

  @Test func draft2019RecursesToTheOutermostSchema() throws {
    let tree = try #require(
      Document.parse(
        Source(
          path: "tree.json",
          text: ##"{"$schema": "https://json-schema.org/draft/2019-09/schema", "$id": "https://example.com/tree", "##
            + ##""$recursiveAnchor": true, "properties": {"children": {"items": {"$recursiveRef": "#"}}}}"##)
      ).document.roots.first)
    var registry = SchemaRegistry()
    registry.add(tree, uri: "https://example.com/tree")
    let strict = try #require(
      Document.parse(
        Source(
          path: "strict.json",
          text: ##"{"$schema": "https://json-schema.org/draft/2019-09/schema", "$id": "https://example.com/strict", "##
            + ##""$recursiveAnchor": true, "$ref": "tree", "unevaluatedProperties": false}"##)
      ).document.roots.first)
    let schema = Schema.load(strict, registry: registry).schema
    for (text, answer) in [(#"{"children": [{"children": []}]}"#, true), (#"{"children": [{"daat": 1}]}"#, false)] {
      let root = try #require(Document.parse(Source(path: "m.json", text: text)).document.roots.first)
      #expect(schema.accepts(root) == answer, "\(text)")
    }
  }

  @Test func registryIsAskedForWhatIsNotInside() throws {
    let other = try #require(
      Document.parse(Source(path: "o.json", text: #"{"$defs": {"day": {"type": "string", "format": "date"}}}"#)).document.roots
        .first)
    var registry = SchemaRegistry()
    registry.add(other, uri: "https://example.com/other")
    let root = try #require(
      Document.parse(
        Source(path: "s.json", text: ##"{"$id": "https://example.com/main", "items": {"$ref": "other#/$defs/day"}}"##)
      ).document.roots.first)
    let (schema, findings) = Schema.load(root, registry: registry)
    #expect(findings.isEmpty)
    let data = try #require(Document.parse(Source(path: "m.json", text: #"["2026-01-31", "2026-02-31"]"#)).document.roots.first)
    #expect(schema.check(data).map(\.place.pointer) == ["/1"])
  }

  @Test func catalogueIsSortedAndComplete() {
    let ids = SchemaRules.all.map(\.id)
    #expect(ids == ids.sorted())
    #expect(Set(ids).count == ids.count)
    #expect(SchemaRules.all.allSatisfy { !$0.title.isEmpty && !$0.why.isEmpty && !$0.fix.isEmpty })
  }
}
