import Foundation
import Testing

/// Output that a file in `Goldens` holds byte by byte; written there when `GOVLINT_UPDATE_GOLDENS` is set: look at the difference in git.
enum Golden {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens")

  static func check(_ file: String, _ text: String) throws {
    let url = folder.appending(path: file)
    if ProcessInfo.processInfo.environment["GOVLINT_UPDATE_GOLDENS"] != nil { try Data(text.utf8).write(to: url) }
    let golden = String(decoding: try Data(contentsOf: url), as: UTF8.self)
    #expect(Array(text.utf8) == Array(golden.utf8), "\(file) differs:\n\(text)")
  }
}
