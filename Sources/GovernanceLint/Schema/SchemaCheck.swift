extension Schema {
  /// Whether a value satisfies the schema: the answer alone, without making findings.
  public func accepts(_ node: Node, limits: SchemaLimits = SchemaLimits()) -> Bool {
    NodeView.with(node.document) { nodes in
      var check = SchemaCheck(schema: self, node: node, nodes: nodes, limits: limits)
      return check.run() && check.reachedLimit == nil
    }
  }

  /// All that is wrong with a value, in the order of the file. `pointer` is that of the value in its document.
  public func check(_ node: Node, pointer: String = "", limits: SchemaLimits = SchemaLimits()) -> [Finding] {
    check(node, pointer: pointer, limits: limits, below: nil)
  }

  /// The same; of what stands below the keys of the value that its schema declares, only what is below `keys`.
  func check(_ node: Node, pointer: String = "", limits: SchemaLimits = SchemaLimits(), below keys: [[UInt8]]?) -> [Finding] {
    NodeView.with(node.document) { nodes in
      // Most manifests are in order: the pass that answers this makes nothing.
      var check = SchemaCheck(schema: self, node: node, nodes: nodes, limits: limits)
      check.keys = keys
      if check.run(), !check.hasNotes, check.reachedLimit == nil { return [] }
      check = SchemaCheck(schema: self, node: node, nodes: nodes, limits: limits)
      check.keys = keys
      check.trail.root = pointer
      check.collects = true
      _ = check.run()
      return check.sortedFindings()
    }
  }
}

/// One check of one value: evaluates schemas and, when it collects, says what is wrong.
///
/// Nodes are indexes into the document's records here, so that walking retains nothing.
struct SchemaCheck {
  let tables: SchemaTables
  let flat: FlatSchema
  let document: Document
  let nodes: NodeView
  let limits: SchemaLimits
  let root: Int32
  /// Which of the root's declared keys are looked below; nil for all.
  var keys: [[UInt8]]?
  /// Whether findings are made. If not, the first failure ends the check.
  var collects = false
  /// Whether something was met that breaks nothing and is worth a note, such as a key without value.
  var hasNotes = false
  /// The limit that was reached: then the answer is not to be trusted.
  private(set) var reachedLimit: ReachedLimit?
  var findings: [Finding] = []
  /// The way from the root to the node that is looked at; kept up only while collecting.
  var trail = SchemaTrail()
  /// The nodes inside the current value that a schema has evaluated, where an `unevaluated...` keyword wants to know.
  var evaluated: [Int32] = []
  /// The key that `propertyNames` looks at: text, whatever it looks like.
  var currentName: Int32 = -1
  /// The schema resources entered, outermost first; kept up only where a dynamic reference wants to know.
  private var scope: [Int32] = []
  private let keepsScope: Bool
  private var depth = 0
  private var steps: Int

  enum ReachedLimit {
    case depth
    case steps
  }

  /// The evaluation of one schema: which, and how much was evaluated before it.
  struct Frame {
    var schema: Int32
    var mark: Int
  }

  init(schema: Schema, node: Node, nodes: NodeView, limits: SchemaLimits) {
    tables = schema.tables
    flat = schema.tables.flat
    self.nodes = nodes
    document = node.document
    root = node.resolved.index
    self.limits = limits
    keepsScope = !tables.dynamicAnchors.isEmpty
    let (product, overflows) = nodes.records.count.multipliedReportingOverflow(by: limits.stepsPerNode)
    steps = overflows ? .max : max(product, limits.freeSteps)
  }

  mutating func run() -> Bool { evaluate(tables.root, root, tracks: false) }

  func node(_ index: Int32) -> Node { Node(document: document, index: index) }

  /// Whether a value satisfies a schema. `tracks`: whether somebody wants to know what was evaluated.
  mutating func evaluate(_ schema: Int32, _ value: Int32, tracks: Bool) -> Bool {
    let schemaRecord = flat.records[schema]
    if schemaRecord.first == schemaRecord.end { return true }
    guard depth < limits.depth, steps > 0 else {
      reachedLimit = reachedLimit ?? (steps > 0 ? .depth : .steps)
      return false
    }
    depth += 1
    steps -= 1
    let entersResource = keepsScope && scope.last != schemaRecord.resource
    if entersResource { scope.append(schemaRecord.resource) }
    let frame = Frame(schema: schema, mark: evaluated.count)
    let isSatisfied = evaluateKeywords(
      schemaRecord, nodes.resolved(value), tracks: tracks || schemaRecord.readsAnnotations, frame)
    if schemaRecord.readsAnnotations, !tracks { forgetEvaluated(from: frame.mark) }
    if entersResource { scope.removeLast() }
    depth -= 1
    return isSatisfied
  }

  private mutating func evaluateKeywords(_ schema: SchemaRecord, _ value: Int32, tracks: Bool, _ frame: Frame) -> Bool {
    var isSatisfied = true
    for index in schema.first..<schema.end {
      let keyword = flat.keywords[index]
      if evaluate(keyword, value, tracks: tracks, frame) { continue }
      guard collects else { return false }
      isSatisfied = false
      switch keyword {
      // A value of the wrong type or outside its vocabulary is one mistake, whatever else is asked of it.
      case .types, .values, .never: return false
      default: continue
      }
    }
    return isSatisfied
  }

  private mutating func evaluate(_ keyword: SchemaKeyword, _ value: Int32, tracks: Bool, _ frame: Frame) -> Bool {
    switch keyword {
    case .never: return fails { $0.reportNothingAllowed(value) }
    case .types(let types):
      return !types.isDisjoint(with: self.types(of: value, where: types)) || fails { $0.report(types: types, value, of: frame.schema) }
    case .values(let index): return isAmong(index, value) || fails { $0.reportValues(index, value) }
    case .minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum, .multipleOf:
      return isInRange(keyword, value) || fails { $0.report(range: keyword, value) }
    case .length(let least, let most): return hasLength(least, most, value)
    case .pattern(let index):
      return !isText(value) || matches(index, nodes.text(value))
        || fails { $0.report(pattern: index, value) }
    case .format(let format):
      return !isText(value) || node(value).withTextBytes { format.accepts($0) } || fails { $0.report(format: format, value) }
    case .object(let index): return evaluateObject(flat.objects[index], value, tracks: tracks)
    case .array(let index): return evaluateArray(flat.arrays[index], value, tracks: tracks)
    case .uniqueItems: return hasUniqueItems(value)
    case .orderedBy(let start, let end):
      checkOrder(by: NameSpan(start: start, end: end), value)
      return true
    case .contains(let schema, let least, let most): return contains(schema, least, most, value, tracks: tracks)
    case .dependencies(let first, let end): return evaluateDependencies(first, end, value, tracks: tracks)
    case .reference(let target): return evaluate(target, value, tracks: tracks)
    case .dynamicReference(let name, let fallback): return evaluate(dynamicTarget(name) ?? fallback, value, tracks: tracks)
    case .allOf(let first, let count):
      var isSatisfied = true
      for index in first..<first + count where !evaluate(flat.lists[index], value, tracks: tracks) {
        guard collects else { return false }
        isSatisfied = false
      }
      return isSatisfied
    case .anyOf(let first, let count): return evaluateAlternatives(first, count, value, tracks: tracks, isExclusive: false)
    case .oneOf(let first, let count): return evaluateAlternatives(first, count, value, tracks: tracks, isExclusive: true)
    case .not(let schema):
      let start = evaluated.count
      let isSatisfied = quietly { $0.evaluate(schema, value, tracks: false) }
      forgetEvaluated(from: start)
      return !isSatisfied || fails { $0.reportNot(schema, value) }
    case .condition(let test, let then, let otherwise):
      let start = evaluated.count
      if quietly({ $0.evaluate(test, value, tracks: tracks) }) { return then < 0 || evaluate(then, value, tracks: tracks) }
      forgetEvaluated(from: start)
      return otherwise < 0 || evaluate(otherwise, value, tracks: tracks)
    case .unevaluatedItems(let schema): return evaluateRest(of: value, .sequence, schema, frame)
    case .unevaluatedProperties(let schema): return evaluateRest(of: value, .mapping, schema, frame)
    }
  }

  /// Whether nobody wants to know what stands below a declared key. Inside a condition it would decide about others.
  @inline(__always)
  func passesOver(_ key: Int32) -> Bool {
    guard let keys, depth == 1 else { return false }
    let name = nameBytes(key)
    return !keys.contains { $0.count == name.count && $0.elementsEqual(name) }
  }

  /// False, after telling why where findings are wanted.
  @inline(__always)
  mutating func fails(_ report: (inout SchemaCheck) -> Void) -> Bool {
    if collects { report(&self) }
    return false
  }

  /// Runs a part of the check of which only the answer counts.
  mutating func quietly(_ body: (inout SchemaCheck) -> Bool) -> Bool {
    let collected = collects
    collects = false
    let answer = body(&self)
    collects = collected
    return answer
  }

  mutating func forgetEvaluated(from mark: Int) {
    if evaluated.count > mark { evaluated.removeLast(evaluated.count - mark) }
  }

  private func dynamicTarget(_ name: Int32) -> Int32? {
    let targets = tables.dynamicAnchors[Int(name)]
    for resource in scope {
      if let target = targets[resource] { return target }
    }
    return nil
  }
}
