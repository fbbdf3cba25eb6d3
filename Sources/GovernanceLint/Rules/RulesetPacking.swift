// How the compiled rules that ship are written into the executable and read back when it starts.

/// What the executable holds of the rules that ship, ready for use.
public struct PackedRules: Sendable {
  /// All of them, as they are without a configuration.
  public var ruleset: Ruleset
  /// What a configuration has to look like.
  public var configuration: Schema
  /// What the other files have to look like: for those who have rules of their own, once they are read.
  private var packedFormats: Deferred<FileFormats>
  private var packedDocuments: Deferred<[ObligationDocument]>
  /// What rules read manifests of each kind as: for them too.
  private(set) var kindTypes: Deferred<KindTypes>

  /// Those of a library that was loaded and compiled without a finding.
  public init(_ ruleset: Ruleset, _ library: RuleLibrary) {
    self.ruleset = ruleset
    configuration = library.formats.configuration
    packedFormats = .known(library.formats)
    packedDocuments = .known(library.documents)
    kindTypes = .known(RuleChecker(library).kindTypes)
  }

  /// Reads what ``packed`` has written when the tool was built; `library` is where places in rules' files are looked up.
  public init(reading text: StaticString, library: @escaping @Sendable () -> RuleLibrary) {
    self.init(reading: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount), library: library)
  }

  /// Reads what stays where it is for as long as the process runs: much of it is looked at when it is needed.
  public init(reading bytes: UnsafeBufferPointer<UInt8>, library: @escaping @Sendable () -> RuleLibrary) {
    var packing = Packing(reading: PackedText(bytes))
    ruleset = Ruleset(kinds: [], variables: RuleVariables(plurals: []), code: CELCode(), rules: [], library: library)
    configuration = .empty
    packedFormats = .known(.empty)
    packedDocuments = .known([])
    kindTypes = .known(KindTypes())
    pack(&packing)
  }

  /// As UTF-8 text, the same for the same rules.
  public var packed: [UInt8] {
    var packing = Packing()
    var rules = self
    rules.pack(&packing)
    return packing.packed
  }

  /// What the files besides manifests have to look like.
  var formats: FileFormats {
    var formats = packedFormats.load()
    formats.configuration = configuration
    return formats
  }

  /// The documents that rules cite.
  var documents: [ObligationDocument] { packedDocuments.load() }

  private mutating func pack(_ packing: inout Packing) {
    configuration.pack(&packing)
    packing.deferred(&packedFormats, blank: .empty) { formats, packing in formats.pack(&packing) }
    packing.deferred(&packedDocuments, blank: []) { documents, packing in ObligationDocument.pack(&documents, &packing) }
    packing.deferred(&kindTypes, blank: KindTypes()) { types, packing in types.pack(&packing) }
    ruleset.code.pack(&packing)
    let programs = ruleset.code.programs
    packing.list(&ruleset.kinds, blank: .blank) { kind, packing in kind.pack(&packing, programs) }
    packing.list(&ruleset.variables.plurals)
    packing.list(&ruleset.rules, blank: .blank) { rule, packing in rule.pack(&packing, programs) }
  }
}

extension CompiledKind {
  fileprivate static let blank = CompiledKind(
    plural: "", identity: "", columns: [], match: [], schema: .known(.empty), shape: 0, recognise: nil)

  fileprivate mutating func pack(_ packing: inout Packing, _ programs: ContiguousArray<CELProgram>) {
    packing.text(&plural)
    packing.text(&identity)
    packing.list(&columns)
    packing.list(&match, blank: ("", "")) { entry, packing in
      packing.text(&entry.key)
      packing.text(&entry.value)
    }
    packing.deferred(&schema, blank: .empty) { schema, packing in schema.pack(&packing) }
    packing.number(&shape)
    packing.optional(&recognise, blank: .blank, programs.pack)
  }
}

extension CompiledRule {
  fileprivate static let blank = CompiledRule(
    description: RuleDescription(id: "", title: "", severity: .error), status: .active, waivable: .always, acceptsNotApplicable: true,
    severity: .error, each: [], require: .blank, wording: .known(Wording(message: [])), lets: 0..<0, elementLets: [], variableCount: 0,
    readsOld: false, readsChanges: false, readsPortfolio: false, sections: [])

  fileprivate mutating func pack(_ packing: inout Packing, _ programs: ContiguousArray<CELProgram>) {
    description.pack(&packing)
    packing.choice(&status, among: Rule.Status.allCases)
    packing.choice(&waivable, among: Rule.Waivable.allCases)
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
      programs.pack(&entry.list, &packing)
    }
    packing.optional(&when, blank: .blank, programs.pack)
    packing.optional(&exclusion, blank: Exclusion(kind: 0, conditions: [])) { exclusion, packing in
      packing.number(&exclusion.kind)
      packing.list(&exclusion.conditions, blank: .blank, programs.pack)
    }
    programs.pack(&require, &packing)
    packing.deferred(&wording, blank: Wording(message: [])) { wording, packing in wording.pack(&packing, programs) }
    packing.optional(&placeVariable, blank: 0) { variable, packing in packing.number(&variable) }
    packing.range(&lets)
    packing.list(&elementLets)
    packing.number(&variableCount)
    packing.flag(&readsOld)
    packing.flag(&readsChanges)
    packing.flag(&readsPortfolio)
    packing.list(&sections)
  }
}

extension CompiledRule.Wording {
  fileprivate mutating func pack(_ packing: inout Packing, _ programs: ContiguousArray<CELProgram>) {
    packing.list(&message, blank: .text("")) { part, packing in part.pack(&packing, programs) }
    packing.optional(&at, blank: CELPath(root: .local(0))) { path, packing in path.pack(&packing) }
  }
}

extension CompiledRule.MessagePart {
  fileprivate mutating func pack(_ packing: inout Packing, _ programs: ContiguousArray<CELProgram>) {
    var text = ""
    var program: CELProgram?
    switch self {
    case .text(let written): text = written
    case .value(let value): program = value
    }
    packing.optional(&program, blank: .blank, programs.pack)
    if program == nil { packing.text(&text) }
    self = program.map { .value($0) } ?? .text(text)
  }
}

extension RuleDescription {
  fileprivate mutating func pack(_ packing: inout Packing) {
    packing.text(&id)
    packing.choice(&severity)
    words.pack(&packing)
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
