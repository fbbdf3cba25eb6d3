/// What a node of a manifest is read as; the type of an expression, as a plain record.
struct CELShape: Sendable {
  var kind: Kind
  /// List: shape of its elements. Map: of its values. Object: index of its first field.
  var a: Int32 = 0
  /// Object: number of fields.
  var b: Int32 = 0

  enum Kind: UInt8, CaseIterable, Sendable {
    /// Whatever the scalar means by YAML's core schema.
    case dyn
    case text
    case bool
    case int
    case uint
    case double
    case timestamp
    case list
    case map
    case object
  }
}

/// A field of a struct: the bytes of its key and what its value is read as.
struct CELShapeField: Sendable {
  /// Start and length in ``CELShapeTable/keys``.
  var start: Int32
  var count: Int32
  var shape: Int32
  var readsEmptyWhenAbsent: Bool
  /// Rules on the portfolio read it, so it is kept when a manifest's own rules have run.
  var isKept = false
}

/// All shapes of a ruleset, made of the structs of its type table.
struct CELShapeTable: Sendable {
  /// Those without parts stand at the index that is their kind; after them one for each struct.
  var shapes: ContiguousArray<CELShape> = []
  var fields: ContiguousArray<CELShapeField> = []
  /// The keys of all fields, one after the other.
  var keys: ContiguousArray<UInt8> = []
  private var firstObject = 0
  private var shapesOfTypes: [CELType: Int32] = [:]

  /// The shapes of these structs.
  init(_ types: CELTypeTable = CELTypeTable()) {
    shapes = ContiguousArray(CELShape.Kind.allCases.map { CELShape(kind: $0) })
    firstObject = shapes.count
    var first: Int32 = 0
    for object in types.objects {
      shapes.append(CELShape(kind: .object, a: first, b: Int32(object.fields.count)))
      first += Int32(object.fields.count)
    }
    for object in types.objects {
      for field in object.fields {
        let start = Int32(keys.count)
        keys.append(contentsOf: field.name.utf8)
        let shape = shape(of: field.type)
        fields.append(
          CELShapeField(
            start: start, count: Int32(keys.count) - start, shape: shape, readsEmptyWhenAbsent: field.readsEmptyWhenAbsent))
      }
    }
  }

  /// Takes from shapes of the same types what is known only while code is planned.
  mutating func resume(_ planned: CELShapeTable) { (firstObject, shapesOfTypes) = (planned.firstObject, planned.shapesOfTypes) }

  subscript(shape: Int32) -> CELShape { shapes[Int(shape)] }

  /// The shape of a type; of types that no manifest has, that of `dyn`.
  mutating func shape(of type: CELType) -> Int32 {
    switch type {
    case .string, .choice, .bytes: return Int32(CELShape.Kind.text.rawValue)
    case .bool: return Int32(CELShape.Kind.bool.rawValue)
    case .int: return Int32(CELShape.Kind.int.rawValue)
    case .uint: return Int32(CELShape.Kind.uint.rawValue)
    case .double: return Int32(CELShape.Kind.double.rawValue)
    case .timestamp: return Int32(CELShape.Kind.timestamp.rawValue)
    case .object(let index):
      let shape = firstObject + index
      return shape < shapes.count ? Int32(shape) : 0
    case .optional(let wrapped): return shape(of: wrapped)
    case .list(let element), .map(_, let element):
      if let known = shapesOfTypes[type] { return known }
      let part = shape(of: element)
      let kind: CELShape.Kind = if case .list = type { .list } else { .map }
      shapes.append(CELShape(kind: kind, a: part))
      shapesOfTypes[type] = Int32(shapes.count - 1)
      return Int32(shapes.count - 1)
    case .null, .duration, .dyn, .type, .parameter, .opaque: return 0
    }
  }

  /// The shape of the struct at that index of the type table.
  func object(_ index: Int) -> Int32 { Int32(firstObject + index) }

  /// The index in ``fields`` of a struct's field.
  func field(object: Int, field: Int) -> Int32 { shapes[firstObject + object].a + Int32(field) }

  /// The field of an object's shape with that key.
  func field(named name: String, of shape: CELShape) -> CELShapeField? {
    fieldIndex(named: name, of: shape).map { fields[Int($0)] }
  }

  /// Its index in ``fields``.
  func fieldIndex(named name: String, of shape: CELShape) -> Int32? {
    var name = name
    return name.withUTF8 { name in (shape.a..<shape.a + shape.b).first { isKey(name, of: fields[Int($0)]) } }
  }

  /// The bytes of a field's key.
  func key(of field: CELShapeField) -> Slice<ContiguousArray<UInt8>> {
    Slice(base: keys, bounds: Int(field.start)..<Int(field.start + field.count))
  }

  /// Whether a field has that key.
  @inline(__always)
  func isKey(_ text: UnsafeBufferPointer<UInt8>, of field: CELShapeField) -> Bool {
    guard text.count == Int(field.count) else { return false }
    for position in text.indices where text[position] != keys[Int(field.start) &+ position] { return false }
    return true
  }

  /// The key of a field as text.
  func name(of field: CELShapeField) -> String { String(decoding: key(of: field), as: UTF8.self) }
}
