import GovernanceLint

/// Manifests made of nothing but the schema of a kind: every optional key is there or not, by chance.
///
/// What the schema allows but people hardly write is made on purpose: blank text, days at the ends of the calendar, periods of
/// 9999 years, the largest numbers.
struct RandomManifest {
  private var generator: SplitMix64
  /// How many of a hundred optional keys are there, in this manifest: full ones and bare ones exercise different rules.
  private let density: Int
  /// Whether to break the schema at some place.
  private let breaks: Bool
  private var text = ""
  /// How many places of the schema were broken.
  private(set) var broken = 0

  /// A manifest of a kind as JSON. `breaks` asks for places that do not satisfy the schema.
  static func make(_ number: Int, of kind: Kind, seed: UInt64, breaks: Bool = false) -> (text: String, broken: Int) {
    var manifest = RandomManifest(SplitMix64(seed: seed, number: number), breaks: breaks)
    manifest.add(kind, number)
    return (manifest.text, manifest.broken)
  }

  private init(_ generator: SplitMix64, breaks: Bool) {
    var generator = generator
    density = generator.one(of: [8, 30, 55, 80, 95])
    self.generator = generator
    self.breaks = breaks
  }

  /// The head keys, so that it is recognised, then the rest by chance.
  private mutating func add(_ kind: Kind, _ number: Int) {
    text = "{"
    for (key, yaml) in kind.head { text += "\(quoted(key)): \(quoted(yaml)), " }
    // Few names, so that manifests have to do with each other.
    text += "\(quoted(kind.identity)): \(quoted("s\(number % 37)"))"
    let head = kind.head.map(\.key) + [kind.identity]
    addPairs(of: kind.schema.root.target, except: head, depth: 0, isFirst: false)
    text += "}"
  }

  private mutating func addPairs(of node: SchemaNode, except given: [String], depth: Int, isFirst: Bool) {
    var isFirst = isFirst
    for property in node.properties where !given.contains(property.name) {
      if property.isRequired {
        // A key that has to be there and is not.
        if isBreaking(1) { continue }
      } else if !generator.happens(depth > 6 ? 5 : density) || property.name == "notApplicable" && !generator.happens(12) {
        continue
      }
      if !isFirst { text += ", " }
      isFirst = false
      text += "\(quoted(isBreaking(1) ? property.name + "z" : property.name)): "
      add(property.node, depth: depth + 1)
    }
    guard let more = node.additionalProperties, !more.acceptsNothing else { return }
    for index in 0..<generator.next() % 3 {
      // Each key once.
      let key = generator.one(of: RandomManifest.words) + String(generator.next() % 1000 * 3 + index)
      text += (isFirst ? "" : ", ") + "\(quoted(key)): "
      isFirst = false
      add(more, depth: depth + 1)
    }
  }

  /// A value.
  private mutating func add(_ node: SchemaNode, depth: Int) {
    let node = node.target
    if isBreaking(1) { return text += generator.one(of: RandomManifest.wrongValues) }
    if let values = node.values, !values.isEmpty {
      let value = generator.one(of: values)
      return text += value.isString ? quoted(value.text) : value.text
    }
    let branches = node.anyOf + node.oneOf
    if !branches.isEmpty { return add(generator.one(of: branches), depth: depth) }
    switch RandomManifest.order.filter({ node.types.contains($0) }).randomElement(using: &generator) ?? .null {
    case .object:
      text += "{"
      addPairs(of: node, except: [], depth: depth, isFirst: true)
      text += "}"
    case .array: addItems(of: node, depth: depth)
    case .boolean: text += generator.happens(50) ? "true" : "false"
    case .integer, .number: addNumber(node)
    case .string: text += quoted(string(node))
    default: text += "null"
    }
  }

  private static let order: [SchemaTypes] = [.object, .array, .boolean, .integer, .number, .string]

  private mutating func addItems(of node: SchemaNode, depth: Int) {
    let least = bound(node, "minItems").map(Int.init) ?? 0
    let most = min(bound(node, "maxItems").map(Int.init) ?? 3, depth > 6 ? 1 : 3)
    let count = max(least, Int(generator.next() % UInt64(max(1, most + 1))))
    text += "["
    for index in 0..<count {
      if index > 0 { text += ", " }
      if let items = node.items { add(items, depth: depth + 1) } else { text += quoted(generator.one(of: RandomManifest.words)) }
    }
    text += "]"
  }

  private mutating func addNumber(_ node: SchemaNode) {
    let least = bound(node, "minimum") ?? bound(node, "exclusiveMinimum").map { $0 + 1 } ?? -9e18
    let most = bound(node, "maximum") ?? bound(node, "exclusiveMaximum").map { $0 - 1 } ?? 9e18
    let isWhole = !node.types.contains(.number) || generator.happens(40)
    let candidates: [Double] = [least, most, 0, 1, 3, 12, 50, 100, 1000, -1, 1e6].filter { least <= $0 && $0 <= most }
    var number = candidates.isEmpty ? least : generator.one(of: candidates)
    if !isWhole, number + 0.37 <= most { number += 0.37 }
    let isUnbounded = bound(node, "maximum") == nil && bound(node, "exclusiveMaximum") == nil
    if isUnbounded, generator.happens(4) { return text += isWhole ? "100000000000000000000" : "1e300" }
    if number == number.rounded(), abs(number) < 9.1e18 { text += String(Int64(number)) } else { text += "\(number)" }
  }

  private func bound(_ node: SchemaNode, _ name: String) -> Double? { node.annotation(name)?.asDouble }

  private mutating func string(_ node: SchemaNode) -> String {
    switch node.format {
    case "date": return generator.one(of: RandomManifest.days)
    case "date-time": return generator.one(of: RandomManifest.times)
    case "duration": return generator.one(of: RandomManifest.periods)
    default: break
    }
    var candidates = RandomManifest.words
    if let pattern = node.pattern, case .success(let compiled) = Pattern.compile(pattern) {
      candidates = (RandomManifest.words + RandomManifest.periods).filter { compiled.matches($0.utf8) }
    }
    if let least = bound(node, "minLength") { candidates.removeAll { Double($0.unicodeScalars.count) < least } }
    return candidates.isEmpty ? "a" : generator.one(of: candidates)
  }

  private mutating func isBreaking(_ part: Int) -> Bool {
    guard breaks, generator.happens(part) else { return false }
    broken += 1
    return true
  }

  private func quoted(_ text: String) -> String {
    OutputSink.text { sink in
      var writer = JSONWriter()
      writer.string(text, into: &sink)
    }
  }

  private static let wrongValues = [
    "null", "true", "-1", "1e300", "[]", "{}", "[[1]]", "\"\"", "\"yes\"", "{\"a\": 1}", "[null]", "\"2026-02-30\"",
  ]

  private static let words = [
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
