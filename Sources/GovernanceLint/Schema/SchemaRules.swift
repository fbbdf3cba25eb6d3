/// What schemas and checks against them can find, described like rules.
public enum SchemaRules {
  /// All of them, sorted by id.
  public static let all: [RuleDescription] = [
    .unresolvedReference, .endlessReference, .keywordValue, .unknownKeyword, .unknownDraft, .olderDraft, .badFormat,
    .badPattern, .duplicateItem, .emptyValue, .missingKey, .noAlternative, .notAllowed, .notInEnum, .outOfOrder, .outOfRange,
    .tooComplex, .unknownKey, .wrongType,
  ].sorted { $0.id.precedes($1.id) }
}

extension RuleDescription {
  // What is wrong with a schema.
  static let unresolvedReference = RuleDescription(
    id: "schema/unresolved-reference", title: "A reference in a schema leads to a schema", severity: .error,
    why: "A `$ref` that leads nowhere demands nothing, so manifests pass unchecked. Nothing is fetched from the network.",
    fix: "Correct the reference, or put the schema that it means into the same file under `$defs`, or its file beside this one.")
  static let endlessReference = RuleDescription(
    id: "schema/endless-reference", title: "References in a schema come to an end", severity: .error,
    why: "A schema that refers to itself for the same value can never be decided (JSON Schema core, section 9.4.1).",
    fix: "Take one of the references out, or put `properties` or `items` between them.")
  static let keywordValue = RuleDescription(
    id: "schema/keyword-value", title: "A keyword in a schema has a value that it can have", severity: .error,
    why: "A keyword whose value cannot be understood demands nothing, so manifests pass unchecked.",
    fix: "Correct the value; https://json-schema.org/draft/2020-12/json-schema-validation has the keywords.")
  static let unknownKeyword = RuleDescription(
    id: "schema/unknown-keyword", title: "A keyword in a schema is spelled as the standard has it", severity: .warning,
    why: "JSON Schema ignores keywords that it does not know, so a misspelled one demands nothing.",
    fix: "Correct the spelling; begin the name of an annotation of your own with `x-`.")
  static let unknownDraft = RuleDescription(
    id: "schema/unknown-draft", title: "A schema names a draft of JSON Schema that is known here", severity: .error,
    why: "The same keyword means different things in different drafts.",
    fix: "Set `$schema` to `https://json-schema.org/draft/2020-12/schema`.")
  static let olderDraft = RuleDescription(
    id: "schema/older-draft", title: "A schema is written in draft 2020-12", severity: .note,
    why: "Older drafts are read as they were meant, but some of their keywords differ from what this tool's documentation says.",
    fix: "Nothing has to be done; to move on, see https://json-schema.org/draft/2020-12/release-notes.")

  // What is wrong with a manifest.
  static let badFormat = RuleDescription(
    id: "structure/bad-format", title: "Dates, periods, addresses and the like are written as their format wants",
    severity: .error,
    why: "Rules compute with dates and periods, and people follow addresses; what is malformed or impossible cannot be used.",
    fix: "Write it as the message shows.")
  static let badPattern = RuleDescription(
    id: "structure/bad-pattern", title: "Text has the form that its key demands", severity: .error,
    why: "Identifiers and codes are compared letter by letter, so they have to be written in one way.",
    fix: "Write it in the form that the message shows.")
  static let duplicateItem = RuleDescription(
    id: "structure/duplicate-item", title: "A list of distinct items names each once", severity: .error,
    why: "An item that is listed twice counts twice, or hides one that was meant.",
    fix: "Take one of the two out.")
  static let emptyValue = RuleDescription(
    id: "structure/empty-value", title: "A key that is written has a value", severity: .note,
    why: "A key without a value counts as not written: it is a blank that somebody meant to fill in.",
    fix: "Fill in the value, or take the key out.")
  static let missingKey = RuleDescription(
    id: "structure/missing-key", title: "The keys that identify something are written", severity: .error,
    why: "Without its identifying keys nobody can tell what an entry is about.",
    fix: "Add the key.")
  static let noAlternative = RuleDescription(
    id: "structure/no-alternative", title: "A value fits exactly as many of its alternatives as it should", severity: .error,
    why: "Where a schema offers alternatives, a value that fits none or several can be read in more than one way.",
    fix: "Write the value as one of the alternatives.")
  static let notAllowed = RuleDescription(
    id: "structure/not-allowed", title: "Nothing stands where nothing may", severity: .error,
    why: "The schema rules this value out, alone or beside what else is written.",
    fix: "Take it out, or change what makes it impossible.")
  static let notInEnum = RuleDescription(
    id: "structure/not-in-enum", title: "A value with a fixed vocabulary is one of its words", severity: .error,
    why: "Rules compare with these words; any other would slip through all of them.",
    fix: "Use one of the values that the message lists.")
  static let outOfOrder = RuleDescription(
    id: "structure/out-of-order", title: "Entries of a list stand in the order of their dates", severity: .note,
    why: "Who reads a list of audits takes the one at its end for the newest.",
    fix: "Put the entries in order, the oldest or the newest first, or let `govlint check --fix` do it.")
  static let outOfRange = RuleDescription(
    id: "structure/out-of-range", title: "Numbers, lengths and counts stay within their bounds", severity: .error,
    why: "A value beyond its bounds is a slip of the pen or a wrong unit.",
    fix: "Correct the value; the key's description names its unit.")
  static let tooComplex = RuleDescription(
    id: "structure/too-complex", title: "A check ends within its limits", severity: .error,
    why: "Schemas that refer to themselves can make a check arbitrarily long; the limits keep a run from hanging.",
    fix: "Simplify the schema or split the manifest.")
  static let unknownKey = RuleDescription(
    id: "structure/unknown-key", title: "A key is one that the schema knows", severity: .error,
    why: "A misspelled key is read by nobody: the rule that asks for the right one finds nothing.",
    fix: "Correct the key, or take it out; keys of your own begin with `x-`.")
  static let wrongType = RuleDescription(
    id: "structure/wrong-type", title: "A value has the type that its key demands", severity: .error,
    why: "Rules read each key as one type; a value of another type cannot be judged.",
    fix: "Write the value in the type that the message names.")
}
