/// A rule ready to be evaluated: its expressions planned, its parameters set.
struct CompiledRule: Sendable {
  /// What its file says.
  let rule: Rule
  /// As configured.
  let severity: Severity
  /// Index of the kind in the ruleset, or nil where it applies to the portfolio as a whole.
  let kind: Int?
  /// Names of `each` in order: the variable and the list that it goes through.
  let each: [(slot: Int, list: CELProgram)]
  let when: CELProgram?
  let require: CELProgram
  let message: [MessagePart]
  let at: CELPath?
  /// Variables of `let`: computed when first needed, and forgotten before the rule looks at the next subject.
  let lets: Range<Int>
  /// Those of them that read what `each` goes through: forgotten before the next element too.
  let elementLets: [Int]
  /// Parameters and tables that it reads, by variable.
  var constants: [(slot: Int, value: CELValue)]
  /// Number of variables, those that all rules share included.
  let variableCount: Int
  /// Whether it compares with the version at the base.
  let readsOld: Bool
  /// Whether it can be judged only when all manifests are there.
  let readsPortfolio: Bool

  var id: String { rule.description.id }

  /// A piece of the message.
  enum MessagePart: Sendable {
    case text(String)
    case value(CELProgram)
  }
}

/// A kind with its programs.
struct CompiledKind: Sendable {
  let kind: Kind
  let type: CELType
  /// What rules read a manifest of it as: index in the code's shapes.
  let shape: Int32
  /// `recognise`, on `self`.
  let recognise: CELProgram?
}

/// The variables that every rule of a ruleset has at the same places; what is a rule's own stands after them.
struct RuleVariables: Sendable {
  /// The names of `portfolio.<plural>` by kind.
  let plurals: [String]

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
  func declarations(kind: Int?, kinds: [CompiledKind]) -> [CELEnvironment.Variable] {
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
