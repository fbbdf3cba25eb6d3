/// Every function that an expression may call: the standard library of cel-spec, its extensions, and the governance library.
enum CELLibrary {
  /// One table of all families, sorted by name (by UTF-8 bytes).
  static let functions: [CELFunction] = [
    aggregates, arithmetic, comparisons, conversions, dates, encoders, evidence, graphs, lists, math, optionals, periods,
    strings, textChecks, time,
  ].joined().sorted { $0.name.precedes($1.name) }

  /// Places in ``functions``, sorted by the hashes of their names.
  private static let places = functions.enumerated().map { (hash: $1.name.nameHash, place: $0) }.sorted { $0.hash < $1.hash }

  /// What is known of each of ``functions`` by more than its signatures.
  static let builtins = functions.map { CELBuiltin($0.name) }

  /// ``CELName/hash`` of what stands before the first dot of names that have one, such as `math`.
  static let spaces = Array(
    Set(
      functions.compactMap { function in
        function.name.utf8.firstIndex(of: UInt8(ascii: ".")).map { String(function.name[..<$0]).nameHash }
      }))

  /// The place in ``functions`` of a name with that hash of which `isName` is true.
  static func place(hash: UInt32, where isName: (String) -> Bool) -> Int? {
    let places = places
    var index = places.firstPlace { $0.hash >= hash }
    while index < places.count, places[index].hash == hash {
      if isName(functions[places[index].place].name) { return places[index].place }
      index += 1
    }
    return nil
  }

  /// The place in ``functions`` of that name.
  static func place(of name: String) -> Int? { place(hash: name.nameHash) { $0.hasBytes(of: name) } }
}
