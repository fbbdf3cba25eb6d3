/// A compiled regular expression in RE2 syntax: time linear in the text, whatever the pattern, and safe to share between threads.
///
/// Syntax and meaning are those of RE2 (github.com/google/re2/wiki/Syntax): bytes of UTF-8, leftmost-first matches, no
/// backreferences and no lookaround, because nothing can match those in linear time.
public struct Pattern: Sendable {
  /// The pattern as written.
  public internal(set) var text: String
  var program: PatternProgram
  /// Answers most questions in one step for each byte; nil where it would be too large.
  var automaton: PatternAutomaton?

  /// Whose reading of the syntax holds where readings differ.
  public enum Dialect: Sendable {
    /// RE2, as CEL's `matches` wants it.
    case re2
    /// RE2 with what ECMA-262 says with the flag `u`: `\s`, `.`, `[]`, `[^]`, `\uHHHH`, `\cX`, `\p{Letter}`, `\p{Script=Greek}`.
    case jsonSchema
  }

  /// How large a pattern may grow; what lies past a limit is a ``PatternError``.
  public enum Limits {
    /// How often a part may be repeated, repetitions inside repetitions multiplied (RE2's `kMaxRepeat`).
    public static let repetitions = 1000
    /// How deep groups may nest.
    public static let nesting = 1000
    /// Size of the compiled program, in steps; `\pL{400}` needs 500,000. About what RE2 allows.
    public static let programSize = 600_000
  }

  /// Reads a pattern: what it means, or what is wrong with it and where.
  public static func compile(_ text: String, dialect: Dialect = .re2) -> Result<Pattern, PatternError> {
    var parser = PatternParser(text, dialect: dialect)
    return parser.parse().flatMap { node in
      PatternProgram.compile(node, of: text.utf8.count).map { Pattern(text: text, program: $0, automaton: PatternAutomaton($0)) }
    }
  }

  /// Whether the pattern matches anywhere in the text (UTF-8).
  public func matches(_ text: some Sequence<UInt8>) -> Bool {
    Pattern.withBytes(text) { automaton?.matches($0) ?? (program.search($0, for: .anyMatch) != nil) }
  }

  /// The leftmost-first match, as offsets from the first byte of the text (UTF-8).
  public func firstMatch(in text: some Sequence<UInt8>) -> Range<Int>? {
    Pattern.withBytes(text) { bytes in
      if let automaton, !automaton.matches(bytes) { return nil }
      return program.search(bytes, for: .firstMatch)
    }
  }

  private static func withBytes<Answer>(
    _ text: some Sequence<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Answer
  ) -> Answer {
    text.withContiguousStorageIfAvailable(body) ?? Array(text).withUnsafeBufferPointer(body)
  }
}

/// Why a text is not a pattern.
public struct PatternError: Error, Hashable, Sendable {
  /// What was found and what was expected, lower case, without a final period.
  public var message: String
  /// The bytes of the pattern (UTF-8) that it is about.
  public var range: Range<Int>
}
