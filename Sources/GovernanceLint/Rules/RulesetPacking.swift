// How the compiled rules that ship are written into the executable and read back when it starts.

/// What the executable holds of the rules that ship, ready for use.
public struct PackedRules: Sendable {
  /// All of them, as they are without a configuration.
  public var ruleset: Ruleset
  /// What a configuration has to look like.
  public var configuration: Schema
  /// What the other files have to look like: for those who have rules of their own, once they are read.
  private var packedFormats: [UInt8]
  private var packedDocuments: [UInt8]
  /// What rules read manifests of each kind as: for them too.
  private(set) var packedTypes: [UInt8]

  /// Those of a library that was loaded and compiled without a finding.
  public init(_ ruleset: Ruleset, _ library: RuleLibrary) {
    self.ruleset = ruleset
    configuration = library.formats.configuration
    packedFormats = library.formats.packed
    packedDocuments = ObligationDocument.packed(library.documents)
    packedTypes = RuleChecker(library).packedTypes
  }

  /// Reads what ``packed`` has written when the tool was built; `library` is where places in rules' files are looked up.
  public init(reading text: StaticString, library: @escaping @Sendable () -> RuleLibrary) {
    self.init(reading: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount), library: library)
  }

  init(reading bytes: UnsafeBufferPointer<UInt8>, library: @escaping @Sendable () -> RuleLibrary) {
    var packing = Packing(reading: bytes)
    ruleset = Ruleset(kinds: [], variables: RuleVariables(plurals: []), code: CELCode(), rules: [], library: library)
    configuration = .empty
    packedFormats = []
    packedDocuments = []
    packedTypes = []
    pack(&packing)
  }

  /// As UTF-8 text, the same for the same rules.
  public var packed: [UInt8] {
    var packing = Packing()
    var rules = self
    rules.pack(&packing)
    return packing.output
  }

  /// What the files besides manifests have to look like.
  var formats: FileFormats { FileFormats(reading: packedFormats, configuration: configuration) }

  /// The documents that rules cite.
  var documents: [ObligationDocument] { ObligationDocument.read(packedDocuments) }

  private mutating func pack(_ packing: inout Packing) {
    configuration.pack(&packing)
    packing.bytes(&packedFormats)
    packing.bytes(&packedDocuments)
    packing.bytes(&packedTypes)
    packing.list(
      &ruleset.kinds,
      blank: CompiledKind(plural: "", identity: "", columns: [], match: [], schema: .packed([]), shape: 0, recognise: nil)
    ) { kind, packing in kind.pack(&packing) }
    packing.list(&ruleset.variables.plurals)
    ruleset.code.pack(&packing)
    packing.list(&ruleset.rules, blank: .blank) { rule, packing in rule.pack(&packing) }
  }
}

extension CompiledKind {
  fileprivate mutating func pack(_ packing: inout Packing) {
    packing.text(&plural)
    packing.text(&identity)
    packing.list(&columns)
    packing.list(&match, blank: ("", "")) { entry, packing in
      packing.text(&entry.key)
      packing.text(&entry.value)
    }
    schema.pack(&packing)
    packing.number(&shape)
    packing.optional(&recognise, blank: .blank) { program, packing in program.pack(&packing) }
  }
}

extension CompiledRule {
  fileprivate static let blank = CompiledRule(
    description: RuleDescription(id: "", title: "", severity: .error), status: .active, waivable: .always, acceptsNotApplicable: true,
    severity: .error, each: [], require: .blank, message: [], lets: 0..<0, elementLets: [], variableCount: 0,
    readsOld: false, readsChanges: false, readsPortfolio: false, sections: [])

  fileprivate mutating func pack(_ packing: inout Packing) {
    description.pack(&packing)
    packing.choice(&status)
    packing.choice(&waivable)
    packing.flag(&acceptsNotApplicable)
    packing.optional(&effective, blank: Rule.Effective(isStayed: false)) { effective, packing in
      packing.day(&effective.from)
      packing.day(&effective.until)
      packing.flag(&effective.isStayed)
    }
    packing.choice(&severity)
    packing.optional(&kind, blank: 0) { kind, packing in packing.number(&kind) }
    packing.list(&each, blank: (0, .blank)) { entry, packing in
      packing.number(&entry.slot)
      entry.list.pack(&packing)
    }
    packing.optional(&when, blank: .blank) { program, packing in program.pack(&packing) }
    require.pack(&packing)
    packing.list(&message, blank: .text("")) { part, packing in part.pack(&packing) }
    packing.optional(&at, blank: CELPath(root: .local(0))) { path, packing in path.pack(&packing) }
    var (first, after) = (lets.lowerBound, lets.upperBound)
    packing.number(&first)
    packing.number(&after)
    lets = first..<max(first, after)
    packing.list(&elementLets)
    packing.number(&variableCount)
    packing.flag(&readsOld)
    packing.flag(&readsChanges)
    packing.flag(&readsPortfolio)
    packing.list(&sections)
  }
}

extension CompiledRule.MessagePart {
  fileprivate mutating func pack(_ packing: inout Packing) {
    var text = ""
    var program: CELProgram?
    switch self {
    case .text(let written): text = written
    case .value(let value): program = value
    }
    packing.optional(&program, blank: .blank) { program, packing in program.pack(&packing) }
    if program == nil { packing.text(&text) }
    self = program.map { .value($0) } ?? .text(text)
  }
}

extension RuleDescription {
  fileprivate mutating func pack(_ packing: inout Packing) {
    packing.text(&id)
    packing.text(&title)
    packing.choice(&severity)
    packing.text(&why)
    packing.text(&fix)
    packing.list(&sources)
    packing.list(&controls)
    packing.list(&tags)
  }
}

extension Packing {
  fileprivate mutating func day(_ day: inout CivilDate?) {
    optional(&day, blank: CivilDate(daysSinceEpoch: 0)) { day, packing in
      var days = day.daysSinceEpoch
      packing.number(&days)
      day = CivilDate(daysSinceEpoch: days)
    }
  }
}
