/// A pattern for paths, as `.gitignore`, ripgrep and ruff write them: relative, with `/` between the parts.
///
/// `*` stands for anything within a part, hidden files included as in `.gitignore`; `?` for one character; `[a-z]` and `[!a-z]`
/// (or `[^a-z]`) for one of a class; `{yaml,yml}` for either; `**` as a whole part for any number of parts, none included; a
/// slash at the end for everything in that folder; `\` takes the meaning from the character after it. Matching takes time
/// linear in the path.
public struct Glob: Sendable {
  /// The glob as written.
  public let text: String
  /// The folder that all matches lie in, without a slash at its end: the parts before the first wildcard, "" where none are.
  public let literalPrefix: String
  private let pattern: Pattern
  /// Matches every folder that can hold a match, at any depth.
  private let folders: Pattern

  /// Reads a glob: what it means, or what is wrong with it and where.
  public static func compile(_ text: String) -> Result<Glob, PatternError> {
    var parser = GlobParser(text)
    return parser.parse().flatMap { translation in
      Pattern.compile(translation.pattern).flatMap { pattern in
        Pattern.compile(translation.folders).map { folders in
          Glob(text: text, literalPrefix: translation.literalPrefix, pattern: pattern, folders: folders)
        }
      }
    }.mapError { error in
      // What the translation is too large for is said of the glob.
      PatternError(message: error.message, range: error.range.clamped(to: 0..<text.utf8.count))
    }
  }

  /// Whether a path such as `ai/chatbot.yaml` matches. It is relative to where the glob is, without `./`.
  public func matches(_ path: String) -> Bool { pattern.matches(path.utf8) }

  /// Whether anything below a folder such as `ai/systems` ("" for the one where the glob is) may match.
  public func couldMatch(below folder: String) -> Bool {
    folder.isEmpty || folders.matches(folder.utf8)
  }
}
