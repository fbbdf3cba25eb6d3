/// A rule ready to be evaluated: its expressions planned, its parameters set.
struct CompiledRule: Sendable {
  /// What people read about it; the severity is the one that its file says.
  var description: RuleDescription
  /// Whether it counts.
  var status: Rule.Status
  /// Who may silence it.
  var waivable: Rule.Waivable
  /// Whether `{notApplicable: reason}` in a manifest settles it.
  var acceptsNotApplicable: Bool
  /// When a law that it comes from applies.
  var effective: Rule.Effective?
  /// As configured.
  var severity: Severity
  /// Index of the kind in the ruleset, or nil where it applies to the portfolio as a whole.
  var kind: Int?
  /// Names of `each` in order: the variable and the list that it goes through.
  var each: [(slot: Int, list: CELProgram)]
  var when: CELProgram?
  /// What a manifest decides of `when` alone, where the rule needs others too.
  var exclusion: Exclusion?
  var require: CELProgram
  /// What a finding says, for when there is one.
  var wording: Deferred<Wording>
  /// The variable that a finding's place is below, where `at` names it.
  var placeVariable: Int?
  /// Variables of `let`: computed when first needed, and forgotten before the rule looks at the next subject.
  var lets: Range<Int>
  /// Those of them that read what `each` goes through: forgotten before the next element too.
  var elementLets: [Int]
  /// Number of variables, those that all rules share included.
  var variableCount: Int
  /// Whether it compares its subject with what that was at the base.
  var readsOld: Bool
  /// Whether it reads which manifests the base does not have, or only the base has.
  var readsChanges: Bool
  /// Whether it can be judged only when all manifests are there.
  var readsPortfolio: Bool
  /// Which fields right below the roots of manifests it may read, as indexes of fields of the code's shapes; sorted.
  var sections: [Int32]

  var id: String { description.id }

  /// The message of a finding and its place.
  struct Wording: Sendable {
    var message: [MessagePart]
    var at: CELPath?
  }

  /// A piece of the message.
  enum MessagePart: Sendable {
    case text(String)
    case value(CELProgram)
  }
}

/// What is asked of a kind while manifests are checked.
struct CompiledKind: Sendable {
  /// What rules and reports call all of its manifests.
  var plural: String
  /// The key that tells one from another.
  var identity: String
  /// The keys whose values an overview shows.
  var columns: [String]
  /// The keys and values that make a document one.
  var match: [(key: String, value: String)]
  /// Read by whoever meets a manifest of the kind: most runs know more kinds than they meet.
  var schema: Deferred<Schema>
  /// What rules read a manifest of it as: index in the code's shapes.
  var shape: Int32
  /// `recognise`, on `self`.
  var recognise: CELProgram?

  /// Whether the keys that `match` names have their values in a document. Kinds with `recognise` are asked through CEL.
  func matches(_ node: Node) -> Bool {
    !match.isEmpty
      && match.allSatisfy { key, value in
        node.pair(named: key)?.value.resolved.withTextBytes { $0.elementsEqual(value.utf8) } ?? false
      }
  }
}

/// The variables that every rule of a ruleset has at the same places; what is a rule's own stands after them.
struct RuleVariables: Sendable {
  /// The names of `portfolio.<plural>` by kind.
  var plurals: [String]

  static let subject = 0
  static let old = 1
  static let today = 2
  static let path = 3
  private static let firstPortfolio = 4

  /// All manifests of a kind.
  func all(_ kind: Int) -> Int { RuleVariables.firstPortfolio + 3 * kind }
  /// Those that the base does not have.
  func added(_ kind: Int) -> Int { all(kind) + 1 }
  /// Those that only the base has.
  func removed(_ kind: Int) -> Int { all(kind) + 2 }
  /// The first variable of a rule's own.
  var count: Int { RuleVariables.firstPortfolio + 3 * plurals.count }

  /// Whether a variable holds manifests of the portfolio.
  func isPortfolio(_ index: Int) -> Bool { index >= RuleVariables.firstPortfolio && index < count }

  /// Whether a variable holds what differs from the base.
  func isOfBase(_ index: Int) -> Bool { isPortfolio(index) && (index - RuleVariables.firstPortfolio) % 3 != 0 }

  /// The declarations for a rule on a kind, or on the portfolio (nil). What is not to be named there has an empty name.
  func declarations(kind: Int?, kinds: [(kind: Kind, type: CELType)]) -> [CELEnvironment.Variable] {
    let subject = kind.map { kinds[$0] }
    var variables = [
      CELEnvironment.Variable(name: subject?.kind.variable ?? "", type: subject?.type ?? .dyn),
      CELEnvironment.Variable(name: subject == nil ? "" : "old", type: subject?.type ?? .dyn),
      CELEnvironment.Variable(name: "today", type: .timestamp),
      CELEnvironment.Variable(name: subject == nil ? "" : "file.path", type: .string),
    ]
    for (kind, plural) in zip(kinds, plurals) {
      for prefix in ["portfolio.", "portfolio.added.", "portfolio.removed."] {
        variables.append(CELEnvironment.Variable(name: prefix + plural, type: .list(kind.type)))
      }
    }
    return variables
  }
}
