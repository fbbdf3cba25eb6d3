import Testing

@testable import GovernanceLint

struct SkeletonTests {
  private static let schema = Schema.load(
    JSONParser.parse(
      Source(
        path: "schema.json",
        text: """
          {"type": "object", "properties": {
            "owner": {"type": "object", "properties": {
              "team": {"type": "string", "description": "The team"},
              "steward": {"type": "string"}}},
            "tier": {"type": "string", "enum": ["low", "high"], "description": "How much"},
            "live": {"type": "boolean"},
            "colours": {"type": "array", "items": {"enum": ["a", "b", "c", "d", "e", "f", "g", "h"]}},
            "audit": {"type": "object", "required": ["date"], "properties": {"date": {"type": "string", "description": "When"}, "by": {}}}}}
          """), limits: DocumentLimits()
    ).0.roots[0]
  ).0

  private func check(_ paths: [[String]], _ expected: [String]) {
    let lines = Skeleton.lines(for: paths, of: SkeletonTests.schema)
    #expect(lines == expected)
    let (document, findings) = Document.parse(Source(path: "a.yaml", text: lines.joined(separator: "\n")), limits: DocumentLimits())
    #expect(findings.isEmpty)
    let given = Set(paths.compactMap(\.first).filter { SkeletonTests.schema.root.property($0) != nil })
    #expect(Set(document.roots.first.map { $0.pairs.map(\.key.text) } ?? []) == given)
  }

  @Test func blanksStandInTheOrderOfTheSchema() {
    check([["tier"], ["owner", "team"]], ["owner:", "  team:  # The team", "tier:    # low | high: How much"])
  }

  @Test func commentsTellWhatIsPossible() {
    check([["live"], ["colours"]], ["live:     # true | false", "colours:  # a | b | c | d | e | ... (3 more) (a list)"])
  }

  @Test func aSectionComesWithWhatItNeeds() { check([["audit"]], ["audit:", "  date:  # When"]) }

  @Test func keysThatTheSchemaLacksAreLeftOut() { check([["nothing"], []], []) }

  @Test func aKeyThatIsAskedForTwiceStandsOnce() {
    check([["owner", "steward"], ["owner", "team"], ["owner", "steward"]], ["owner:", "  team:     # The team", "  steward:"])
  }
}
