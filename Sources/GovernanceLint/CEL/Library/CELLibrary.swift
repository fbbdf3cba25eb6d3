/// Every function that an expression may call: the standard library of cel-spec, its extensions, and the governance library.
enum CELLibrary {
  /// One table of all families, sorted by name (by UTF-8 bytes).
  static let functions: [CELFunction] = [
    aggregates, arithmetic, comparisons, conversions, dates, encoders, evidence, graphs, lists, math, optionals, periods,
    strings, textChecks, time,
  ].joined().sorted { $0.name.precedes($1.name) }

  /// Places in ``functions`` by name. All names are ASCII, of which equal strings are equal bytes.
  private static let places = Dictionary(functions.enumerated().map { ($1.name, $0) }) { first, _ in first }

  /// The function of that name.
  static func function(named name: String) -> CELFunction? { places[name].map { functions[$0] } }
}
