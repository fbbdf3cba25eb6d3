/// Makes of a document a small one, with only those nodes that rules on the portfolio read.
///
/// Nodes keep their places in the file, and their text; the file's bytes are let go of. Of each mapping the first pair stays too,
/// because findings point there; of items of lists the scalars, because one of them tells an item from others.
struct DocumentRemains {
  private let shapes: CELShapeTable
  private let kept: KeptFields
  private let nodes: NodeView
  private var records: ContiguousArray<NodeRecord> = []
  private var text: ContiguousArray<UInt8> = []

  /// What remains of a document, and where its roots are in it; nil where it cannot be made smaller safely: aliases and tags refer
  /// to other parts of it. `roots` are nodes of it with what they are read as, and keys of theirs that stay.
  static func of(
    _ document: Document, roots: [(index: Int32, shape: Int32, keys: [[UInt8]])], shapes: CELShapeTable, kept: KeptFields
  ) -> (document: Document, roots: [Int32])? {
    guard document.properties.isEmpty, !document.records.contains(where: { $0.kind == .alias }) else { return nil }
    return NodeView.with(document) { nodes in
      var remains = DocumentRemains(shapes: shapes, kept: kept, nodes: nodes)
      let kept = roots.map { root in
        remains.keep(root.index, as: root.shape, keys: root.keys)
      }
      let small = Document(
        source: Source(forgetting: document.source), records: remains.records, rootIndexes: kept,
        decoded: remains.text)
      return (small, kept)
    }
  }

  private init(shapes: CELShapeTable, kept: KeptFields, nodes: NodeView) {
    (self.shapes, self.kept, self.nodes) = (shapes, kept, nodes)
    records.reserveCapacity(nodes.records.count / 2)
    text.reserveCapacity(nodes.records.count * 4)
  }

  /// Keeps a node read as a shape; its index.
  @discardableResult
  private mutating func keep(_ index: Int32, as shape: Int32, keys: [[UInt8]] = [], isItem: Bool = false) -> Int32 {
    let kept = Int32(records.count)
    let record = nodes[index]
    let fields = self.kept[shape]
    let shape = shapes[shape]
    switch (record.kind, shape.kind) {
    case (.mapping, .object):
      records.append(record)
      keepPairs(of: index, as: fields, keys: keys, isItem: isItem)
    case (.mapping, .map):
      records.append(record)
      var key = index + 1
      while key < record.next {
        let value = nodes[key].next
        keepAll(key)
        keep(value, as: shape.a)
        key = nodes[value].next
      }
    case (.sequence, .list):
      records.append(record)
      var item = index + 1
      while item < record.next {
        keep(item, as: shape.a, isItem: true)
        item = nodes[item].next
      }
    default: return keepAll(index)
    }
    records[Int(kept)].next = Int32(records.count)
    return kept
  }

  private mutating func keepPairs(of index: Int32, as fields: ArraySlice<CELShapeField>, keys: [[UInt8]], isItem: Bool) {
    var key = index + 1
    let end = nodes[index].next
    while key < end {
      let value = nodes[key].next
      let name = nodes.text(key)
      if let field = fields.first(where: { shapes.isKey(name, of: $0) }) {
        keepAll(key)
        keep(value, as: field.shape)
      } else if key == index + 1 || (isItem && nodes[value].kind == .scalar)
        || keys.contains(where: { $0.elementsEqual(name) }) {
        keepAll(key)
        keepOutline(value)
      }
      key = nodes[value].next
    }
  }

  /// Keeps a node and all below it.
  @discardableResult
  private mutating func keepAll(_ index: Int32) -> Int32 {
    let kept = Int32(records.count)
    for original in index..<nodes[index].next {
      var record = nodes[original]
      record.next = record.next - index + kept
      if record.kind == .scalar { keepText(of: &record) }
      records.append(record)
    }
    return kept
  }

  /// Keeps a scalar, or that there is a collection.
  private mutating func keepOutline(_ index: Int32) {
    var record = nodes[index]
    guard record.kind != .scalar else { return _ = keepAll(index) }
    record.next = Int32(records.count + 1)
    records.append(record)
  }

  private mutating func keepText(of record: inout NodeRecord) {
    let bytes = nodes.text(of: record)
    record.first = UInt32(truncatingIfNeeded: text.count)
    text.append(contentsOf: bytes)
    record.second = UInt32(truncatingIfNeeded: text.count)
    record.flags.insert(.isDecoded)
  }
}

/// The fields of each shape that are kept.
struct KeptFields: Sendable {
  private var fields: [CELShapeField] = []
  /// By shape, where its fields are.
  private var ranges: [Range<Int>] = []

  init(_ shapes: CELShapeTable) {
    for shape in shapes.shapes {
      let start = fields.count
      if shape.kind == .object { fields += shapes.fields[Int(shape.a)..<Int(shape.a + shape.b)].filter(\.isKept) }
      ranges.append(start..<fields.count)
    }
  }

  subscript(shape: Int32) -> ArraySlice<CELShapeField> { fields[ranges[Int(shape)]] }
}
