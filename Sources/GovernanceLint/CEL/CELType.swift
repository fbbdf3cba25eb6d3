/// The type of an expression (cel-spec `doc/langdef.md`, "Values"), with the structs and enumerations that a JSON Schema gives.
///
/// Only types with parts are boxed: the others are copied all the time.
enum CELType: Hashable, Sendable {
  case null
  case bool
  case int
  case uint
  case double
  case string
  /// A string out of the list at that index of ``CELTypeTable/choices``; otherwise it is a string like any other.
  case choice(Int)
  case bytes
  case timestamp
  case duration
  /// Not known before evaluation.
  case dyn
  indirect case list(CELType)
  indirect case map(CELType, CELType)
  indirect case optional(CELType)
  /// The type of a type, such as that of `int`.
  indirect case type(CELType)
  /// A struct at that index of ``CELTypeTable/objects``.
  case object(Int)
  /// A type parameter of a function's declaration.
  case parameter(CELTypeParameter)
  /// A named type of a host, in declarations only.
  indirect case opaque(String, [CELType])
}

/// What stands for a type: a letter in a declaration, a number of its own in each call.
struct CELTypeParameter: Hashable, BitwiseCopyable, ExpressibleByUnicodeScalarLiteral, Sendable {
  private let number: UInt32
  /// The numbers after those of letters.
  private static let firstFresh: UInt32 = 0x11_0000

  init(unicodeScalarLiteral letter: Unicode.Scalar) { number = letter.value }
  init(fresh count: Int) { number = CELTypeParameter.firstFresh + UInt32(count) }

  /// Its letter, where it is that of a declaration.
  var letter: String? { Unicode.Scalar(number).map { String(Character($0)) } }
}

/// A struct: an object of a JSON Schema that names its properties.
struct CELObject: Sendable {
  /// What messages call it, such as `AISystem.oversight`.
  var name: String
  /// Its fields, sorted by name (by UTF-8 bytes).
  var fields: [CELField]

  /// The field of that name.
  func field(_ name: String) -> CELField? { fields.first { $0.name.utf8.elementsEqual(name.utf8) } }

  /// The place in ``fields`` of a name in an expression.
  func place(of name: CELName, in expression: CELExpression) -> Int? {
    for place in fields.indices where fields[place].hash == name.hash {
      if expression.isName(name, fields[place].name, hash: name.hash) { return place }
    }
    return nil
  }
}

/// A field of a struct.
struct CELField: Sendable {
  /// The key in the manifest.
  var name: String { didSet { hash = name.nameHash } }
  /// ``CELName/hash`` of it.
  private(set) var hash: UInt32
  /// What reading it gives.
  var type: CELType
  /// The schema requires it, so it needs no guard once its struct is there.
  var isRequired = false
  /// `"default": []`: it reads as an empty list where it is absent, also below an absent parent, and needs no guard.
  var readsEmptyWhenAbsent = false

  init(name: String, type: CELType, isRequired: Bool = false, readsEmptyWhenAbsent: Bool = false) {
    self.name = name
    hash = name.nameHash
    self.type = type
    self.isRequired = isRequired
    self.readsEmptyWhenAbsent = readsEmptyWhenAbsent
  }

  /// Whether reading it needs no guard once its struct is there.
  var isAlwaysThere: Bool { isRequired || readsEmptyWhenAbsent }
}

/// The structs and enumerations that types refer to by index, so that schemas may be recursive.
struct CELTypeTable: Sendable {
  var objects: [CELObject] = []
  var choices: [[String]] = []
}
