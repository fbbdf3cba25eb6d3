import Foundation
import Testing

@testable import GovernanceLint

// Cases that cel-go or cel-cpp skip (`reference_skips`) and that need no protocol buffers. Decided by `doc/langdef.md`, all as the suite
// expects:
//
// - `f_unknown(17) || true` is true where types are not checked: a call of what nobody declared fails when it is evaluated, and `||` can do
//   without a failure. Rules are checked, so there it is a mistake.
// - `string(-4.5e-3)` is `-0.0045`: the shortest digits that read back as the same number, without an exponent where they are few.
// - `a.b.c`, `x.y`, `y` in a container: the longest declared qualified name counts, before fields, whether types are checked or not. A leading
//   dot (`.y.z`) leaves out the variables of macros too.
// - `a.as()`, `a.break()` and the other reserved words are fine as names of member functions; only names that stand alone are reserved.
// - `{null: false}[null]` and `{true: 1, false: 2, true: 3}` fail: keys are bool, int, uint or string, and each is there once.
// - `'tacocat'.indexOf('a', 30)` fails: an offset behind the end is out of range, and not "found nowhere".
// - `getDayOfMonth('US/Central')` and `getDayOfYear('US/Central')` count from 0, in a zone that the host knows.
// - `duration.getMilliseconds()` is what is left over a second (`321` of `123.321s`), as the definition's table says, and not the total.
// - `[optional.of(1), null][0]` has the type `optional(int)`: null joins what may be absent, in expressions. Rules refuse null.

/// Cases of cel-spec's own suite that pass; raise it, never lower it.
private let floor = 1172

@Test func celConformance() throws {
  guard let suite = try ConformanceSuite.load("cel") else { return }
  let cases = suite.cases.map(CELCase.init).filter(\.isInScope)
  var passed = 0
  var failures: [String] = []
  for each in cases {
    if let reason = each.failure() { failures.append("\(each.id): \(each.text) \(reason)") } else { passed += 1 }
  }
  suite.conclude(passed: passed, total: cases.count, floor: floor, failures: failures)
}
