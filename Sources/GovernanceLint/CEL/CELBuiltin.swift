/// The operators, and the functions of which the checker, the guards, the planner or a look at what is read know more than their
/// signatures.
enum CELBuiltin: UInt8, CaseIterable, BitwiseCopyable, Sendable {
  case and, or, not, negate, conditional
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, isIn
  case add, subtract, multiply, divide, remainder
  case has, bind, size, dyn
  // Of optionals.
  case of, none, value, hasValue, orValue, orOptional
  // Of lists.
  case max, min, first, last, reverse, slice, groupedBy
  // Of texts.
  case matches, mentionsAny, isPlaceholder
  // Of days.
  case plus, minus, isOlderThan, isDueWithin, isAtMost, date
  case getFullYear, getMonth, getDayOfYear, getDayOfMonth, getDate, getDayOfWeek, getHours, getMinutes, getSeconds, getMilliseconds

  /// As called; operators have the names of cel-spec.
  var name: String {
    switch self {
    case .and: "_&&_"
    case .or: "_||_"
    case .not: "!_"
    case .negate: "-_"
    case .conditional: "_?_:_"
    case .equal: "_==_"
    case .notEqual: "_!=_"
    case .less: "_<_"
    case .lessOrEqual: "_<=_"
    case .greater: "_>_"
    case .greaterOrEqual: "_>=_"
    case .isIn: "@in"
    case .add: "_+_"
    case .subtract: "_-_"
    case .multiply: "_*_"
    case .divide: "_/_"
    case .remainder: "_%_"
    case .has: "has"
    case .bind: "bind"
    case .size: "size"
    case .dyn: "dyn"
    case .of: "of"
    case .none: "none"
    case .value: "value"
    case .hasValue: "hasValue"
    case .orValue: "orValue"
    case .orOptional: "or"
    case .max: "max"
    case .min: "min"
    case .first: "first"
    case .last: "last"
    case .reverse: "reverse"
    case .slice: "slice"
    case .groupedBy: "groupedBy"
    case .matches: "matches"
    case .mentionsAny: "mentionsAny"
    case .isPlaceholder: "isPlaceholder"
    case .plus: "plus"
    case .minus: "minus"
    case .isOlderThan: "isOlderThan"
    case .isDueWithin: "isDueWithin"
    case .isAtMost: "isAtMost"
    case .date: "date"
    case .getFullYear: "getFullYear"
    case .getMonth: "getMonth"
    case .getDayOfYear: "getDayOfYear"
    case .getDayOfMonth: "getDayOfMonth"
    case .getDate: "getDate"
    case .getDayOfWeek: "getDayOfWeek"
    case .getHours: "getHours"
    case .getMinutes: "getMinutes"
    case .getSeconds: "getSeconds"
    case .getMilliseconds: "getMilliseconds"
    }
  }

  /// Whether it is written as an operator.
  var isOperator: Bool { rawValue <= CELBuiltin.remainder.rawValue }

  /// All with the hashes of their names, sorted by those.
  private static let table = allCases.map { (hash: $0.name.nameHash, builtin: $0) }.sorted { $0.hash < $1.hash }

  /// Places in ``CELLibrary/functions``; -1 for what is a macro or has a longer name as a whole.
  private static let places = allCases.map { Int32(CELLibrary.place(of: $0.name) ?? -1) }

  /// The one that a name in an expression means.
  init?(_ name: CELName, in expression: CELExpression) {
    let table = CELBuiltin.table
    let place = table.firstPlace { $0.hash >= name.hash }
    guard place < table.count, expression.isName(name, table[place].builtin.name, hash: table[place].hash) else { return nil }
    self = table[place].builtin
  }

  /// The one of that name.
  init?(_ name: String) {
    let table = CELBuiltin.table
    let hash = name.nameHash
    let place = table.firstPlace { $0.hash >= hash }
    guard place < table.count, table[place].builtin.name == name else { return nil }
    self = table[place].builtin
  }

  /// Its place in ``CELLibrary/functions``.
  var function: Int? { CELBuiltin.places[Int(rawValue)] < 0 ? nil : Int(CELBuiltin.places[Int(rawValue)]) }
}
