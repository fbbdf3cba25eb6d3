import GovernanceLint

/// Manifests made of nothing but the schema of a kind: every optional key is there or not, by chance.
///
/// What the schema allows but people hardly write is made on purpose: blank text, days at the ends of the calendar, periods of
/// 9999 years, the largest numbers.
struct RandomManifest {
  private let shapes: [ValuePlan.Shape]
  private var generator: SplitMix64
  /// How many of a hundred optional keys are there, in this manifest: full ones and bare ones exercise different rules.
  private let density: Int
  /// Whether to break the schema at some place.
  private let breaks: Bool
  private var text: [UInt8] = []
  /// How many places of the schema were broken.
  private(set) var broken = 0

  /// Makes manifests of a kind.
  struct Maker {
    private let plan: ValuePlan
    /// The keys that tell what a manifest is.
    private let head: [UInt8]

    init(_ kind: Kind) {
      plan = ValuePlan(kind)
      var head = Array("{".utf8)
      for (key, yaml) in kind.head { head += ValuePlan.quoted(key) + Array(": ".utf8) + ValuePlan.quoted(yaml) + Array(", ".utf8) }
      self.head = head + ValuePlan.quoted(kind.identity) + Array(": \"s".utf8)
    }

    /// A manifest as JSON, and at how many places its schema was broken. `breaks` asks for such places.
    func make(_ number: Int, seed: UInt64, breaks: Bool = false) -> (text: [UInt8], broken: Int) {
      var manifest = RandomManifest(plan.shapes, SplitMix64(seed: seed, number: number), breaks: breaks)
      // Few names, so that manifests have to do with each other.
      manifest.text = head + Array("\(number % 37)\"".utf8)
      manifest.addPairs(of: 0, depth: 0, isFirst: false)
      manifest.add("}")
      return (manifest.text, manifest.broken)
    }
  }

  private init(_ shapes: [ValuePlan.Shape], _ generator: SplitMix64, breaks: Bool) {
    var generator = generator
    density = generator.one(of: RandomManifest.densities)
    self.shapes = shapes
    self.generator = generator
    self.breaks = breaks
    text.reserveCapacity(8192)
  }

  private static let densities = [8, 30, 55, 80, 95]

  private mutating func add(_ json: StaticString) {
    text.append(contentsOf: UnsafeBufferPointer(start: json.utf8Start, count: json.utf8CodeUnitCount))
  }

  private mutating func addPairs(of index: Int, depth: Int, isFirst: Bool) {
    var isFirst = isFirst
    for property in shapes[index].properties {
      if property.isRequired {
        // A key that has to be there and is not.
        if isBreaking(1) { continue }
      } else if !generator.happens(depth > 6 ? 5 : density) || property.name == "notApplicable" && !generator.happens(12) {
        continue
      }
      if !isFirst { add(", ") }
      isFirst = false
      text += isBreaking(1) ? property.misspelt : property.key
      addValue(property.shape, depth: depth + 1)
    }
    guard let more = shapes[index].additional else { return }
    for position in 0..<generator.next() % 3 {
      // Each key once.
      let key = generator.one(of: ValuePlan.words) + String(generator.next() % 1000 * 3 + position)
      if !isFirst { add(", ") }
      isFirst = false
      text += ValuePlan.quoted(key)
      add(": ")
      addValue(more, depth: depth + 1)
    }
  }

  private mutating func addValue(_ index: Int, depth: Int) {
    if isBreaking(1) { return add(generator.one(of: RandomManifest.wrongValues)) }
    if !shapes[index].values.isEmpty { return text += generator.one(of: shapes[index].values) }
    if !shapes[index].branches.isEmpty { return addValue(generator.one(of: shapes[index].branches), depth: depth) }
    guard !shapes[index].types.isEmpty else { return add("null") }
    switch generator.one(of: shapes[index].types) {
    case .object:
      add("{")
      addPairs(of: index, depth: depth, isFirst: true)
      add("}")
    case .array: addItems(of: index, depth: depth)
    case .boolean: add(generator.happens(50) ? "true" : "false")
    case .integer, .number: addNumber(shapes[index])
    default: text += generator.one(of: shapes[index].texts)
    }
  }

  private mutating func addItems(of index: Int, depth: Int) {
    let most = min(shapes[index].mostItems, depth > 6 ? 1 : 3)
    let count = max(shapes[index].leastItems, Int(generator.next() % UInt64(max(1, most + 1))))
    add("[")
    for position in 0..<count {
      if position > 0 { add(", ") }
      if let items = shapes[index].items { addValue(items, depth: depth + 1) } else { text += ValuePlan.quoted(generator.one(of: ValuePlan.words)) }
    }
    add("]")
  }

  private mutating func addNumber(_ shape: ValuePlan.Shape) {
    let isWhole = shape.isWhole || generator.happens(40)
    var number = generator.one(of: shape.numbers)
    if !isWhole, number + 0.37 <= shape.mostNumber { number += 0.37 }
    if shape.isUnbounded, generator.happens(4) { return add(isWhole ? "100000000000000000000" : "1e300") }
    text += (number == number.rounded() && abs(number) < 9.1e18 ? String(Int64(number)) : "\(number)").utf8
  }

  private mutating func isBreaking(_ part: Int) -> Bool {
    guard breaks, generator.happens(part) else { return false }
    broken += 1
    return true
  }

  private static let wrongValues: [StaticString] = [
    "null", "true", "-1", "1e300", "[]", "{}", "[[1]]", "\"\"", "\"yes\"", "{\"a\": 1}", "[null]", "\"2026-02-30\"",
  ]
}
