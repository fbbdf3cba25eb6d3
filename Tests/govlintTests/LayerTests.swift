import Foundation
import Testing

/// The library's folders are ordered, and code points left only.
struct LayerTests {
  static let folders = ["Text", "Findings", "Patterns", "Documents", "Schema", "CEL", "Rules", "Reporting"]

  @Test func foldersUseOnlyFoldersToTheirLeft() {
    var home: [String: Int] = [:]
    // A name may also be that of a type nested somewhere to the left, such as `Kind`.
    var leftmost: [String: Int] = [:]
    let files = TidyTests.library.map { (file: $0, layer: LayerTests.layer(of: $0), words: SwiftWords($0.text)) }
    for (_, layer, words) in files {
      for name in words.declaredTypes { leftmost[name] = min(layer, leftmost[name] ?? layer) }
      for name in words.outerTypes { home[name] = layer }
    }
    #expect(home["Source"] == 0 && home["Linter"] == 6)
    for (file, layer, words) in files {
      for word in words.names {
        guard let folder = home[word], folder > layer, leftmost[word, default: folder] > layer else { continue }
        Issue.record("\(file.path) uses '\(word)' of \(LayerTests.folders[folder])")
      }
    }
  }

  @Test func everyFileLiesInAFolder() {
    for file in TidyTests.library { #expect(LayerTests.layer(of: file) >= 0, "\(file.path)") }
  }

  private static func layer(of file: TidyTests.File) -> Int {
    folders.firstIndex(of: String(file.path.split(separator: "/")[2])) ?? -1
  }
}

/// The names of types in a Swift file, found by reading words; comments and the text of string literals are left out.
struct SwiftWords {
  /// Names with a capital that do not follow a dot: what comes after one is a member of something else.
  private(set) var names: Set<String> = []
  /// The types that the file declares.
  private(set) var declaredTypes: Set<String> = []
  /// Those of them that are not nested in others.
  private(set) var outerTypes: Set<String> = []

  private static let introducers: Set = ["struct", "enum", "class", "protocol", "typealias", "actor"]

  init(_ text: String) {
    for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
      let isIndented = line.first == UInt8(ascii: " ")
      var word: [UInt8] = []
      var previous = ""
      var followsDot = false
      var quoted = false
      var last: UInt8 = 0
      for byte in line + [UInt8(ascii: " ")] {
        if byte == UInt8(ascii: "\""), last != UInt8(ascii: "\\") { quoted.toggle() }
        if quoted {
          last = last == UInt8(ascii: "\\") ? 0 : byte
          continue
        }
        if byte == UInt8(ascii: "/"), last == UInt8(ascii: "/") { break }
        last = byte
        if SwiftWords.isWordByte(byte) {
          word.append(byte)
          continue
        }
        let name = String(decoding: word, as: UTF8.self)
        if let first = word.first, (0x41...0x5A).contains(first) {
          if SwiftWords.introducers.contains(previous) {
            declaredTypes.insert(name)
            if !isIndented { outerTypes.insert(name) }
          } else if !followsDot {
            names.insert(name)
          }
        }
        if !word.isEmpty { previous = name }
        followsDot = byte == UInt8(ascii: ".")
        word.removeAll(keepingCapacity: true)
      }
    }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"): true
    default: false
    }
  }
}
