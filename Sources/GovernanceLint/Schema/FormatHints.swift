/// What exactly is wrong with a value of a format that people often get wrong, and what was probably meant.
enum FormatHints {
  struct Hint {
    var reason: String?
    var fix: String?
    /// What was meant, where that is beyond doubt.
    var replacement: String?
  }

  static func hint(for format: SchemaFormat, _ text: String) -> Hint? {
    switch format {
    case .date: dateHint(text)
    case .period: periodHint(text)
    case .duration: periodHint(text).map { Hint(reason: $0.reason, fix: $0.fix) }
    case .uri, .iri: uriHint(text)
    default: nil
    }
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
  ]

  /// The date that eight digits write without hyphens, as ISO 8601 allows: `20260630`.
  static func compactDate(_ text: String) -> String? {
    let digits = Array(text.utf8)
    guard digits.count == 8, digits.allSatisfy(ASCII.isDigit), let number = Int(text) else { return nil }
    return CivilDate(year: number / 10_000, month: number / 100 % 100, day: number % 100)?.description
  }

  private static func dateHint(_ text: String) -> Hint? {
    if let date = compactDate(text) { return Hint(fix: "Write `\(date)`.", replacement: date) }
    let parts = text.utf8.split(omittingEmptySubsequences: false) { !ASCII.isDigit($0) }
    let numbers = parts.map { $0.count <= 4 ? Int(String(decoding: $0, as: UTF8.self)) : nil }
    guard numbers.count >= 3, let first = numbers[0], let second = numbers[1], let third = numbers[2] else { return nil }
    if numbers.count > 3 {
      let day = Array(text.utf8.prefix(10))
      guard TimeFormats.isDate(day[...]) else { return nil }
      return Hint(reason: "a date has no time", fix: "Write `\(String(decoding: day, as: UTF8.self))`.")
    }
    if parts[0].count == 4 {
      guard (1...12).contains(second) else { return Hint(reason: "there is no month \(second)") }
      let days = CivilDate.days(inMonth: second, ofYear: first)
      guard (1...days).contains(third) else { return Hint(reason: "\(months[second - 1]) \(first) has \(days) days") }
      return CivilDate(year: first, month: second, day: third).map { date in
        let separators = Array(text.utf8.filter { !ASCII.isDigit($0) })
        let isPlain =
          separators.count == 2 && separators[0] == separators[1] && "-/.".utf8.contains(separators[0])
          && parts[1...].allSatisfy { (1...2).contains($0.count) }
        return Hint(fix: "Write `\(date)`.", replacement: isPlain ? date.description : nil)
      }
    }
    guard parts[2].count == 4 else { return nil }
    let dayFirst = CivilDate(year: third, month: second, day: first)
    let monthFirst = CivilDate(year: third, month: first, day: second)
    switch (dayFirst, monthFirst) {
    case (let dayFirst?, let monthFirst?) where dayFirst != monthFirst:
      return Hint(
        reason: "it can be read as two days",
        fix:
          "Year first, then month, then day: `\(dayFirst)` is \(first) \(months[second - 1]), "
          + "`\(monthFirst)` is \(second) \(months[first - 1])."
      )
    case (let date?, _), (_, let date?): return Hint(reason: "the year comes first", fix: "Write `\(date)`.")
    case (nil, nil): return nil
    }
  }

  private static func periodHint(_ text: String) -> Hint? {
    let upper = text.uppercased()
    if Period(upper) != nil, upper != text {
      return Hint(reason: "its letters are capitals", fix: "Write `\(upper)`.", replacement: upper)
    }
    if Period("P" + upper) != nil {
      // Who writes '30m' may mean minutes.
      let isCertain = !text.utf8.contains(UInt8(ascii: "m"))
      return Hint(reason: "it begins with P", fix: "Write `P\(upper)`.", replacement: isCertain ? "P" + upper : nil)
    }
    if upper.hasPrefix("PT") { return Hint(reason: "a day is the shortest period") }
    let words = text.lowercased().split(separator: " ")
    guard words.count == 2, let number = Int(words[0]), (0...Period.maximumPart).contains(number) else { return nil }
    let units: [(String, String)] = [("day", "D"), ("week", "W"), ("month", "M"), ("year", "Y")]
    guard let unit = units.first(where: { words[1] == $0.0 || words[1] == $0.0 + "s" }) else { return nil }
    return Hint(fix: "Write `P\(number)\(unit.1)`.", replacement: "P\(number)\(unit.1)")
  }

  private static func uriHint(_ text: String) -> Hint? {
    guard URIFormats.isReference(Array("https://\(text)".utf8)[...], characters: .unicode, needsScheme: true),
      text.utf8.contains(UInt8(ascii: ".")), !text.hasPrefix("/"), !text.hasPrefix(".")
    else { return nil }
    return Hint(reason: "it has no scheme", fix: "Write `https://\(text)`.")
  }
}
