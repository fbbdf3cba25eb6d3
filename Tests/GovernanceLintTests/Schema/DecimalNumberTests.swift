import Testing

@testable import GovernanceLint

@Suite struct DecimalNumberTests {
  private func number(_ text: String) -> DecimalNumber { DecimalNumber(Array(text.utf8)[...]) }

  @Test(arguments: [
    ("1", "1.0"), ("100", "1e2"), ("0", "-0.0"), ("0.10", "1e-1"), ("12345678901234567890.0", "1234567890123456789e1"),
    ("0x1F", "31"),
    ("0o17", "15"), ("+5", "5"), (".5", "0.5"), ("5.", "5"), ("0xFFFFFFFFFFFFFFFFFF", "4722366482869645213695"),
    ("000123", "123"),
  ])
  func equal(_ left: String, _ right: String) {
    #expect(number(left) == number(right))
    #expect(!number(left).isLess(than: number(right)))
    #expect(!number(right).isLess(than: number(left)))
  }

  @Test(arguments: [
    ("-1", "0"), ("-0.1", "0"), ("0", "1e-400"), ("1e308", "1e309"), ("9007199254740992", "9007199254740993"), ("-2", "-1"),
    ("0.1", "0.11"), ("18446744073709551615", "18446744073709551616"), ("99999999999999999999", "1e20"), ("-.inf", "-1e999"),
    ("1e999999999999999999999", ".inf"), ("1.5", "12"), ("9", "10.5"),
  ])
  func ordered(_ left: String, _ right: String) {
    #expect(number(left).isLess(than: number(right)))
    #expect(!number(right).isLess(than: number(left)))
  }

  @Test(arguments: [
    ("0.01", "19.99", true), ("0.01", "0.005", false), ("0.0001", "0.0075", true), ("1e-8", "12391239123", true),
    ("3", "1e308", false),
    ("5", "1e308", true), ("0.5", "1e308", true), ("7", "700000000000000000000000000007", true),
    ("7", "700000000000000000000000000008", false),
    ("123456789", "1e400", false), ("1", "1.5", false), ("2", "0", true), ("576460752303423488", "1e60", true),
  ])
  func divides(_ divisor: String, _ value: String, _ answer: Bool) { #expect(number(divisor).divides(number(value)) == answer) }

  @Test(arguments: [("1.0", true), ("1e3", true), ("1.5", false), ("10e-1", true), ("1e-1", false), (".inf", false)])
  func isInteger(_ text: String, _ answer: Bool) { #expect(number(text).isInteger == answer) }

  @Test func nothingComparesWithNaN() {
    #expect(!number(".nan").isLess(than: number("1")))
    #expect(!number("1").isLess(than: number(".nan")))
  }

  @Test(arguments: [
    ("100", "100"), ("-0.25", "-0.25"), ("1.5e3", "1500"), ("1e30", "1e30"), ("0.00001", "0.00001"), ("1e-9", "1e-9"),
  ])
  func written(_ text: String, _ expected: String) { #expect(number(text).description == expected) }
}
