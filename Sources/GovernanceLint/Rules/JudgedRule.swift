/// A rule as the judge hands it on. A class, because a rule has many parts: to hand it on costs one retain instead of one each.
final class JudgedRule: Sendable {
  let rule: CompiledRule
  /// Its index in the ruleset.
  let index: Int
  let when: CELEntry?
  let require: CELEntry
  /// Its bit among ``Exclusions``; 0 where it has none.
  let exclusion: UInt64

  init(_ rule: CompiledRule, index: Int, exclusion: UInt64 = 0) {
    self.exclusion = exclusion
    self.rule = rule
    self.index = index
    when = rule.when?.start
    require = rule.require.start
  }
}
