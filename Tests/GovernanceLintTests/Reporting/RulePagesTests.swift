import Foundation
import Testing

@testable import GovernanceLint

struct RulePagesTests {
  static let hostile = """
    title: "A <b>duty</b> for @all | #1 [x](y)"
    require: "system.isLive() && system.vendors.all(v, has(v.name)) && system.stage in tables.good"
    when: has(system.name) && params.within != ''
    params: {within: {type: string, default: P1M, description: "How `long` | it <may> take"}}
    why: "Because `a|b` and *c* matter."
    sources: ["ecom-21:S001"]
    examples:
      passes: [{title: "A `title` | here", manifest: "stage: idea\\nname: '```'"}]
      fails: [{old: "stage: pilot", manifest: "id: a"}]
    """

  static let pages: RulePages = {
    let library = RuleTree.library(
      ["rule.yaml": RuleTree.rule(hostile), "two.yaml": RuleTree.rule("", id: "acme/two")],
      head: RuleTree.head + "about: Whether *all* is well.\ntables: {good: [idea]}\n"
    ).0
    return RulePages(library, modules: ["acme"])
  }()

  @Test func aModuleIsGolden() throws {
    let page = try #require(RulePagesTests.pages.pages.first { $0.name == "acme.md" })
    try Golden.check("rules.md", page.text)
  }

  @Test func everyRuleHasItsPlaceAndEveryLinkLeadsToOne() {
    let library = RuleTree.builtIn.0
    let pages = RulePages(library).pages
    var anchors: [String: [String]] = [:]
    for page in pages {
      let headings = page.text.split(separator: "\n").filter { $0.hasPrefix("# ") || $0.hasPrefix("## ") }
      anchors[page.name] = headings.map { RulePages.anchor(of: String($0.drop { $0 == "#" }.dropFirst())) }
      #expect(page.text.hasPrefix(RulePages.mark))
    }
    for rule in library.rules.map(\.description) + EngineRules.all {
      let address = RulePages.address(of: rule.id, by: "{module}.md#{anchor}").split(separator: "#").map(String.init)
      #expect(anchors[address[0]]?.count { $0 == address[1] } == 1, "\(address)")
    }
    for page in pages {
      for link in page.text.matches(of: /\]\(([^)]*)\)/).map({ String($0.1) }) {
        let parts = link.split(separator: "#", omittingEmptySubsequences: false).map(String.init)
        let name = parts[0].isEmpty ? page.name : parts[0]
        #expect(anchors[name] != nil && (parts.count < 2 || anchors[name]?.contains(parts[1]) == true), "\(page.name): \(link)")
      }
    }
  }

  @Test func oneDocumentHoldsAllPages() {
    let pages = RulePagesTests.pages
    #expect(pages.document.contains("| [acme](#acme) | What Acme asks | 2 |"))
    for page in pages.pages.dropFirst() { #expect(pages.document.contains(page.text.dropFirst(RulePages.mark.count))) }
  }

  @Test(arguments: [
    ("bias/audited", "https://example.com/{module}.html#{anchor}", "https://example.com/bias.html#biasaudited"),
    ("structure/yaml-1.1", "x/{anchor}{module}", "x/structureyaml-11structure"),
    ("a/b", "{x}{module}{", "{x}a{"),
  ])
  func addresses(id: String, template: String, expected: String) { #expect(RulePages.address(of: id, by: template) == expected) }

  /// Rows: the keys of a rule and what it reads.
  @Test(arguments: [
    ("require: has(system.oversight.tier)", ["system.oversight.tier"]),
    ("require: system.isLive()", ["system.stage"]),
    ("require: system.bias.audits.all(a, a.date < today)", ["system.bias.audits[].date", "today"]),
    ("each: {vendor: system.vendors}\nrequire: has(vendor.dpa.signed)", ["system.vendors[].dpa.signed"]),
    ("let: {audits: system.bias.audits}\nrequire: audits.filter(a, a.passed).exists(a, has(a.report))",
      ["system.bias.audits[].passed", "system.bias.audits[].report"]),
    ("require: \"system.?risk.?reversibility.orValue('x') != 'y'\"", ["system.risk.reversibility"]),
    ("when: old.stage == 'pilot'\nrequire: file.path != ''", ["file.path", "old.stage"]),
    ("require: \"!(system.id in portfolio.systems.map(s, s.name))\"", ["portfolio.systems[].name", "system.id"]),
    ("require: tables.roles['x'].all(key, value, value in system.regions)", ["system.regions", "tables.roles[][]"]),
    ("require: \"!has(system.data) || system.data.?audited.optMap(d, d < today).orValue(true)\"", ["system.data.audited", "today"]),
  ])
  func reads(keys: String, expected: [String]) throws {
    let rule = try #require(RuleTree.library(["rule.yaml": RuleTree.rule(keys)]).0.modules.first { $0.head.name == "acme" }?.rules.first)
    #expect(RuleReads.paths(of: rule, kinds: RuleTree.bare.kinds) == expected)
  }
}
