/// What `.lint-config.json` says. Its structure is checked by `rules/formats/configuration.json`.
public struct Configuration: Sendable {
  /// Globs of the files that are manifests, relative to the configuration's folder.
  public var manifests: [Pattern] = []
  /// Where `manifests` stands: findings about the portfolio as a whole point there.
  public var manifestsPlace: Place?
  /// Globs of files that are not.
  public var exclude: [Pattern] = []
  /// Folders with kinds of the user's.
  public var kinds: [Pattern] = []
  /// Built-in modules by name and folders with the user's own; nil means all built-in ones.
  public var modules: [Pattern]?
  /// Where `modules` stands.
  public var modulesPlace: Place?
  /// Settings of rules, in the order of the file.
  public var rules: [RuleSetting] = []
  /// Findings that somebody answers for, in the order of the file.
  public var waivers: [Waiver] = []
  /// Whether a suppression has to say until when it holds.
  public var requiresUntil = false
  /// What it counts as that a waiver or a suppression comes in the same change as the finding that it silences.
  public var sameChange = Severity.note
  /// The least severity that fails the run; nil for `never`.
  public var failOn: Severity? = .error
  /// Where the pages of rules are read: an address with `{module}` and `{anchor}` in it.
  public var rulePages: String?
  /// Where `failOn` stands.
  public var failOnPlace: Place?
  /// The file, or nil where there is none.
  public var source: Source?

  /// A text of the configuration and where it stands.
  public struct Pattern: Sendable {
    /// The glob, name or folder as written.
    public var text: String
    /// Where.
    public var place: Place
    /// Whether it names a folder of the user's (`./` or `../` in front) and not something built in.
    public var isFolder: Bool { text.hasPrefix("./") || text.hasPrefix("../") || text.hasPrefix("/") }
  }

  /// What the configuration says about one rule.
  public struct RuleSetting: Sendable {
    /// The rule's id.
    public var id: String
    /// Where the id stands.
    public var place: Place
    /// The severity that it is to have: nil leaves it as it is.
    public var level: Level?
    /// Values of parameters: a mapping.
    var parameters: Node?
    /// Why.
    public var reason: String?
    /// Who approved that.
    public var approvedBy: String?
  }

  /// A severity, or off.
  public enum Level: Sendable {
    case off
    case severity(Severity)
  }

  /// The configuration of a run without a file: every named file is a manifest, the built-in modules apply.
  public init() {}

  /// Reads a configuration; `format` is ``FileFormats/configuration``. A finding of severity error means that it must not be used.
  public static func decode(_ source: Source, format: Schema) -> (Configuration, [Finding]) {
    let (document, findings) = JSONParser.parse(source, limits: DocumentLimits())
    var configuration = Configuration()
    configuration.source = source
    guard let root = document.roots.first else { return (configuration, findings) }
    let all = findings + format.check(root)
    guard !all.contains(where: { $0.severity == .error }) else { return (configuration, all) }
    configuration.manifests = patterns(root["manifests"])
    configuration.manifestsPlace = root.pair("manifests")?.key.place
    configuration.exclude = patterns(root["exclude"])
    configuration.kinds = patterns(root["kinds"])
    configuration.modules = root["modules"].map { patterns($0) }
    configuration.modulesPlace = root.pair("modules")?.key.place
    if let rules = root["rules"] { configuration.rules = rules.pairs.map(setting) }
    configuration.waivers = (root["waivers"]?.items).map { $0.compactMap(Waiver.init) } ?? []
    if let word = root["suppressions"]?["sameChange"]?.text { configuration.sameChange = Severity(name: word) ?? .note }
    configuration.requiresUntil = root["suppressions"]?["requireUntil"]?.text == "true"
    configuration.rulePages = root["rulePages"]?.text
    configuration.failOnPlace = root.pair("failOn")?.key.place
    if let failOn = root["failOn"]?.text { configuration.failOn = Severity(name: failOn) }
    return (configuration, all)
  }

  private static func patterns(_ node: Node?) -> [Pattern] {
    (node?.items).map { items in items.map { Pattern(text: $0.text, place: $0.place) } } ?? []
  }

  private static func setting(_ pair: Node.Pair) -> RuleSetting {
    var setting = RuleSetting(id: pair.key.text, place: pair.key.place)
    let value = pair.value
    if let word = value.kind == .scalar ? value.text : value["severity"]?.text {
      setting.level = word == "off" ? .off : Severity(name: word).map(Level.severity)
    }
    setting.parameters = value["params"]
    setting.reason = value["reason"]?.text
    setting.approvedBy = value["approvedBy"]?.text
    return setting
  }
}
