/// The text of a problem: every message of the lexer, the parser and the checker is one of the functions below.
struct CELMessage: Hashable, Sendable {
  var text: String

  private init(_ text: String) { self.text = text }

  /// ``text`` with the nearest candidate, where one is near.
  private init(_ text: String, didYouMean candidate: String?) {
    self.text = candidate.map { "\(text); did you mean '\($0)'?" } ?? text
  }

  /// ``text`` with the nearest of some values, or where none is near with all of them, if they are few.
  private init(_ text: String, didYouMeanOneOf values: [String], nearest: String?) {
    if nearest == nil, values.count <= CELMessage.shownValues {
      self.init("\(text); expected \(values.map { "'\($0)'" }.joined(separator: ", "))")
    } else {
      self.init(text, didYouMean: nearest)
    }
  }

  /// ``text`` with advice.
  private init(_ text: String, hint: String?) { self.text = hint.map { "\(text); \($0)" } ?? text }

  /// How many values of an enumeration a message lists.
  private static let shownValues = 8
}

// Of the lexer and the parser.
extension CELMessage {
  static func badEscape(_ escape: String) -> CELMessage {
    CELMessage("'\(escape)' is no escape sequence; write '\\\\' for a backslash, or a raw string r'...'")
  }

  static let badFieldName = CELMessage("a field name in backticks consists of letters, digits, '_', '.', '-', '/' and spaces")

  static func badNumber(_ text: String) -> CELMessage { CELMessage("'\(text)' is no number") }

  static let expressionTooDeep = CELMessage(
    "the expression nests more than \(CELParser.maximumDepth) levels deep; name parts of it with 'let'")

  static func expressionTooLong(_ count: Int) -> CELMessage {
    CELMessage("the expression has \(count) bytes, more than the \(CELParser.maximumSize) that are allowed")
  }

  static func expected(_ what: String, found: String) -> CELMessage { CELMessage("expected \(what) but found \(found)") }

  static func hasNeedsField(_ found: String) -> CELMessage {
    CELMessage("expected a field, as in 'has(a.b)', but found '\(found)'")
  }

  static func hasOfOptional(_ path: String) -> CELMessage {
    CELMessage("'has' takes a path of plain dots; for '\(path)' write '\(path).hasValue()'")
  }

  static func macroVariable(_ macro: String, found: String) -> CELMessage {
    CELMessage("expected the name of a variable as argument of '\(macro)' but found '\(found)'")
  }

  static func macroVariableTwice(_ name: String) -> CELMessage { CELMessage("both variables are called '\(name)'") }

  static func noToken(_ found: String, meant: String?) -> CELMessage {
    CELMessage("'\(found)' has no meaning in an expression", didYouMean: meant)
  }

  static func numberOutOfRange(_ text: String, type: String) -> CELMessage { CELMessage("\(text) does not fit into '\(type)'") }

  static func reservedName(_ word: String) -> CELMessage {
    CELMessage("'\(word)' is a reserved word and names no variable or function")
  }

  static let unterminatedFieldName = CELMessage("the field name has no closing '`'")

  static func unterminatedString(quote: String) -> CELMessage { CELMessage("the string has no closing \(quote)") }
}

// Of the checker.
extension CELMessage {
  static func alwaysFails(_ reason: String) -> CELMessage { CELMessage("this always fails: \(reason)") }

  static func badKeyType(_ type: String) -> CELMessage {
    CELMessage("expected a key of type int, uint, bool or string but found \(type)")
  }

  static func callStyle(_ name: String, isMember: Bool) -> CELMessage {
    CELMessage(
      isMember ? "'\(name)' is called as \(name)(x), not x.\(name)()" : "'\(name)' is called as x.\(name)(), not \(name)(x)")
  }

  static func disjointChoices(_ left: String, _ right: String) -> CELMessage {
    CELMessage("'\(left)' and '\(right)' have no value in common, so they are never equal")
  }

  static func divisionByZero(isRemainder: Bool) -> CELMessage {
    CELMessage(isRemainder ? "the remainder of a division by 0 is no number" : "a division by 0 always fails")
  }

  static func factOnOther(_ name: String, receiver: String, found: String) -> CELMessage {
    CELMessage("'\(name)' is a fact of '\(receiver)' but was asked of \(found)")
  }

  static func foreignKey(_ key: String, of map: String, keys: [String], nearest: String?) -> CELMessage {
    CELMessage("'\(map)' has no key '\(key)'", didYouMeanOneOf: keys, nearest: nearest)
  }

  static func foreignValue(_ value: String, of path: String, values: [String], isNegated: Bool, nearest: String?) -> CELMessage {
    let consequence = isNegated ? "this is always true" : "this is never true"
    return CELMessage("'\(value)' is no value of '\(path)', so \(consequence)", didYouMeanOneOf: values, nearest: nearest)
  }

  static func incomparable(_ operation: String, _ left: String, _ right: String, hint: String?) -> CELMessage {
    CELMessage("'\(operation)' compares two values of one type, not \(left) and \(right)", hint: hint)
  }

  static func keyMismatch(found: String, expected: String) -> CELMessage {
    CELMessage("expected an index of type \(expected) but found \(found)")
  }

  static func macroUsage(_ name: String, _ usages: [String]) -> CELMessage {
    CELMessage("'\(name)' is called as \(usages.joined(separator: " or "))")
  }

  static func messageLiteral(_ name: String) -> CELMessage {
    CELMessage("'\(name){...}' makes a protocol buffer message, of which there are none here; write a map {'key': value}")
  }

  static func mixedItems(_ expected: String, found: String) -> CELMessage {
    CELMessage("expected \(expected), as the items before it, but found \(found)")
  }

  static func namedTimeZone(_ name: String) -> CELMessage {
    CELMessage("rules that ship use offsets such as '+01:00': not every machine knows the time zone '\(name)'")
  }

  static func noDay(_ text: String, meant: String?) -> CELMessage {
    CELMessage("expected a day such as '2026-01-31' but found '\(text.prefix(40))'", didYouMean: meant)
  }

  static func noFields(_ operand: String, type: String, field: String) -> CELMessage {
    let hint = type.hasPrefix("list") ? "ask its items with 'all', 'exists', 'filter' or 'map', or one of them as [0]" : nil
    return CELMessage("'\(operand)' is \(type.withArticle) and has no field '\(field)'", hint: hint)
  }

  static func noIndex(_ operand: String, type: String) -> CELMessage {
    CELMessage("'\(operand)' is \(type.withArticle) and has no index; lists and maps have")
  }

  static func noOverload(_ name: String, takes signatures: [String], found: String, hint: String?) -> CELMessage {
    CELMessage("'\(name)' takes \(signatures.joined(separator: " or ")), not \(found)", hint: hint)
  }

  static func noPattern(_ reason: String) -> CELMessage { CELMessage("this is no pattern: \(reason)") }

  static func noPeriod(_ text: String, meant: String?) -> CELMessage {
    CELMessage("expected a period such as 'P3M' but found '\(text.prefix(40))'", didYouMean: meant)
  }

  static func noTimeZone(_ text: String) -> CELMessage {
    CELMessage("expected a time zone such as 'UTC', '+01:00' or 'Europe/Berlin' but found '\(text.prefix(40))'")
  }

  static func notAnEntry(_ found: String) -> CELMessage {
    CELMessage("expected a map with one entry, as {key: value}, but found \(found)")
  }

  static func notAPath(_ found: String) -> CELMessage {
    CELMessage("expected a path of fields and indexes, as 'system.vendors[0].name', but found '\(found)'")
  }

  static func notARange(_ range: String, type: String, macro: String, hint: String?) -> CELMessage {
    CELMessage("'\(macro)' goes through a list or a map, but '\(range)' is \(type.withArticle)", hint: hint)
  }

  static func notOptional(_ text: String, found: String) -> CELMessage {
    CELMessage("expected an optional value but '\(text)' is \(found.withArticle)")
  }

  static func notPrintable(_ text: String, type: String) -> CELMessage {
    CELMessage("'\(text)' is \(type.withArticle), which does not read well in a message; name one of its fields")
  }

  static let openBrace = CELMessage("the expression has no closing '}'; write '{{' for a brace")

  static func repeatedKey(_ key: String) -> CELMessage { CELMessage("the key \(key) is there twice") }

  static func unknownField(_ field: String, of object: String, nearest: String?) -> CELMessage {
    CELMessage("'\(object)' has no field '\(field)'", didYouMean: nearest)
  }

  static func unknownFunction(_ name: String, nearest: String?) -> CELMessage {
    CELMessage("there is no function '\(name)'", didYouMean: nearest)
  }

  static func unknownName(_ name: String, nearest: String?) -> CELMessage {
    CELMessage("nothing is called '\(name)' here", didYouMean: nearest)
  }

  static func unknownType(_ text: String) -> CELMessage {
    CELMessage("the type of '\(text)' is not known before a manifest is read, so this could fail; give it a type in the schema")
  }

  static func wrongCondition(_ macro: String, found: String) -> CELMessage {
    CELMessage("expected a test that is true or false in '\(macro)' but found \(found)")
  }

  static func wrongResult(expected: String, found: String) -> CELMessage { CELMessage("expected \(expected) but found \(found)") }
}

// Of presence: what could fail when a manifest is read.
extension CELMessage {
  static func absentField(_ path: String, guarded: String, optional: String) -> CELMessage {
    CELMessage("'\(path)' may be absent; guard it with '\(guarded) && ...', or read '\(optional)' with a default")
  }

  static func absentIndex(_ text: String, guarded: String, optional: String) -> CELMessage {
    CELMessage(
      "'\(text)' fails where the list is too short; guard it with '\(guarded) && ...', or read '\(optional)' with a default")
  }

  static func absentKey(_ text: String, guarded: String, optional: String) -> CELMessage {
    CELMessage("'\(text)' fails where the key is absent; guard it with '\(guarded) && ...', or read '\(optional)' with a default")
  }

  static func noElement(_ text: String, guarded: String) -> CELMessage {
    CELMessage("'\(text)' fails on an empty list; guard it with '\(guarded) && ...'")
  }

  static func absentValue(_ text: String, of optional: String) -> CELMessage {
    CELMessage(
      "'\(text)' fails without a value; guard it with '\(optional).hasValue() && ...', or write '\(optional).orValue(...)'"
    )
  }
}

extension String {
  /// `a string`, `an int`, and types with a name of their own as they are.
  fileprivate var withArticle: String {
    guard let first = unicodeScalars.first, first.properties.isLowercase else { return self }
    return "aeio".unicodeScalars.contains(first) ? "an \(self)" : "a \(self)"
  }
}
