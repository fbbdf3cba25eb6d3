/// Planned expressions, many in one place: arrays of small plain records that refer to each other by index.
///
/// One arena for a whole ruleset, because that is written into the executable and read back as a few arrays, and because rules
/// share types, fields and texts. Nothing in it is a closure or a reference except the table of functions, which is found by name.
/// Expressions stay trees (an instruction names those of its operands), so that a part of one can be evaluated alone: the
/// reasons of a failure are found that way, and no recording is needed while rules pass.
struct CELCode: Sendable {
  /// All instructions; operands stand before what uses them.
  var instructions: ContiguousArray<CELInstruction> = []
  /// The text of each instruction, in the text of the program that holds it.
  var ranges: ContiguousArray<TextRange> = []
  /// Lists of operands, wherever an instruction has more than it can hold.
  var operands: ContiguousArray<Int32> = []
  /// Values of literals.
  var constants = PackedList<CELValue>()
  /// Texts that are compared with bytes of manifests, one after the other.
  var bytes: ContiguousArray<UInt8> = []
  /// Names of fields, variables and patterns.
  var names: [String] = []
  /// Names of variables, for each rule those that hold what manifests say.
  var variableNames: ContiguousArray<CELVariableName> = []
  /// Places in ``names``, while code is planned.
  private var namePlaces = PlaceTable()
  /// What values of manifests are read as.
  var shapes: CELShapeTable
  /// Functions that are called, each once.
  var callees: [CELCallee] = []
  /// Every expression, `let` and fact, in the order of their instructions.
  var programs: ContiguousArray<CELProgram> = []
  /// The variables that programs read.
  var variableReads: ContiguousArray<Int32> = []
  /// The programs as they were written, one after the other.
  var texts: ContiguousArray<UInt8> = []
  /// Fields of subjects; 0 is the subject itself.
  var slots: ContiguousArray<CELSlot> = []
  /// How many results are remembered for each subject.
  var memos: Int32 = 0
  /// Their numbers by what they are results of, while code is planned.
  var memoNumbers: [[UInt8]: Int32] = [:]
  /// Programs of facts.
  var facts: [FactKey: Int32] = [:]
  /// Slots by their path, while code is planned.
  var slotIndexes = PlaceTable()
  /// Places in ``constants`` of tables that several expressions read, while code is planned.
  var tables: [String: Int32] = [:]

  /// What a fact is found by.
  struct FactKey: Hashable, Sendable {
    var receiver: Int
    var name: String
  }

  /// No code; `types` are the structs that its expressions will read.
  init(types: CELTypeTable = CELTypeTable()) { shapes = CELShapeTable(types) }

  /// What stands in for code that is somewhere else.
  static let none = CELCode()

  /// Goes on where other code ends, which has been planned with the same types and read back.
  mutating func `continue`(_ other: CELCode) {
    let planned = shapes
    self = other
    shapes.resume(planned)
    for (place, name) in names.enumerated() { namePlaces.insert(Int32(place), hash: name.nameHash) }
    for (place, slot) in slots.enumerated().dropFirst() { slotIndexes.insert(Int32(place), hash: slot.hash) }
  }

  /// The place of a name in ``names``, each of which is there once.
  mutating func place(ofName name: String) -> Int32 { place(ofName: name, hash: name.nameHash) }

  /// The same; `hash` is its ``Swift/String/nameHash``.
  mutating func place(ofName name: String, hash: UInt32) -> Int32 {
    if let known = namePlaces.place(hash: hash, where: { names[Int($0)].hasBytes(of: name) }) { return known }
    names.append(name)
    namePlaces.insert(Int32(names.count - 1), hash: hash)
    return Int32(names.count - 1)
  }

  /// The program that holds an instruction.
  func program(holding instruction: Int32) -> CELProgram? {
    let index = programs.indexOfProgram(holding: instruction)
    return index < programs.count && instruction >= 0 ? programs[index] : nil
  }

  /// The text that an instruction was planned from, and the expression that it is part of.
  func place(of instruction: Int32) -> (text: String, range: TextRange)? {
    program(holding: instruction).map { (text(of: $0), ranges[Int(instruction)]) }
  }

  /// What an author wrote for an instruction.
  func text(of instruction: Int32) -> String {
    guard let program = program(holding: instruction) else { return "" }
    let range = ranges[Int(instruction)]
    return String(decoding: bytes(of: program).dropFirst(Int(range.start)).prefix(range.count), as: UTF8.self)
  }

  /// A program as written.
  func text(of program: CELProgram) -> String { String(decoding: bytes(of: program), as: UTF8.self) }

  private func bytes(of program: CELProgram) -> Slice<ContiguousArray<UInt8>> {
    Slice(base: texts, bounds: Int(program.text.start)..<Int(program.text.end))
  }

  /// The variables that a program reads, those that its `let` variables read included; sorted.
  func variables(readBy program: CELProgram) -> ArraySlice<Int32> {
    ArraySlice(variableReads[program.reads.indices])
  }
}

/// What a variable is called: its index and a place in ``CELCode/names``.
struct CELVariableName: BitwiseCopyable, Sendable {
  var variable: Int32
  var name: Int32
}

/// A planned expression: where it begins in its ``CELCode``.
struct CELProgram: BitwiseCopyable, Sendable {
  /// The expression as written: its place in ``CELCode/texts``.
  var text: TextRange
  /// The instruction that computes the whole.
  var entry: Int32
  /// The instruction after its last.
  var end: Int32
  /// How many variables of macros are alive at once.
  var slots: Int32
  /// How many levels the expression has.
  var height: Int32
  /// Names of the variables that it was planned with, as places in ``CELCode/variableNames``.
  var variables: CELRun
  /// Which of them it reads, as places in ``CELCode/variableReads``.
  var reads: CELRun
}

extension ContiguousArray<CELProgram> {
  /// The index of the one that holds an instruction, where they stand in the order of their instructions.
  func indexOfProgram(holding instruction: Int32) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle].end <= instruction { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// Some entries of a table, one after the other.
struct CELRun: BitwiseCopyable, Sendable {
  var start: Int32
  var end: Int32

  var indices: Range<Int> { Int(start)..<Int(end) }
}

/// What the machine has to know of a program.
struct CELEntry: Sendable {
  var instruction: Int32
  var slots: Int32
}

extension CELProgram {
  var start: CELEntry { CELEntry(instruction: entry, slots: slots) }
}

/// A function as the code calls it: found by its name and number of arguments when code is loaded.
struct CELCallee: Sendable {
  var name: String
  var arity: Int
  var apply: CELImplementation
}

/// One step of an expression, 16 bytes. What `a`, `b`, `c` and `count` mean is said at each kind.
struct CELInstruction: Sendable {
  var kind: Kind
  /// Of a test: the answer is turned round. Of a literal list: some items are optional.
  var isNegated = false
  var count: UInt16 = 0
  var a: Int32 = 0
  var b: Int32 = 0
  var c: Int32 = 0

  enum Kind: UInt8, Sendable {
    /// `a`: index in `constants`.
    case constant
    /// `a`: what depends on the subject alone and takes a while; `b`: number of its result, which is the same for all rules.
    case remembered
    /// `a`: index in `constants`: a parameter or table, which has a name in reasons.
    case setting
    /// `a`: index of a variable.
    case variable
    /// `a`: index of a `let` variable; `b`: its program; `c`: variables in use.
    case letVariable
    /// `a`: slot of a macro's variable.
    case local
    /// `a`: what is read; `b`, `count`: its fields one below the other, as indexes of fields of `shapes`; `c`: its slot where
    /// that is the subject, or 0.
    case path
    /// As `path`: whether something was written there.
    case hasPath
    /// As `path`: an optional.
    case optionalPath
    /// `a`: value; `b`: name of its key.
    case select
    case hasSelect
    case optionalSelect
    /// `a`: list or map; `b`: index or key.
    case index
    case optionalIndex
    /// `a`, `b`: values.
    case equal
    case less
    case lessOrEqual
    case greater
    case greaterOrEqual
    /// `a`: value; `b`: list or map.
    case isIn
    /// As `isIn` in the sum of two lists.
    case isInSum
    /// `a`: path; `b`, `c`: start and length in `bytes` of the text that it is compared with.
    case pathEqualsText
    /// `a`: path; `b`, `count`: operands, start and length of each text in turn.
    case pathIsInTexts
    /// `a`: path of a list; `b`, `c`: start and length in `bytes` of the text that is looked for.
    case pathHoldsText
    /// `a`, `b`: conditions.
    case and
    case or
    /// `a`: condition.
    case not
    /// `a`: condition; `b`, `c`: results.
    case conditional
    /// `a`, `b`: arguments; `c`: index in `callees`.
    case call1
    case call2
    /// `b`, `count`: arguments; `c`: index in `callees`.
    case call
    /// `a`: string, list, map or bytes.
    case size
    /// `a`: text; `b`: name that is the pattern.
    case matches
    /// `a`: text.
    case isPlaceholder
    /// `a`: text; `b`: list of words; `c`, `count`: where those are known, operands, start and length of each in turn.
    case mentionsAny
    /// `b`, `count`: items; an optional one is stored as its complement.
    case list
    /// `b`, `count`: keys and values in turn; the value of an optional entry is stored as its complement.
    case map
    /// `a`: range; `b`: two slots, filter, body, and the names of the variables; -1 where there is none.
    case all
    case exists
    case existsOne
    case filter
    case mapList
    case transformMap
    case transformMapEntry
    case optMap
    case optFlatMap
    /// `a`: value; `b`: body; `c`: slot.
    case bind
    /// `a`: receiver; `b`: program of the fact; `c`: variables in use; `count`: 1 where the receiver is the subject.
    case fact
    /// `a`: optional; `b`: what is taken where that is empty.
    case orValue
    case orOptional
    /// `a`: optional.
    case hasValue
    /// `a`: name that is the message: an expression that the checker would have refused.
    case failure
  }
}
