import GovernanceLint
import Testing

@Suite struct SchemaYAMLTests {
  static let schema = """
    type: object
    additionalProperties: false
    required: [id]
    properties:
      id: {type: string}
      live: {type: boolean}
      reviewed: {type: string, format: date}
      every: {type: string, format: duration}
      count: {type: integer}
      owner:
        type: object
        required: [team]
        additionalProperties: false
        properties: {team: {type: string}, steward: {type: string}}
      vendors:
        type: array
        items: {$ref: '#/$defs/vendor'}
    patternProperties: {'^x-': true}
    $defs:
      vendor:
        type: object
        required: [name]
        additionalProperties: false
        properties: {name: {type: string}, region: {enum: [DE, US, 'NO']}}
    """

  @Test(arguments: [
    ("id: a\nlive: true\nreviewed: 2026-01-31\nevery: P3M\ncount: 3\n", []),
    ("id: a\nlive: «yes»\n", ["structure/wrong-type: expected true or false but found text 'yes'"]),
    ("id: a\ncount: «\"3\"»\n", ["structure/wrong-type: expected a whole number but found text '3'"]),
    ("id: a\ncount: «3.5»\n", ["structure/wrong-type: expected a whole number but found the number 3.5"]),
    ("id: a\ncount: 3.0\n", []),
    ("id: a\ncount: 0x1F\n", []),
    ("id: «true»\n", ["structure/wrong-type: expected text but found true"]),
    ("id: !!str true\n", []),
    (
      "id: a\nreviewed: «31/12/2026»\n",
      ["structure/bad-format: expected a date such as 2026-03-31 but found '31/12/2026': the year comes first"]
    ),
    (
      "id: a\nevery: «PT12H»\n",
      [
        "structure/bad-format: expected an ISO 8601 period such as P3M, P1Y or P14D but found 'PT12H': "
          + "a day is the shortest period"
      ]
    ),
    ("id: a\n«every»:\n", ["structure/empty-value: 'every' has no value and counts as not written"]),
    (
      "id: a\n«every»: ~\n«live»: null\n",
      [
        "structure/empty-value: 'every' has no value and counts as not written",
        "structure/empty-value: 'live' has no value and counts as not written",
      ]
    ),
    ("«id»:\n", ["structure/missing-key: expected a value for 'id' but found nothing"]),
    ("id: a\n«owner»:\n  steward: Kim\n", ["structure/missing-key: expected the key 'owner.team' but found none"]),
    ("id: a\nowner:\n  team: x\n  «stewart»: Kim\n", ["structure/unknown-key: unknown key 'stewart', did you mean 'steward'?"]),
    (
      "id: a\nvendors:\n  - name: v\n    region: «no»\n",
      ["structure/not-in-enum: expected one of 'DE', 'US' or 'NO' but found text 'no', did you mean 'NO'?"]
    ),
    ("id: a\nvendors:\n  - «region»: DE\n", ["structure/missing-key: expected the key 'vendors[0].name' but found none"]),
    ("id: a\nvendors:\n  - &v {name: v}\n  - *v\n", []),
    ("id: a\nx-own: [1]\n", []),
    ("id: a\nvendors: «v»\n", ["structure/wrong-type: expected a list but found text 'v'"]),
    ("id: a\n«true»: 1\n", ["structure/unknown-key: unknown key 'true'"]),
  ])
  func manifest(_ text: String, _ expected: [String]) throws { try checkSchema(Self.schema, text, expected, path: "m.yaml") }

  @Test func typesThatNameNullTakeIt() throws {
    try checkSchema(
      "properties: {a: {type: [string, 'null']}, b: {type: string}}\nrequired: [a]\n", "a:\n«b»:\n",
      ["structure/empty-value: 'b' has no value and counts as not written"], path: "m.yaml")
  }
}
