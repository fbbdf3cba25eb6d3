/// Classes with a name of their own.
enum PatternClasses {
  static let noNewline = ScalarSet([0x0A...0x0A]).inverted
  /// What `.` leaves out by ECMA-262, section 12.3.
  static let noLineTerminator = ScalarSet([0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029]).inverted
  static let digit = ScalarSet([0x30...0x39])
  static let word = ScalarSet([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
  static let space = ScalarSet([0x09...0x0A, 0x0C...0x0D, 0x20...0x20])
  /// `\s` by ECMA-262, section 22.2.2.9: white space and line terminators.
  static let anySpace = ScalarSet(
    [0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029, 0x202F...0x202F,
      0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF])

  /// The class inside `[[:name:]]`.
  static func posix(_ name: String) -> ScalarSet? {
    switch name {
    case "alnum": ScalarSet([0x30...0x39, 0x41...0x5A, 0x61...0x7A])
    case "alpha": ScalarSet([0x41...0x5A, 0x61...0x7A])
    case "ascii": ScalarSet([0x00...0x7F])
    case "blank": ScalarSet([0x09...0x09, 0x20...0x20])
    case "cntrl": ScalarSet([0x00...0x1F, 0x7F...0x7F])
    case "digit": digit
    case "graph": ScalarSet([0x21...0x7E])
    case "lower": ScalarSet([0x61...0x7A])
    case "print": ScalarSet([0x20...0x7E])
    case "punct": ScalarSet([0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E])
    case "space": ScalarSet([0x09...0x0D, 0x20...0x20])
    case "upper": ScalarSet([0x41...0x5A])
    case "word": word
    case "xdigit": ScalarSet([0x30...0x39, 0x41...0x46, 0x61...0x66])
    default: nil
    }
  }

  /// The class inside `\p{name}`.
  static func property(_ name: String, dialect: Pattern.Dialect) -> ScalarSet? {
    if name == "Any" { return .all }
    if let set = UnicodeTables.category(name.utf8) ?? UnicodeTables.script(name.utf8, abbreviated: false) { return set }
    guard dialect == .jsonSchema else { return nil }
    if let equals = name.utf8.firstIndex(of: 0x3D) {
      let value = name[name.index(after: equals)...]
      switch name[..<equals] {
      case "Script", "sc": return UnicodeTables.script(value.utf8, abbreviated: true)
      case "General_Category", "gc": return category(String(value))
      default: return nil
      }
    }
    switch name {
    case "ASCII": return posix("ascii")
    case "Assigned": return category("Unassigned")?.inverted
    default: return category(name)
    }
  }

  /// A category by short or long name (Unicode PropertyValueAliases, `gc`), unassigned scalars and cased letters included.
  private static func category(_ name: String) -> ScalarSet? {
    let short = longCategoryNames.first { $0.long == name }?.short ?? name
    func named(_ name: StaticString) -> ScalarSet {
      UnicodeTables.category(UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)) ?? ScalarSet([])
    }
    switch short {
    case "LC": return named("Lu").union(named("Ll")).union(named("Lt"))
    case "Cn": return ["L", "M", "N", "P", "S", "Z", "C"].reduce(ScalarSet([])) { $0.union(named($1)) }.inverted
    // RE2's `C` leaves out what is unassigned; the long name is ECMA-262's alone and means all of it.
    case "C" where name == "Other": return named("C").union(category("Cn") ?? ScalarSet([]))
    default: return UnicodeTables.category(short.utf8)
    }
  }

  private static let longCategoryNames: [(long: String, short: String)] = [
    ("Cased_Letter", "LC"), ("Close_Punctuation", "Pe"), ("Connector_Punctuation", "Pc"), ("Control", "Cc"),
    ("Currency_Symbol", "Sc"), ("Dash_Punctuation", "Pd"), ("Decimal_Number", "Nd"), ("Enclosing_Mark", "Me"),
    ("Final_Punctuation", "Pf"), ("Format", "Cf"), ("Initial_Punctuation", "Pi"), ("Letter", "L"), ("Letter_Number", "Nl"),
    ("Line_Separator", "Zl"), ("Lowercase_Letter", "Ll"), ("Mark", "M"), ("Math_Symbol", "Sm"), ("Modifier_Letter", "Lm"),
    ("Modifier_Symbol", "Sk"), ("Nonspacing_Mark", "Mn"), ("Number", "N"), ("Open_Punctuation", "Ps"), ("Other", "C"),
    ("Other_Letter", "Lo"), ("Other_Number", "No"), ("Other_Punctuation", "Po"), ("Other_Symbol", "So"),
    ("Paragraph_Separator", "Zp"), ("Private_Use", "Co"), ("Punctuation", "P"), ("Separator", "Z"), ("Space_Separator", "Zs"),
    ("Spacing_Mark", "Mc"), ("Surrogate", "Cs"), ("Symbol", "S"), ("Titlecase_Letter", "Lt"), ("Unassigned", "Cn"),
    ("Uppercase_Letter", "Lu"), ("cntrl", "Cc"), ("digit", "Nd"), ("punct", "P"), ("Combining_Mark", "M"),
  ]
}
