/// The rules as pages of Markdown: `govlint rules docs`. One page for each module, one with what the tool itself reports on each
/// subject, and an index.
///
/// Headings are ids of rules, so that every renderer that gives headings anchors gives each rule the same one (``anchor(of:)``).
public struct RulePages: Sendable {
  /// One page.
  public struct Page: Sendable {
    /// The name of its file.
    public var name: String
    /// What it says.
    public var text: String
  }

  /// What every page begins with: a file that does not is somebody's own.
  public static let mark = "<!-- made by 'govlint rules docs': changes are lost when it runs again -->\n"

  private struct Section {
    var name: String
    var title: String
    var about: String
    var rules: [(description: RuleDescription, rule: Rule?)]
  }

  private let sections: [Section]
  private let kinds: [Kind]
  /// What is asked, by how rules cite it.
  private let duties: [String: String]

  /// The pages of a library; `modules` names those to show, nil for all.
  public init(_ library: RuleLibrary, modules: [String]? = nil) {
    let chosen = library.modules.filter { modules?.contains($0.head.name) != false }
    let shown = chosen.map { module in
      let engine = EngineRules.all.filter { $0.module == module.head.name }.map { (description: $0, rule: Rule?.none) }
      return Section(
        name: module.head.name, title: module.head.title, about: module.head.about,
        rules: (module.rules.map { (description: $0.description, rule: Rule?.some($0)) } + engine).sorted { $0.description.id.precedes($1.description.id) })
    }
    let names = Set(shown.map(\.name))
    var own: [Section] = []
    for description in EngineRules.all where !names.contains(description.module) {
      if own.last?.name != description.module {
        own.append(Section(name: description.module, title: RulePages.engineTitle(description.module), about: "Reported by govlint itself.", rules: []))
      }
      own[own.count - 1].rules.append((description: description, rule: nil))
    }
    sections = shown + own
    kinds = library.kinds
    var duties: [String: String] = [:]
    for document in library.documents {
      for obligation in document.obligations { duties["\(document.name):\(obligation.id)"] = obligation.duty }
    }
    self.duties = duties
  }

  /// The part after `#` that leads to a rule on its module's page: the id without what renderers drop from headings.
  public static func anchor(of id: String) -> String {
    String(decoding: id.utf8.filter { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: ".") }, as: UTF8.self)
  }

  /// The address of a rule, by a template with `{module}` and `{anchor}`, such as `https://example.com/rules/{module}.md#{anchor}`.
  public static func address(of id: String, by template: String) -> String {
    let module = RuleDescription(id: id, title: "", severity: .note).module
    var result = ""
    var rest = template[...]
    while let start = rest.utf8.firstIndex(of: UInt8(ascii: "{")) {
      result += rest[..<start]
      rest = rest[start...]
      if rest.hasPrefix("{module}") {
        result += module
        rest = rest.dropFirst("{module}".count)
      } else if rest.hasPrefix("{anchor}") {
        result += anchor(of: id)
        rest = rest.dropFirst("{anchor}".count)
      } else {
        result += "{"
        rest = rest.dropFirst()
      }
    }
    return result + rest
  }

  private static func engineTitle(_ module: String) -> String {
    switch module {
    case "structure": "What a manifest may say"
    case "suppression": "Comments that silence findings"
    case "syntax": "How a file is written"
    case "waiver": "Waivers of the configuration"
    default: "Files and configuration"
    }
  }

  /// The files of a folder: `README.md`, which leads to the others, and one for each module.
  public var pages: [Page] {
    [Page(name: "README.md", text: RulePages.mark + index { "\($0).md" })]
      + sections.map { section in
        Page(
          name: "\(section.name).md",
          text: RulePages.mark + page(section, of: RulePageText(kinds: kinds, duties: duties)))
      }
  }

  /// All of it as one document.
  public var document: String {
    let text = RulePageText(kinds: kinds, duties: duties)
    return index { "#\(RulePages.anchor(of: $0))" } + sections.map { "\n" + page($0, of: text) }.joined()
  }

  private func index(_ link: (_ module: String) -> String) -> String {
    var text = "# Rules\n\n\(sections.map(\.rules.count).reduce(0, +)) rules in \(sections.count) modules.\n\n"
    text += "| module | asks | rules |\n|---|---|--:|\n"
    for section in sections {
      text += "| [\(MarkdownText.escaped(section.name))](\(link(section.name))) | \(MarkdownText.escaped(section.title)) | \(section.rules.count) |\n"
    }
    return text
  }

  private func page(_ section: Section, of text: RulePageText) -> String {
    var page = "# \(MarkdownText.escaped(section.name))\n\n**\(MarkdownText.escaped(section.title))**\n"
    if !section.about.isEmpty { page += "\n\(MarkdownText.sentence(section.about))\n" }
    page += "\n| rule | severity | duty |\n|---|---|---|\n"
    for (description, _) in section.rules {
      let link = "[\(MarkdownText.code(description.id))](#\(RulePages.anchor(of: description.id)))"
      page += "| \(link) | \(description.severity.name) | \(MarkdownText.sentence(description.title)) |\n"
    }
    return page + section.rules.map { "\n" + text.rule($0.description, $0.rule) }.joined()
  }
}
