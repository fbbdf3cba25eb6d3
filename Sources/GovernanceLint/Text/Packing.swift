/// Writes values as text, or reads them back: one walk over the parts of a value serves both directions.
///
/// This is how compiled rules get into the executable, laid out so that a run pays for what it uses: tables of plain records are
/// copied as they are, a text is a number until somebody wants it, and a deferred part is skipped. The whole is UTF-8, because only
/// a literal of text compiles fast, in characters of six bits; the texts stand behind it, each once. Nothing says what is what:
/// writer and reader are built together from the same source.
struct Packing {
  /// Whether parts are set to what was written.
  let isReading: Bool
  /// What has been written, without the texts.
  private var output: [UInt8] = []
  /// Every text that has been written, one after the other, where each ends, and its number; by bytes, because texts that look
  /// alike may differ.
  private var texts: [UInt8] = []
  private var ends: [Int] = []
  private var numbers: [[UInt8]: Int] = [:]
  /// What is read.
  let input: PackedText
  private var position = 0

  /// Begins to write.
  init() {
    isReading = false
    input = PackedText(UnsafeBufferPointer(start: nil, count: 0))
  }

  /// Begins to read, from a place on.
  init(reading input: PackedText, at position: Int = 0) {
    isReading = true
    self.input = input
    self.position = max(0, min(position, input.count))
  }

  /// What was written, to be read back.
  var packed: [UInt8] {
    var packed = output
    for end in ends { Packing.append(end, to: &packed) }
    packed += texts
    Packing.append(texts.count, to: &packed)
    Packing.append(ends.count, to: &packed)
    return packed
  }

  /// A number of 24 bits.
  private static func append(_ number: Int, to output: inout [UInt8]) {
    precondition(number >= 0 && number < 1 << 24, "too much text")
    for character in 0..<PackedText.numberWidth {
      output.append(PackedText.zero + UInt8(truncatingIfNeeded: number >> (6 * character) & 63))
    }
  }

  /// Of the six bits of a character, the highest says whether more follow.
  private static let more: UInt8 = 32

  /// Most numbers are a single character.
  @inline(__always)
  private mutating func readWord() -> UInt64 {
    guard position < input.count else { return 0 }
    let bits = input[position]
    position &+= 1
    return bits < Packing.more ? UInt64(bits) : readRest(of: bits)
  }

  private mutating func readRest(of first: UInt8) -> UInt64 {
    var word = UInt64(first & 31)
    var shift: UInt64 = 5
    while position < input.count {
      let bits = input[position]
      position &+= 1
      word |= UInt64(bits & 31) &<< shift
      if bits < Packing.more { break }
      shift &+= 5
    }
    return word
  }

  private mutating func write(_ word: UInt64) {
    var rest = word
    while rest > 31 {
      output.append(PackedText.zero + (UInt8(truncatingIfNeeded: rest & 31) | Packing.more))
      rest >>= 5
    }
    output.append(PackedText.zero + UInt8(truncatingIfNeeded: rest))
  }

  /// A whole number.
  @inline(__always)
  mutating func number<Number: FixedWidthInteger>(_ number: inout Number) {
    if isReading {
      let word = readWord()
      // Negative numbers are odd, so that small ones are short.
      number = Number.isSigned ? Number(truncatingIfNeeded: (word &>> 1) ^ (0 &- (word & 1))) : Number(truncatingIfNeeded: word)
    } else if Number.isSigned {
      let signed = Int64(truncatingIfNeeded: number)
      write(UInt64(bitPattern: (signed &<< 1) ^ (signed &>> 63)))
    } else {
      write(UInt64(truncatingIfNeeded: number))
    }
  }

  /// A number that is mostly a little more than another.
  @inline(__always)
  mutating func number<Number: FixedWidthInteger>(_ number: inout Number, after base: Number) {
    var difference = Int64(truncatingIfNeeded: number) &- Int64(truncatingIfNeeded: base)
    self.number(&difference)
    if isReading { number = Number(truncatingIfNeeded: Int64(truncatingIfNeeded: base) &+ difference) }
  }

  /// Numbers from the first to before the last.
  mutating func range<Number: FixedWidthInteger>(_ range: inout Range<Number>) {
    var (first, end) = (range.lowerBound, range.upperBound)
    number(&first)
    number(&end, after: first)
    range = first..<max(first, end)
  }

  mutating func flag(_ flag: inout Bool) {
    var word: UInt8 = flag ? 1 : 0
    number(&word)
    flag = word != 0
  }

  /// One of several cases; what stands for none leaves it as it is.
  mutating func choice<Choice: RawRepresentable>(_ choice: inout Choice) where Choice.RawValue: FixedWidthInteger {
    var word = choice.rawValue
    number(&word)
    if isReading { choice = Choice(rawValue: word) ?? choice }
  }

  /// The same for cases that have no numbers.
  mutating func choice<Choice: Equatable>(_ choice: inout Choice, among cases: [Choice]) {
    var place = isReading ? 0 : cases.firstIndex(of: choice) ?? 0
    number(&place)
    if isReading, cases.indices.contains(place) { choice = cases[place] }
  }

  mutating func text(_ text: inout String) {
    if isReading { text = String(decoding: readText(), as: UTF8.self) } else { write(Array(text.utf8)) }
  }

  /// Bytes that are UTF-8.
  mutating func bytes<Bytes: RangeReplaceableCollection>(_ bytes: inout Bytes) where Bytes.Element == UInt8 {
    if isReading { bytes = Bytes(readText()) } else { write(Array(bytes)) }
  }

  private mutating func readText() -> UnsafeBufferPointer<UInt8> { input.text(Int(truncatingIfNeeded: readWord())) }

  private mutating func write(_ bytes: [UInt8]) {
    if let number = numbers[bytes] { return write(UInt64(number)) }
    write(UInt64(numbers.count))
    numbers[bytes] = numbers.count
    texts += bytes
    ends.append(texts.count)
  }

  /// How many parts follow: never more than there is text for, each taking a character at least.
  mutating func count(_ count: Int) -> Int {
    var count = count
    number(&count)
    return isReading ? max(0, min(count, input.count - position)) : count
  }

  /// Parts one after the other. `blank` is what is overwritten when they are read.
  @inline(__always)
  mutating func list<List: RangeReplaceableCollection>(
    _ list: inout List, blank: List.Element, _ pack: (inout List.Element, inout Packing) -> Void
  ) {
    let count = count(list.count)
    guard isReading else {
      for var element in list { pack(&element, &self) }
      return
    }
    list.removeAll()
    list.reserveCapacity(count)
    for _ in 0..<count {
      var element = blank
      pack(&element, &self)
      list.append(element)
    }
  }

  mutating func list<List: RangeReplaceableCollection>(_ list: inout List) where List.Element: FixedWidthInteger {
    self.list(&list, blank: 0) { element, packing in packing.number(&element) }
  }

  mutating func list(_ list: inout [String]) {
    self.list(&list, blank: "") { element, packing in packing.text(&element) }
  }

  /// What may be missing.
  mutating func optional<Value>(_ value: inout Value?, blank: Value, _ pack: (inout Value, inout Packing) -> Void) {
    var isThere = value != nil
    flag(&isThere)
    guard isThere else { return value = nil }
    var present = value ?? blank
    pack(&present, &self)
    value = present
  }

  /// Records as they lie in memory: of words of 32 bits, without gaps.
  ///
  /// A word takes four characters, for hardly any needs more than 24 bits; those that do follow with their places.
  mutating func table<Element: BitwiseCopyable>(_ table: inout ContiguousArray<Element>) {
    let wordsOfElement = MemoryLayout<Element>.stride / 4
    precondition(wordsOfElement * 4 == MemoryLayout<Element>.size, "records have to be whole words")
    let count = count(table.count)
    var long: [(place: Int, word: Int32)] = []
    if isReading {
      let words = min(count * wordsOfElement, (input.count - position) / PackedText.numberWidth)
      table = ContiguousArray(unsafeUninitializedCapacity: words / wordsOfElement) { buffer, count in
        count = buffer.count
        input.read(count * wordsOfElement, at: position, into: UnsafeMutableRawBufferPointer(buffer))
      }
      position += words * PackedText.numberWidth
    } else {
      table.withUnsafeBytes { bytes in
        for place in 0..<bytes.count / 4 {
          let word = bytes.load(fromByteOffset: 4 * place, as: Int32.self)
          Packing.append(Int(word & 0xFF_FFFF), to: &output)
          if (word << 8) >> 8 != word { long.append((place, word)) }
        }
      }
    }
    list(&long, blank: (0, 0)) { entry, packing in
      packing.number(&entry.place)
      packing.number(&entry.word)
    }
    guard isReading, !long.isEmpty else { return }
    table.withUnsafeMutableBytes { bytes in
      for (place, word) in long where place >= 0 && place < bytes.count / 4 {
        bytes.storeBytes(of: word, toByteOffset: 4 * place, as: Int32.self)
      }
    }
  }

  /// A part that is read when somebody asks for it.
  mutating func deferred<Value: Sendable>(
    _ part: inout Deferred<Value>, blank: @autoclosure @escaping @Sendable () -> Value,
    _ pack: @escaping @Sendable (inout Value, inout Packing) -> Void
  ) {
    let start = self.part { packing in
      var value = part.load()
      pack(&value, &packing)
    }
    guard isReading else { return }
    part = .pending { [input] in
      var packing = Packing(reading: input, at: start)
      var value = blank()
      pack(&value, &packing)
      return value
    }
  }

  /// A part that whoever reads skips; where it begins.
  mutating func part(_ write: (inout Packing) -> Void) -> Int {
    if isReading {
      let count = count(0)
      defer { position += count }
      return position
    }
    let inner = apart(write)
    _ = count(inner.count)
    output += inner
    return 0
  }

  /// Values that are read one by one, when somebody asks for one.
  mutating func list<Value: Sendable>(
    _ list: inout PackedList<Value>, blank: @autoclosure @escaping @Sendable () -> Value,
    _ pack: @escaping @Sendable (inout Value, inout Packing) -> Void
  ) {
    var starts: ContiguousArray<Int32> = []
    if isReading {
      let count = count(0)
      table(&starts)
      let first = Int32(truncatingIfNeeded: position)
      list = PackedList(in: input, starts: ContiguousArray(starts.map { $0 &+ first })) { packing in
        var value = blank()
        pack(&value, &packing)
        return value
      }
      position = min(position + count, input.count)
    } else {
      let inner = apart { packing in
        for index in 0..<Int32(list.count) {
          starts.append(Int32(packing.output.count))
          var value = list[index]
          pack(&value, &packing)
        }
      }
      _ = count(inner.count)
      table(&starts)
      output += inner
    }
  }

  /// What is written meanwhile, to be put behind its length; its texts are where all are.
  private mutating func apart(_ write: (inout Packing) -> Void) -> [UInt8] {
    var whole: [UInt8] = []
    swap(&whole, &output)
    write(&self)
    swap(&whole, &output)
    return whole
  }

  /// Goes on behind so many numbers or texts.
  mutating func skip(_ count: Int) { for _ in 0..<count { _ = readWord() } }}
