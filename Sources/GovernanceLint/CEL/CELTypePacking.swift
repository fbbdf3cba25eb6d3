// How the types of manifests are written down and read back: to derive them from schemas takes longer than to check some rules.

extension CELTypeTable {
  mutating func pack(_ packing: inout Packing) {
    packing.list(&objects, blank: CELObject(name: "", fields: [])) { object, packing in
      packing.text(&object.name)
      packing.list(&object.fields, blank: CELField(name: "", type: .dyn)) { field, packing in
        packing.text(&field.name)
        field.type.pack(&packing)
        packing.flag(&field.isRequired)
        packing.flag(&field.readsEmptyWhenAbsent)
      }
    }
    packing.list(&choices, blank: []) { values, packing in packing.list(&values) }
  }
}

extension CELType {
  /// The types that values of manifests have; no schema gives others.
  private enum Form: UInt8 {
    case dyn, bool, int, double, string, timestamp, choice, object, list, map
  }

  mutating func pack(_ packing: inout Packing) {
    var form = Form.dyn
    var index = 0
    var part = CELType.dyn
    switch self {
    case .bool: form = .bool
    case .int: form = .int
    case .double: form = .double
    case .string: form = .string
    case .timestamp: form = .timestamp
    case .choice(let choice): (form, index) = (.choice, choice)
    case .object(let object): (form, index) = (.object, object)
    case .list(let element): (form, part) = (.list, element)
    case .map(_, let value): (form, part) = (.map, value)
    case .dyn, .null, .uint, .bytes, .duration, .optional, .type, .parameter, .opaque: break
    }
    packing.choice(&form)
    if form == .choice || form == .object { packing.number(&index) }
    if form == .list || form == .map { part.pack(&packing) }
    self =
      switch form {
      case .dyn: .dyn
      case .bool: .bool
      case .int: .int
      case .double: .double
      case .string: .string
      case .timestamp: .timestamp
      case .choice: .choice(index)
      case .object: .object(index)
      case .list: .list(part)
      case .map: .map(.string, part)
      }
  }
}

/// The structs and enumerations of some schemas, and what each schema as a whole is.
struct KindTypes: Sendable {
  var table = CELTypeTable()
  var types: [CELType] = []

  mutating func pack(_ packing: inout Packing) {
    table.pack(&packing)
    packing.list(&types, blank: .dyn) { type, packing in type.pack(&packing) }
  }
}
