import Foundation
import Testing

@testable import GovernanceLint

/// Whatever bytes and ranges a finding has, no format may crash, act on the terminal or write broken JSON.
struct HostileInputTests {
  /// SplitMix64: the same inputs in each run.
  private struct Numbers: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  /// Pieces that are awkward in some format.
  private static let pieces: [[UInt8]] =
    [
      "a", " ", "\t", "\n", "\r", "\r\n", "\u{1B}[2J", "\u{9B}", "\u{202E}", "\u{FEFF}", "日", "👩‍👩‍👧", "e\u{301}",
      "[", "](1)", "\\", "\"", "'", "{0}",
    ]
    .map { Array($0.utf8) } + [[0xFF], [0xE6, 0x97], [0xC2], [0], [0x80, 0x80]]

  @Test(arguments: 0..<8)
  func noFormatBreaks(seed: Int) throws {
    var numbers = Numbers(state: UInt64(seed))
    var report = Report(version: "1.0.0", asOf: CivilDate(daysSinceEpoch: 20_000))
    report.subjects = [("sys\u{1B}tems", 2)]
    report.findings = (0..<60).map { _ in finding(&numbers) }
    let text = render(report, "text")
    #expect(!text.unicodeScalars.contains { VisibleText.isHidden($0) && $0 != "\n" })
    #expect(!text.contains("\r"))
    for format in ["json", "sarif"] {
      let json = render(report, format)
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(json.utf8)) }
      #expect(!json.unicodeScalars.contains { VisibleText.isHidden($0) && $0 != "\n" })
      #expect(Array(json.utf8) == Array(render(report, format).utf8))
    }
  }

  private func finding(_ numbers: inout Numbers) -> Finding {
    var finding = Finding(rule: "a/b", severity: .warning, message: text(&numbers), place: place(&numbers), fix: text(&numbers))
    finding.related = (0..<Int.random(in: 0...6, using: &numbers)).map { _ in
      RelatedPlace(message: text(&numbers), place: place(&numbers))
    }
    finding.because = (0..<Int.random(in: 0...3, using: &numbers)).map { _ in
      Reason(expression: text(&numbers), value: Bool.random(using: &numbers) ? text(&numbers) : nil, place: place(&numbers))
    }
    finding.subject = text(&numbers)
    return finding
  }

  private func place(_ numbers: inout Numbers) -> Place {
    let source = Source(path: text(&numbers), bytes: bytes(&numbers, upTo: 200))
    let limit = source.bytes.count + 3
    let range = TextRange(Int.random(in: 0...limit, using: &numbers), Int.random(in: 0...limit, using: &numbers))
    return Place(source: source, range: range, pointer: Bool.random(using: &numbers) ? "/\(text(&numbers))" : nil)
  }

  private func text(_ numbers: inout Numbers) -> String { String(decoding: bytes(&numbers, upTo: 12), as: UTF8.self) }

  private func bytes(_ numbers: inout Numbers, upTo limit: Int) -> [UInt8] {
    (0..<Int.random(in: 0...limit, using: &numbers)).flatMap { _ in
      HostileInputTests.pieces.randomElement(using: &numbers) ?? []
    }
  }

  private func render(_ report: Report, _ format: String) -> String {
    OutputSink.text { sink in Reporter.all.first { $0.name == format }?.render(report, ReportOptions(), &sink) }
  }
}
