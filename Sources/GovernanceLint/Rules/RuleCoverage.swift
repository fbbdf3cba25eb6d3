/// Which obligations of the documents that rules cite have a rule: what `govlint rules coverage` shows.
public struct RuleCoverage: Sendable {
  /// The documents, sorted by name.
  public let documents: [CoveredDocument]

  /// Looks up for every obligation the rules that cite it, the engine's own among them.
  public init(_ library: RuleLibrary) {
    var citations: [String: [String]] = [:]
    for rule in (library.rules.map(\.description) + EngineRules.all).sorted(by: { $0.id.precedes($1.id) }) {
      for source in rule.sources { citations[source, default: []].append(rule.id) }
    }
    documents = library.documents.map { document in
      var order: [String] = []
      var statements: [String: [CoveredStatement]] = [:]
      for obligation in document.obligations {
        if statements[obligation.section] == nil { order.append(obligation.section) }
        let rules = citations["\(document.name):\(obligation.id)"] ?? []
        statements[obligation.section, default: []].append(CoveredStatement(obligation: obligation, rules: rules))
      }
      return CoveredDocument(
        name: document.name, title: document.title,
        sections: order.map { CoveredSection(title: $0, statements: statements[$0] ?? []) })
    }
  }
}

/// A document and what is covered of it.
public struct CoveredDocument: Sendable {
  /// Its short name: `ecom-21`.
  public let name: String
  /// Its full title.
  public let title: String
  /// Its sections, in the order in which its obligations first name them.
  public let sections: [CoveredSection]

  /// All its statements.
  public var statements: [CoveredStatement] { sections.flatMap(\.statements) }
}

/// A section of a document.
public struct CoveredSection: Sendable {
  /// As the obligations name it.
  public let title: String
  /// In the document's order.
  public let statements: [CoveredStatement]
}

/// An obligation and the rules that cite it.
public struct CoveredStatement: Sendable {
  /// What is asked.
  public let obligation: ObligationDocument.Obligation
  /// Ids of the rules that cite it, sorted.
  public let rules: [String]

  /// Whether a manifest could show it kept or broken and yet no rule looks.
  public var isMissing: Bool { obligation.isLintable && rules.isEmpty }
}

extension Sequence<CoveredStatement> {
  /// How many can be linted, how many of these have a rule, and how many can't be linted.
  public var counts: (lintable: Int, covered: Int, notLintable: Int) {
    var (lintable, covered, others) = (0, 0, 0)
    for statement in self {
      if statement.obligation.isLintable { lintable += 1 } else { others += 1 }
      if statement.obligation.isLintable, !statement.rules.isEmpty { covered += 1 }
    }
    return (lintable, covered, others)
  }
}
