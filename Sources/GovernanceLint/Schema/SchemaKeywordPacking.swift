// How a compiled keyword is written down and read back: as a letter and up to three numbers.

extension SchemaKeyword {
  mutating func pack(_ packing: inout Packing) {
    var (form, a, b, c) = parts
    packing.choice(&form)
    if form.count > 0 { packing.number(&a) }
    if form.count > 1 { packing.number(&b) }
    if form.count > 2 { packing.number(&c) }
    if packing.isReading { self = SchemaKeyword(form, a, b, c) }
  }

  private enum Form: UInt8 {
    case never, uniqueItems
    case types, values, minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, pattern, format, object, array, reference
    case not, unevaluatedItems, unevaluatedProperties
    case length, orderedBy, dependencies, dynamicReference, allOf, anyOf, oneOf
    case contains, condition

    /// How many numbers follow.
    var count: Int {
      if rawValue < Form.types.rawValue { return 0 }
      return rawValue < Form.length.rawValue ? 1 : rawValue < Form.contains.rawValue ? 2 : 3
    }
  }

  private var parts: (Form, Int32, Int32, Int32) {
    switch self {
    case .never: (.never, 0, 0, 0)
    case .uniqueItems: (.uniqueItems, 0, 0, 0)
    case .types(let types): (.types, Int32(types.rawValue), 0, 0)
    case .values(let a): (.values, a, 0, 0)
    case .minimum(let a): (.minimum, a, 0, 0)
    case .maximum(let a): (.maximum, a, 0, 0)
    case .exclusiveMinimum(let a): (.exclusiveMinimum, a, 0, 0)
    case .exclusiveMaximum(let a): (.exclusiveMaximum, a, 0, 0)
    case .multipleOf(let a): (.multipleOf, a, 0, 0)
    case .pattern(let a): (.pattern, a, 0, 0)
    case .format(let format): (.format, Int32(SchemaFormat.allCases.firstIndex(of: format) ?? 0), 0, 0)
    case .object(let a): (.object, a, 0, 0)
    case .array(let a): (.array, a, 0, 0)
    case .reference(let a): (.reference, a, 0, 0)
    case .not(let a): (.not, a, 0, 0)
    case .unevaluatedItems(let a): (.unevaluatedItems, a, 0, 0)
    case .unevaluatedProperties(let a): (.unevaluatedProperties, a, 0, 0)
    case .length(let a, let b): (.length, a, b, 0)
    case .orderedBy(let a, let b): (.orderedBy, a, b, 0)
    case .dependencies(let a, let b): (.dependencies, a, b, 0)
    case .dynamicReference(let a, let b): (.dynamicReference, a, b, 0)
    case .allOf(let a, let b): (.allOf, a, b, 0)
    case .anyOf(let a, let b): (.anyOf, a, b, 0)
    case .oneOf(let a, let b): (.oneOf, a, b, 0)
    case .contains(let a, let b, let c): (.contains, a, b, c)
    case .condition(let a, let b, let c): (.condition, a, b, c)
    }
  }

  private init(_ form: Form, _ a: Int32, _ b: Int32, _ c: Int32) {
    self =
      switch form {
      case .never: .never
      case .uniqueItems: .uniqueItems
      case .types: .types(SchemaTypes(rawValue: UInt8(truncatingIfNeeded: a)))
      case .values: .values(a)
      case .minimum: .minimum(a)
      case .maximum: .maximum(a)
      case .exclusiveMinimum: .exclusiveMinimum(a)
      case .exclusiveMaximum: .exclusiveMaximum(a)
      case .multipleOf: .multipleOf(a)
      case .pattern: .pattern(a)
      case .format: .format(SchemaFormat.allCases[min(max(0, Int(a)), SchemaFormat.allCases.count - 1)])
      case .object: .object(a)
      case .array: .array(a)
      case .reference: .reference(a)
      case .not: .not(a)
      case .unevaluatedItems: .unevaluatedItems(a)
      case .unevaluatedProperties: .unevaluatedProperties(a)
      case .length: .length(a, b)
      case .orderedBy: .orderedBy(a, b)
      case .dependencies: .dependencies(a, b)
      case .dynamicReference: .dynamicReference(a, b)
      case .allOf: .allOf(a, b)
      case .anyOf: .anyOf(a, b)
      case .oneOf: .oneOf(a, b)
      case .contains: .contains(a, b, c)
      case .condition: .condition(a, b, c)
      }
  }
}
