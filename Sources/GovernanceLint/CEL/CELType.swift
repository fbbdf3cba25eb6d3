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
  case parameter(String)
  /// A named type of a host, in declarations only.
  indirect case opaque(String, [CELType])
}

/// A struct: an object of a JSON Schema that names its properties.
struct CELObject: Sendable {
  /// What messages call it, such as `AISystem.oversight`.
  var name: String
  /// Its fields, sorted by name (by UTF-8 bytes).
  var fields: [CELField]

  /// The field of that name.
  func field(_ name: String) -> CELField? { fields.first { $0.name.utf8.elementsEqual(name.utf8) } }
}

/// A field of a struct.
struct CELField: Sendable {
  /// The key in the manifest.
  var name: String
  /// What reading it gives.
  var type: CELType
  /// The schema requires it, so it needs no guard once its struct is there.
  var isRequired = false
  /// `"default": []`: it reads as an empty list where it is absent, also below an absent parent, and needs no guard.
  var readsEmptyWhenAbsent = false
}

/// The structs and enumerations that types refer to by index, so that schemas may be recursive.
struct CELTypeTable: Sendable {
  var objects: [CELObject] = []
  var choices: [[String]] = []
}
