import GovernanceLint

/// What can stand in a manifest of a kind, as pieces of JSON: looked up once in the schema, for manifests are made by the thousand.
struct ValuePlan {
  /// What is made of each schema that was met; the first is that of the manifest as a whole.
  private(set) var shapes: [Shape] = []
  private var indexes: [Int: Int] = [:]

  /// What a value of a schema may be.
  struct Shape {
    /// Where it is one of a list: those.
    var values: [[UInt8]] = []
    /// Where it is of one of several forms: those, by their index.
    var branches: [Int] = []
    var types: [SchemaTypes] = []
    var properties: [Property] = []
    /// What keys hold that are not declared; nil where there may be none.
    var additional: Int?
    var items: Int?
    var leastItems = 0
    var mostItems = 3
    var numbers: [Double] = []
    var mostNumber = 9e18
    var isWhole = false
    var isUnbounded = false
    var texts: [[UInt8]] = []
  }

  struct Property {
    var name: String
    var key: [UInt8]
    var misspelt: [UInt8]
    var shape: Int
    var isRequired: Bool
  }

  /// The plan of a kind's manifests, without the keys that tell what they are.
  init(_ kind: Kind) {
    _ = add(kind.schema.root)
    let head = kind.head.map(\.key) + [kind.identity]
    shapes[0].properties.removeAll { head.contains($0.name) }
  }

  private mutating func add(_ node: SchemaNode) -> Int {
    let node = node.target
    if let known = indexes[node.id] { return known }
    let index = shapes.count
    indexes[node.id] = index
    shapes.append(Shape())
    var shape = Shape()
    shape.values = (node.values ?? []).map { $0.isString ? ValuePlan.quoted($0.text) : Array($0.text.utf8) }
    if shape.values.isEmpty {
      shape.branches = (node.anyOf + node.oneOf).map { add($0) }
      shape.types = ValuePlan.order.filter { node.types.contains($0) }
      shape.properties = node.properties.map { property in
        Property(
          name: property.name, key: ValuePlan.key(property.name), misspelt: ValuePlan.key(property.name + "z"),
          shape: add(property.node), isRequired: property.isRequired)
      }
      shape.additional = node.additionalProperties.flatMap { $0.acceptsNothing ? nil : add($0) }
      shape.items = node.items.map { add($0) }
      shape.leastItems = ValuePlan.bound(node, "minItems").map(Int.init) ?? 0
      shape.mostItems = min(ValuePlan.bound(node, "maxItems").map(Int.init) ?? 3, 3)
      shape.addNumbers(node)
      shape.texts = ValuePlan.texts(node).map(ValuePlan.quoted)
    }
    shapes[index] = shape
    return index
  }

  private static let order: [SchemaTypes] = [.object, .array, .boolean, .integer, .number, .string]

  fileprivate static func bound(_ node: SchemaNode, _ name: String) -> Double? { node.annotation(name)?.asDouble }

  private static func texts(_ node: SchemaNode) -> [String] {
    switch node.format {
    case "date": return days
    case "date-time": return times
    case "duration": return periods
    default: break
    }
    var candidates = words
    if let pattern = node.pattern, case .success(let compiled) = Pattern.compile(pattern) {
      candidates = (words + periods).filter { compiled.matches($0.utf8) }
    }
    if let least = bound(node, "minLength") { candidates.removeAll { Double($0.unicodeScalars.count) < least } }
    return candidates.isEmpty ? ["a"] : candidates
  }

  private static func key(_ name: String) -> [UInt8] { quoted(name) + Array(": ".utf8) }

  /// A text as JSON.
  static func quoted(_ text: String) -> [UInt8] {
    let json = OutputSink.text { sink in
      var writer = JSONWriter()
      writer.string(text, into: &sink)
    }
    return Array(json.utf8)
  }

  static let words = [
    "", " ", "a", "TODO", "n/a", "support-chatbot", "s1", "s2", "DE", "EU", "US-CA", "EUR", "USD", "de", "en-GB", "web", "email",
    "Head of prices", "KI-generiert", "AI selected this for you", "https://shop.example/privacy", "reports/audit.pdf",
    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "x\u{0}\u{1F600}'\"\\\n", "exposure ratio", "revenue",
  ]

  private static let days = [
    "0000-01-01", "0001-01-01", "1970-01-01", "2024-02-29", "2025-06-30", "2025-12-31", "2026-01-31", "2026-03-31", "2026-06-29",
    "2026-06-30", "2026-07-01", "2026-09-30", "2027-06-30", "9999-12-31",
  ]

  private static let times = [
    "0000-01-01T00:00:00Z", "2016-12-31T23:59:60Z", "2026-06-30T00:00:00+14:00", "2026-06-30t23:59:59.999z", "9999-12-31T23:59:59-12:00",
  ]

  private static let periods = ["P1D", "P7D", "P14D", "P1M", "P3M", "P6M", "P1Y", "P2Y", "P1Y6M", "P52W", "P0D", "P9999Y", "P9999D"]
}

extension ValuePlan.Shape {
  fileprivate mutating func addNumbers(_ node: SchemaNode) {
    let least = ValuePlan.bound(node, "minimum") ?? ValuePlan.bound(node, "exclusiveMinimum").map { $0 + 1 } ?? -9e18
    let most = ValuePlan.bound(node, "maximum") ?? ValuePlan.bound(node, "exclusiveMaximum").map { $0 - 1 }
    mostNumber = most ?? 9e18
    isUnbounded = most == nil
    isWhole = !node.types.contains(.number)
    numbers = [least, mostNumber, 0, 1, 3, 12, 50, 100, 1000, -1, 1e6].filter { least <= $0 && $0 <= mostNumber }
    if numbers.isEmpty { numbers = [least] }
  }
}
