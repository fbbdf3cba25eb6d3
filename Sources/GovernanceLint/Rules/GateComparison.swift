/// Points out what a change of the configuration weakens: the checks that it takes away from itself and from all that follow.
struct GateComparison {
  private let old: Configuration
  private let new: Configuration
  private var findings: [Finding] = []

  /// What the configuration of a run has lost against that of its base; `waivers` silence something that was there before.
  static func findings(_ linter: Linter, base: Base, waivers: [Exemption]) -> [Finding] {
    guard let old = base.configuration, let before = old.source, let now = linter.configuration.source else { return [] }
    var comparison = GateComparison(old: old, new: linter.configuration)
    comparison.compareReach(base.droppedPaths)
    // All else stands in the file itself. Rules are decoded only where it has changed.
    if before.bytes != now.bytes {
      comparison.compareRules(linter.ruleset.library())
      comparison.compareFailing()
      comparison.compareWaivers(waivers)
    }
    return comparison.findings
  }

  private init(old: Configuration, new: Configuration) { (self.old, self.new) = (old, new) }

  private mutating func add(_ message: String, at place: Place?, isProtected: Bool = false, severity: Severity? = nil) {
    guard let place = place ?? new.source.map(LoadFindings.start) else { return }
    var finding = EngineRules.gateNotWeakened.finding(message, at: place)
    finding.severity = isProtected ? .error : severity ?? finding.severity
    findings.append(finding)
  }

  // MARK: What is checked

  private mutating func compareReach(_ dropped: [String]) {
    var dropped = dropped
    for pattern in new.exclude where !old.exclude.contains(where: { $0.text == pattern.text }) {
      let glob = try? Glob.compile(pattern.text).get()
      let hit = dropped.filter { path in glob.map { $0.matches(path) || GateComparison.folders(of: path).contains(where: $0.matches) } ?? false }
      dropped.removeAll(where: hit.contains)
      let more = hit.isEmpty || hit == [pattern.text] ? "" : ", and with it \(GateComparison.list(hit))"
      add("'\(pattern.text)' is excluded now\(more)", at: pattern.place)
    }
    guard !dropped.isEmpty else { return }
    add("\(GateComparison.list(dropped)) \(dropped.count == 1 ? "is" : "are") no longer among 'manifests'", at: new.manifestsPlace)
  }

  private static func folders(of path: String) -> [String] {
    path.utf8.indices.filter { path.utf8[$0] == UInt8(ascii: "/") }.map { String(path[..<$0]) }
  }

  private static func list(_ paths: [String]) -> String {
    let shown = paths.prefix(3).map { "'\($0)'" }.joined(separator: ", ")
    return paths.count > 3 ? "\(shown) and \(paths.count - 3) more" : shown
  }

  // MARK: By what rules

  private mutating func compareRules(_ library: RuleLibrary) {
    var (before, now) = (RuleSelection(old), RuleSelection(new))
    for pattern in old.modules ?? [] where pattern.isFolder && new.modules?.contains(where: { $0.text == pattern.text }) != true {
      add("the module '\(pattern.text)' is no longer applied", at: new.modulesPlace)
    }
    for module in library.modules {
      let name = module.head.name
      if module.isBuiltIn {
        guard before.includes(module: name) else { continue }
        guard now.includes(module: name) else {
          add(
            "the module '\(name)' is no longer applied", at: new.modulesPlace,
            isProtected: module.rules.contains { $0.waivable != .always })
          continue
        }
      }
      for rule in module.rules { compare(rule, before.severity(of: rule), now.severity(of: rule)) }
    }
  }

  private mutating func compare(_ rule: Rule, _ before: Severity?, _ now: Severity?) {
    let (id, isProtected) = (rule.description.id, rule.waivable != .always)
    guard let before else { return }
    let place = new.setting(of: id)?.place
    guard let now else { return add("'\(id)' is switched off", at: place, isProtected: isProtected) }
    if now < before { add("findings of '\(id)' were \(before.name)s and are \(now.name)s now", at: place, isProtected: isProtected) }
    for parameter in rule.parameters {
      func value(_ configuration: Configuration) -> Node {
        configuration.setting(of: id)?.parameters?.pair(named: parameter.name)?.value ?? parameter.defaultValue
      }
      let (before, now) = (value(old), value(new))
      guard !ValueEquality.areEqual(before, now), !GateComparison.isShorter(now, than: before) else { continue }
      let change = "'\(parameter.name)' of '\(id)' was \(GateComparison.words(before)) and is \(GateComparison.words(now)) now"
      add(change, at: new.setting(of: id)?.parameters?.pair(named: parameter.name)?.key.place ?? place, isProtected: isProtected)
    }
  }

  /// Of other values nobody can tell which is the stricter one: their changes are all told.
  private static func isShorter(_ new: Node, than old: Node) -> Bool {
    guard let new = Period(new.text), let old = Period(old.text) else { return false }
    return new.nominalDays < old.nominalDays
  }

  private static func words(_ node: Node) -> String {
    let text = node.document.source.text(node.range)
    return node.kind == .scalar ? "'\(node.text)'" : text.utf8.count > 60 ? "another \(node.kind == .sequence ? "list" : "mapping")" : text
  }

  // MARK: What comes of findings

  private mutating func compareFailing() {
    if let before = old.failOn, new.failOn.map({ $0 > before }) ?? true {
      let now = new.failOn.map { "only on \($0.name)s" } ?? "on nothing"
      add("a run failed on \(before.name)s and fails \(now) now", at: new.failOnPlace)
    }
    if new.sameChange < old.sameChange {
      add("a waiver in the change that needs it was a \(old.sameChange.name) and is a \(new.sameChange.name) now", at: nil)
    }
    if old.requiresUntil, !new.requiresUntil { add("suppressions need no last day any more", at: nil) }
  }

  /// A waiver is the way that the gate itself offers, and somebody answers for it: only a note.
  private mutating func compareWaivers(_ waivers: [Exemption]) {
    for waiver in waivers {
      let before = old.waivers.filter { $0.rule == waiver.rule && $0.system == waiver.subject }
      guard let system = waiver.subject, let expires = waiver.silencing.expires else { continue }
      let last = before.compactMap(\.silencing.expires).max()
      if let last, expires <= last { continue }
      let what = "the waiver of '\(waiver.rule)' for '\(system)'"
      let change = last.map { "\(what) lasted until \($0) and lasts until \(expires) now" } ?? "\(what) until \(expires) is new"
      add(change, at: waiver.silencing.place, severity: .note)
    }
  }
}

extension EngineRules {
  static let gateNotWeakened = RuleDescription(
    id: "manifest/gate-not-weakened", title: "A change does not weaken the gate that it has to pass", severity: .warning,
    why: """
      A rule that is switched off in the change that breaks it protects nobody. What a change takes out of the configuration is \
      pointed out to whoever reviews it: as an error where the rule asks for approval, else as a warning, and a waiver, for which somebody \
      answers, as a note. Once it is in the base, nothing is said any more.
      """,
    fix: "Undo it, or have it approved by those who answer for the rule: they merge it in spite of this finding.",
    sources: ["scl-00:S100"])
}
