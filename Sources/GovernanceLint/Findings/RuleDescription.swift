/// What people read about a rule, be it of a module or of the engine itself (`syntax/...`, `structure/...`).
public struct RuleDescription: Sendable {
  /// `<module>/<name>`, stable for ever.
  public var id: String
  /// How bad a finding is, as configured.
  public var severity: Severity
  var words: RuleWords

  /// A description; what is left out is empty.
  public init(
    id: String, title: String, severity: Severity, why: String = "", fix: String = "",
    sources: [String] = [], controls: [String] = [], tags: [String] = []
  ) {
    self.id = id
    self.severity = severity
    words = RuleWords([title, why, fix], [sources, controls, tags])
  }

  /// The duty, in one line.
  public var title: String { words.text(0) }
  /// Why the duty exists (Markdown); empty where the title says it all.
  public var why: String { words.text(1) }
  /// How to mend a finding (Markdown).
  public var fix: String { words.text(2) }
  /// Obligations that it implements: `<document>:<id>`.
  public var sources: [String] { words.list(0) }
  /// Clauses of frameworks that it serves: `<framework>:<clause>`.
  public var controls: [String] { words.list(1) }
  /// Free words to filter by.
  public var tags: [String] { words.list(2) }

  /// A finding of this rule; `fix` says more than the rule's own where it is given.
  func finding(_ message: String, at place: Place, fix: String? = nil) -> Finding {
    Finding(rule: id, severity: severity, message: message, place: place, fix: fix ?? self.fix)
  }

  /// The part of the id before the slash.
  public var module: String { String(id[..<(id.utf8.firstIndex(of: UInt8(ascii: "/")) ?? id.endIndex)]) }
}

/// What is only read where a rule is told of: a run knows many rules, and few have findings.
enum RuleWords: Sendable {
  case written(Written)
  /// The texts, and behind them the lists.
  case packed(PackedText, position: Int)

  final class Written: Sendable {
    let texts: [String]
    let lists: [[String]]

    init(_ texts: [String], _ lists: [[String]]) { (self.texts, self.lists) = (texts, lists) }
  }

  private static let textCount = 3
  private static let listCount = 3

  init(_ texts: [String], _ lists: [[String]]) { self = .written(Written(texts, lists)) }

  func text(_ index: Int) -> String {
    switch self {
    case .written(let words): return words.texts[index]
    case .packed(let text, let position):
      var packing = Packing(reading: text, at: position)
      packing.skip(index)
      var text = ""
      packing.text(&text)
      return text
    }
  }

  func list(_ index: Int) -> [String] {
    switch self {
    case .written(let words): return words.lists[index]
    case .packed(let text, let position):
      var packing = Packing(reading: text, at: position)
      packing.skip(RuleWords.textCount)
      var list: [String] = []
      for _ in 0...index { packing.list(&list) }
      return list
    }
  }

  mutating func pack(_ packing: inout Packing) {
    let position = packing.part { packing in
      for index in 0..<RuleWords.textCount {
        var text = text(index)
        packing.text(&text)
      }
      for index in 0..<RuleWords.listCount {
        var list = list(index)
        packing.list(&list)
      }
    }
    if packing.isReading { self = .packed(packing.input, position: position) }
  }
}
