import Foundation
import Testing

/// One of the outside suites (JSON files that are not part of the repository) and the score below which a test fails.
struct ConformanceSuite {
  let name: String
  let contents: [String: Any]
  var cases: [[String: Any]] { contents["cases"] as? [[String: Any]] ?? [] }

  /// Reads `<name>.json` from the folder in `GOVLINT_CONFORMANCE` (default `../shared/conformance`); nil, with a message, where there is none.
  static func load(_ name: String) throws -> ConformanceSuite? {
    let folder = ProcessInfo.processInfo.environment["GOVLINT_CONFORMANCE"] ?? "../shared/conformance"
    let url = URL(fileURLWithPath: folder).appendingPathComponent("\(name).json")
    guard FileManager.default.fileExists(atPath: url.path) else {
      print("\(name) skipped: no \(url.path); set GOVLINT_CONFORMANCE to the folder with the suites")
      return nil
    }
    let object = try JSONSerialization.jsonObject(with: Data(contentsOf: url))
    return ConformanceSuite(name: name, contents: try #require(object as? [String: Any]))
  }

  /// Prints `suite passed/total` and the first failures, and fails when fewer pass than the recorded floor.
  func conclude(passed: Int, total: Int, floor: Int, failures: [String]) {
    print("\(name) \(passed)/\(total)")
    for failure in failures.prefix(20) { print("  \(name) failed: \(failure)") }
    #expect(passed >= floor, "\(name): \(passed) of \(total) pass, \(floor) did before")
  }
}
