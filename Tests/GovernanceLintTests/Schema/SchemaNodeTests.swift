import GovernanceLint
import Testing

@Suite struct SchemaNodeTests {
  @Test func tellsWhatTypesAreDerivedFrom() throws {
    let (schema, findings) = loadSchema(
      ##"""
      {"title": "System", "type": "object", "required": ["id", "later"], "additionalProperties": false,
       "properties": {
         "id": {"type": "string", "description": "kebab-case", "x-source": "S012"},
         "stage": {"$ref": "#/$defs/stage"},
         "oversight": {"anyOf": [{"type": "object"}, {"$ref": "#/$defs/none"}]},
         "audits": {"type": "array", "default": [], "items": {
         "type": "object", "properties": {"date": {"type": "string", "format": "date"}}}},
         "reach": {"type": ["number", "null"]},
         "pair": {"prefixItems": [{"const": 1}]}},
       "patternProperties": {"^x-": {"title": "own"}},
       "$defs": {"stage": {"enum": ["idea", "pilot"]}, "none": {"title": "None"}}}
      """##)
    #expect(findings.isEmpty)
    let root = schema.root
    #expect(root.title == "System")
    #expect(root.types == .object)
    #expect(root.properties.map(\.name) == ["id", "stage", "oversight", "audits", "reach", "pair"])
    #expect(root.properties.filter(\.isRequired).map(\.name) == ["id"])
    #expect(root.required == ["id", "later"])
    #expect(root.additionalProperties?.acceptsNothing == true)
    #expect(root.patternProperties.map(\.pattern) == ["^x-"])
    #expect(root.patternProperties.map(\.node.title) == ["own"])
    let id = try #require(root.property("id"))
    #expect(id.isRequired)
    #expect(id.node.description == "kebab-case")
    #expect(id.node.annotation("x-source")?.text == "S012")
    #expect(root.property("later") == nil)
    let stage = try #require(root.property("stage")?.node)
    #expect(stage.reference?.id == stage.target.id)
    #expect(stage.target.types == .string)
    #expect(stage.target.values?.map(\.text) == ["idea", "pilot"])
    #expect(root.property("oversight")?.node.anyOf.map(\.target.title) == [nil, "None"])
    let audits = try #require(root.property("audits")?.node)
    #expect(audits.defaultValue?.count == 0)
    #expect(audits.items?.property("date")?.node.format == "date")
    #expect(root.property("reach")?.node.types == [.number, .integer, .null])
    #expect(root.property("pair")?.node.prefixItems.first?.values?.map(\.text) == ["1"])
  }
}
