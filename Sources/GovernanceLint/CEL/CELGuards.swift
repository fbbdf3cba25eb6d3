/// What is known to be there: the paths that somebody wrote, and how long lists are at least.
///
/// The loader carries it from `when` into what is evaluated after it, and from a condition into what it guards.
struct CELGuards: Hashable, Sendable {
  private(set) var present: Set<CELPath> = []
  /// Least number of elements of lists.
  private(set) var sizes: [CELPath: Int] = [:]
  /// Known of something that cannot be, such as that `false` is true: then anything follows.
  private var isImpossible = false

  /// Nothing is known.
  static let none = CELGuards()
  /// Follows from what cannot be.
  static let impossible: CELGuards = {
    var guards = CELGuards()
    guards.isImpossible = true
    return guards
  }()

  static func present(_ path: CELPath?) -> CELGuards {
    var guards = CELGuards()
    if let path { guards.insert(path) }
    return guards
  }

  static func size(of path: CELPath?, atLeast size: Int) -> CELGuards {
    var guards = CELGuards()
    if let path, size > 0 { guards.insert(size: size, of: path) }
    return guards
  }

  /// What a condition's outcome says: `implied(by: when, isTrue: true, in: environment)` is known wherever the rule applies.
  static func implied(by condition: CheckedExpression, isTrue: Bool, in environment: CELEnvironment) -> CELGuards {
    var presence = CELPresence(condition, environment)
    return presence.implied(condition.expression.root, isTrue)
  }

  /// What is known of a variable that stands for each element of a range in turn, and of the range itself.
  static func each(of range: CheckedExpression, as variable: Int, in environment: CELEnvironment) -> CELGuards {
    var presence = CELPresence(range, environment)
    let root = range.expression.root
    var guards = CELGuards.size(of: presence.sizedPath(root), atLeast: 1)
    for steps in presence.elementFacts(root, CELGuards.none) { guards.insert(CELPath(root: .variable(variable), steps: steps)) }
    return guards
  }

  /// A path that is there is there with all that is above it.
  mutating func insert(_ path: CELPath) {
    var next: CELPath? = path
    while let path = next, !path.steps.isEmpty, present.insert(path).inserted { next = path.parent }
  }

  mutating func insert(size: Int, of path: CELPath) {
    sizes[path] = max(size, sizes[path] ?? 0)
    // A list that is not empty was written; one that reads as empty where it is absent was not.
    insert(path)
  }

  func contains(_ path: CELPath) -> Bool { isImpossible || present.contains(path) || present.contains(path.ofEveryElement) }

  func size(of path: CELPath) -> Int { isImpossible ? .max : max(sizes[path] ?? 0, sizes[path.ofEveryElement] ?? 0) }

  /// Both hold.
  func union(_ other: CELGuards) -> CELGuards {
    var (guards, other) = (self, other)
    // What is known already is mostly more than what comes to it, or nothing.
    if guards.present.count < other.present.count { swap(&guards, &other) }
    if !other.present.isEmpty { guards.present.formUnion(other.present) }
    if !other.sizes.isEmpty { guards.sizes.merge(other.sizes, uniquingKeysWith: max) }
    guards.isImpossible = isImpossible || other.isImpossible
    return guards
  }

  /// One or the other holds: what both say.
  func intersection(_ other: CELGuards) -> CELGuards {
    if isImpossible { return other }
    if other.isImpossible { return self }
    var guards = CELGuards()
    guards.present = present.intersection(other.present)
    for (path, size) in sizes {
      if let otherSize = other.sizes[path] { guards.sizes[path] = min(size, otherSize) }
    }
    return guards
  }

  /// What is said about paths for which `transform` gives one, of those.
  func mapPaths(_ transform: (CELPath) -> CELPath?) -> CELGuards {
    var guards = CELGuards()
    guards.isImpossible = isImpossible
    for path in present { if let path = transform(path) { guards.insert(path) } }
    for (path, size) in sizes { if let path = transform(path) { guards.insert(size: size, of: path) } }
    return guards
  }
}
