/// Every function that an expression may call: the standard library of cel-spec, its extensions, and the governance library.
enum CELLibrary {
  /// One table of all families, sorted by name (by UTF-8 bytes).
  static let functions: [CELFunction] = [
    aggregates, arithmetic, comparisons, conversions, dates, encoders, evidence, graphs, lists, math, optionals, periods,
    strings, textChecks, time,
  ].joined().sorted { $0.name.precedes($1.name) }

  /// The function of that name.
  static func function(named name: String) -> CELFunction? {
    var low = 0
    var high = functions.count
    while low < high {
      let middle = (low + high) / 2
      if functions[middle].name.precedes(name) { low = middle + 1 } else { high = middle }
    }
    return low < functions.count && functions[low].name.utf8.elementsEqual(name.utf8) ? functions[low] : nil
  }
}
