/// What is known to be there: the paths that somebody wrote, and how long lists are at least.
///
/// The loader carries it from `when` into what is evaluated after it, and from a condition into what it guards.
struct CELGuards: Sendable {
  /// Few at a time: to look through them takes less than to hash them into a set.
  private(set) var facts: [Fact] = []
  /// Known of something that cannot be, such as that `false` is true: then anything follows.
  private var isImpossible = false

  /// A path that is there, and of a list how many elements it has at least. What leads to a path shares the list of its steps.
  struct Fact: Sendable {
    fileprivate let path: CELPath
    /// How many of the path's steps.
    fileprivate let count: Int
    fileprivate let hash: UInt64
    fileprivate var size = 0

    var root: CELPath.Root { path.root }
    var steps: ArraySlice<CELPath.Step> { path.steps[..<count] }

    fileprivate func isSame(_ path: CELPath, _ count: Int, _ hash: UInt64) -> Bool {
      guard self.hash == hash, self.count == count, self.path.root == path.root else { return false }
      for index in 0..<count where self.path.steps[index] != path.steps[index] { return false }
      return true
    }
  }

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
    for steps in presence.elementFacts(root, .none) { guards.insert(CELPath(root: .variable(variable), steps: steps)) }
    return guards
  }

  /// A path that is there is there with all that is above it.
  mutating func insert(_ path: CELPath) {
    var hash = path.root.byteHash
    if facts.isEmpty { facts.reserveCapacity(path.steps.count) }
    for index in path.steps.indices {
      hash = hash &* 31 &+ path.steps[index].byteHash
      if place(of: path, index + 1, hash) == nil { facts.append(Fact(path: path, count: index + 1, hash: hash)) }
    }
  }

  mutating func insert(size: Int, of path: CELPath) {
    // A list that is not empty was written; one that reads as empty where it is absent was not.
    insert(path)
    add(Fact(path: path, count: path.steps.count, hash: path.byteHash, size: size))
  }

  private mutating func add(_ fact: Fact) {
    if let known = place(of: fact.path, fact.count, fact.hash) {
      facts[known].size = max(facts[known].size, fact.size)
    } else {
      facts.append(fact)
    }
  }

  private func place(of path: CELPath, _ count: Int, _ hash: UInt64) -> Int? {
    for index in facts.indices where facts[index].isSame(path, count, hash) { return index }
    return nil
  }

  private func fact(_ path: CELPath) -> Fact? { place(of: path, path.steps.count, path.byteHash).map { facts[$0] } }

  func contains(_ path: CELPath) -> Bool {
    if isImpossible { return true }
    // Of a variable as a whole only a size is known.
    guard !facts.isEmpty, !path.steps.isEmpty else { return false }
    return fact(path) != nil || (path.ofEveryElement.map { fact($0) != nil } ?? false)
  }

  func size(of path: CELPath) -> Int {
    if isImpossible { return .max }
    return facts.isEmpty ? 0 : max(fact(path)?.size ?? 0, path.ofEveryElement.flatMap { fact($0)?.size } ?? 0)
  }

  /// Both hold.
  func union(_ other: CELGuards) -> CELGuards {
    // What is known already is mostly more than what comes to it, or nothing.
    if other.facts.isEmpty, !other.isImpossible { return self }
    let (most, rest) = facts.count < other.facts.count ? (other, self) : (self, other)
    var guards = most
    for fact in rest.facts { guards.add(fact) }
    guards.isImpossible = isImpossible || other.isImpossible
    return guards
  }

  /// One or the other holds: what both say.
  func intersection(_ other: CELGuards) -> CELGuards {
    if isImpossible { return other }
    if other.isImpossible { return self }
    var guards = CELGuards()
    for var fact in facts {
      guard let place = other.place(of: fact.path, fact.count, fact.hash) else { continue }
      fact.size = min(fact.size, other.facts[place].size)
      if fact.count > 0 || fact.size > 0 { guards.facts.append(fact) }
    }
    return guards
  }

  /// What is said about paths for which `transform` gives one, of those.
  func mapPaths(_ transform: (CELPath) -> CELPath?) -> CELGuards {
    var guards = CELGuards()
    guards.isImpossible = isImpossible
    for fact in facts {
      guard let path = transform(CELPath(root: fact.root, steps: Array(fact.steps))) else { continue }
      if fact.count > 0 { guards.insert(path) }
      if fact.size > 0 { guards.insert(size: fact.size, of: path) }
    }
    return guards
  }
}
