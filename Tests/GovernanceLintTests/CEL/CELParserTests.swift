import Testing

@testable import GovernanceLint

/// Parses `text` and compares the tree.
private func check(_ text: String, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation) {
  let (expression, problems) = CELParser.parse(text)
  #expect(problems == [], "\(text)", sourceLocation: sourceLocation)
  #expect(celTreeText(expression) == expected, sourceLocation: sourceLocation)
}

/// Parses an expression whose mistakes stand between `«` and `»`, and compares messages and places.
private func check(marked: String, _ messages: String..., sourceLocation: SourceLocation = #_sourceLocation) {
  let (text, ranges) = celMarked(marked)
  let (_, problems) = CELParser.parse(text)
  #expect(problems.map(\.message) == messages, "\(text)", sourceLocation: sourceLocation)
  #expect(problems.map(\.range) == ranges, "\(text)", sourceLocation: sourceLocation)
}

@Test func operatorsBindAsTheLanguageSays() {
  check("a || b && c == d + e * -f", "_||_(a, _&&_(b, _==_(c, _+_(d, _*_(e, -_(f))))))")
  check("a ? b : c ? d : e", "_?_:_(a, b, _?_:_(c, d, e))")
  check("a - b - c", "_-_(_-_(a, b), c)")
  check("x in [1, 2u, 3.5, .5, 1e3]", "@in(x, [1, 2u, 3.5, 0.5, 1000.0])")
  check("!!a.b(c)[0].d", "!_(!_(a.b(c)[0].d))")
  check("4--4", "_-_(4, -4)")
  check("--19", "-_(-19)")
  check("-x - -1", "_-_(-_(x), -1)")
  check("-9223372036854775808 == 0x7f", "_==_(-9223372036854775808, 127)")
  check("a && b && c && d", "_&&_(_&&_(a, b), _&&_(c, d))")
  check("(a + b) * c // comment", "_*_(_+_(a, b), c)")
}

@Test func membersAndLiterals() {
  check(".a.b[?0].?c.`d-e`.package", ".a.b[?0].?c.d-e.package")
  check("[?a, b,]", "[?a, b]")
  check("{?'a': b, 1: 2}", #"{?"a": b, 1: 2}"#)
  check("a.B{c: 1}", #"a.B{"c": 1}"#)
  check("f() + .g(1)", "_+_(f(), .g(1))")
  check("a.as()", "a.as()")
}

@Test func quotes() {
  check(#"'a\u00e9\x41\101\U0001F431\ud83d\udc31\n'"#, #""aéAA🐱🐱\n""#)
  check(#"r'\n' + R"\" + r''"#, #"_+_(_+_("\\n", "\\"), "")"#)
  check("'''a b\n'''", #""a b\n""#)
  check(#"b'\xff\377ÿ'"#, "b[255, 255, 195, 191]")
  check(#"rb'\x' == bR"""\""""#, "_==_(b[92, 120], b[92])")
}

@Test func macrosAreExpanded() {
  check("has(a.b)", "has(a.b)")
  check("xs.all(x, x > 0)", "xs.<all>(x, _>_(x, 0))")
  check("xs.exists_one(x, true) && xs.existsOne(i, v, true)", "_&&_(xs.<existsOne>(x, true), xs.<existsOne>(i, v, true))")
  check("xs.map(x, x > 0, x * 2)", "xs.<map>(x, _>_(x, 0), _*_(x, 2))")
  check("m.transformMap(k, v, k != '', v)", #"m.<transformMap>(k, v, _!=_(k, ""), v)"#)
  check("a.?b.optMap(b, b.c)", "a.?b.<optMap>(b, b.c)")
  check("cel.bind(x, 1, x + x)", "<bind>(x, 1, _+_(x, x))")
  check("xs.all(x) + xs.map(1, 2, 3, 4)", "_+_(xs.all(x), xs.map(1, 2, 3, 4))")
  let (plain, problems) = CELParser.parse("has(a) && xs.all(x, y)", options: .init(expandsMacros: false))
  #expect(problems == [])
  #expect(celTreeText(plain) == "_&&_(has(a), xs.all(x, y))")
}

@Test func mistakesArePointedAt() {
  check(marked: "a +«»", "expected an expression but found the end of the expression")
  check(marked: "a «b», c", "expected an operator or the end but found 'b'")
  check(marked: "(a«»", "expected ')' but found the end of the expression")
  check(marked: "[a«;» b]", "';' has no meaning in an expression")
  check(
    marked: "a «=» b «&» c", "'=' has no meaning in an expression; did you mean '=='?",
    "'&' has no meaning in an expression; did you mean '&&'?")
  check(marked: "a == «'open»", "the string has no closing '")
  check(
    marked: #"'«\d»+' + '«\ud83d»' + b'«\u»00e9'"#,
    #"'\d' is no escape sequence; write '\\' for a backslash, or a raw string r'...'"#,
    #"'\ud83d' is no escape sequence; write '\\' for a backslash, or a raw string r'...'"#,
    #"'\u' is no escape sequence; write '\\' for a backslash, or a raw string r'...'"#)
  check(marked: "has(«a»)", "expected a field, as in 'has(a.b)', but found 'a'")
  check(marked: "has(«a.?b»)", "'has' takes a path of plain dots; for 'a.?b' write 'a.?b.hasValue()'")
  check(marked: "xs.all(«x.y», true)", "expected the name of a variable as argument of 'all' but found 'x.y'")
  check(marked: "xs.all(x, «x», true)", "both variables are called 'x'")
  check(marked: "«while» + 1", "'while' is a reserved word and names no variable or function")
  check(marked: "«9223372036854775808»", "9223372036854775808 does not fit into 'int'")
  check(
    marked: "«12abc» + «0xFFFFFFFFFFFFFFFFFu» + «1e999»", "'12abc' is no number", "0xFFFFFFFFFFFFFFFFFu does not fit into 'uint'",
    "1e999 does not fit into 'double'")
}

@Test(arguments: ["(", "[", "{1:", "!", "-", "a.b(", "a[", "1 + ", "a ? ", "a ? b : ", "a.", "'", "`", "\\", "has("])
func hostileRepetitionIsRefused(_ piece: String) {
  let (_, problems) = CELParser.parse(String(repeating: piece, count: 40_000 / piece.utf8.count))
  #expect(problems.count >= 1)
}

@Test func limits() {
  func nested(_ count: Int) -> String { String(repeating: "(", count: count) + "1" + String(repeating: ")", count: count) }
  check(nested(CELParser.maximumDepth - 1), "1")
  #expect(CELParser.parse(nested(CELParser.maximumDepth)).1.map(\.message) == [CELMessage.expressionTooDeep.text])
  #expect(
    CELParser.parse(String(repeating: " ", count: CELParser.maximumSize + 1)).1.map(\.message) == [
      CELMessage.expressionTooLong(100_001).text
    ])
  #expect(CELParser.parse(Array(repeating: "true", count: 5000).joined(separator: " && ")).1 == [])
}
