import GovernanceLint
import Testing

@Suite struct SchemaLimitsTests {
  private func data(_ text: String) throws -> Node {
    var limits = DocumentLimits()
    limits.depth = 5_000
    return try #require(Document.parse(Source(path: "m.json", text: text), limits: limits).document.roots.first)
  }

  @Test func nestingIsBounded() throws {
    let schema = loadSchema(##"{"items": {"$ref": "#"}}"##).schema
    #expect(schema.accepts(try data(String(repeating: "[", count: 400) + String(repeating: "]", count: 400))))
    let deep = try data(String(repeating: "[", count: 1_200) + String(repeating: "]", count: 1_200))
    #expect(!schema.accepts(deep))
    #expect(schema.check(deep).map(\.rule) == ["structure/too-complex"])
    #expect(
      schema.check(deep).map(\.message)
        == ["expected schemas to apply inside each other at most 1000 deep but found more: the check was given up"])
  }

  @Test func branchesThatDoubleAreBounded() throws {
    // Every level asks the next one twice: 2 to the 40th evaluations if nothing stopped them.
    var definitions: [String] = []
    for level in 0..<40 {
      let next = ##"{"$ref": "#/$defs/l\##(level + 1)"}"##
      definitions.append("\"l\(level)\": {\"anyOf\": [\(next), \(next)]}")
    }
    definitions.append(#""l40": {"type": "string"}"#)
    let (schema, findings) = loadSchema("{\"$ref\": \"#/$defs/l0\", \"$defs\": {\(definitions.joined(separator: ", "))}}")
    #expect(findings.isEmpty)
    var limits = SchemaLimits()
    limits.freeSteps = 10_000
    let finding = try #require(schema.check(try data("1"), limits: limits).first)
    #expect(finding.rule == "structure/too-complex")
    #expect(finding.message == "the check was given up: it takes too many steps for a file of this size")
    #expect(!schema.accepts(try data("1"), limits: limits))
  }

  @Test func findingsAreBounded() throws {
    let schema = loadSchema(#"{"items": {"type": "string"}}"#).schema
    let many = try data("[" + Array(repeating: "1", count: 300).joined(separator: ",") + "]")
    #expect(schema.check(many).count == SchemaLimits().findings)
    let alternatives = loadSchema(#"{"items": {"anyOf": [{"type": "array", "items": {"type": "string"}}, {"const": 0}]}}"#).schema
    let nested = try data("[" + Array(repeating: "[1, 2]", count: 300).joined(separator: ",") + "]")
    #expect(alternatives.check(nested).count == SchemaLimits().findings)
  }

  @Test func longChainsOfReferencesLoad() throws {
    let links = (0..<5_000).map { ##""l\##($0)": {"$ref": "#/$defs/l\##($0 + 1)"}"## }
    let (schema, findings) = loadSchema(
      "{\"$ref\": \"#/$defs/l0\", \"$defs\": {\(links.joined(separator: ", ")), \"l5000\": {\"$ref\": \"#/$defs/l0\"}}}")
    #expect(findings.map(\.rule) == ["schema/endless-reference"])
    #expect(schema.root.target.id >= 0)
  }

  @Test func largeListsOfDistinctItems() throws {
    let schema = loadSchema(#"{"uniqueItems": true}"#).schema
    let items = (0..<50_000).map(String.init)
    #expect(schema.accepts(try data("[" + items.joined(separator: ",") + "]")))
    #expect(!schema.accepts(try data("[" + items.joined(separator: ",") + ", 7.0]")))
  }

  @Test func manyRequiredKeys() throws {
    let names = (0..<130).map { "\"k\($0)\"" }
    let schema = loadSchema("{\"required\": [\(names.joined(separator: ","))]}").schema
    let all = names.map { "\($0): 1" }
    #expect(schema.accepts(try data("{\(all.joined(separator: ","))}")))
    #expect(!schema.accepts(try data("{\(all.dropLast().joined(separator: ","))}")))
    #expect(!schema.accepts(try data("{\(all.dropFirst().joined(separator: ","))}")))
  }
}
