/// Writes values as text, or reads them back: one walk over the parts of a value serves both directions.
///
/// This is how compiled rules get into the executable. The text is UTF-8, because only a literal of text compiles fast. A number
/// is a run of characters with five bits each, a text stands where it first occurs and is a number from then on. Nothing says
/// what is what: writer and reader are built together. What is not well formed reads as nonsense, but it ends.
struct Packing {
  /// Whether parts are set to what was written.
  let isReading: Bool
  /// What has been written.
  private(set) var output: [UInt8] = []
  private let input: UnsafeBufferPointer<UInt8>
  private var position = 0
  /// Every text so far, by its number.
  private var texts: [String] = []
  /// The other way round; by bytes, because texts that look alike may differ.
  private var numbers: [[UInt8]: Int] = [:]

  /// Begins to write.
  init() {
    isReading = false
    input = UnsafeBufferPointer(start: nil, count: 0)
  }

  /// Begins to read what stays where it is meanwhile.
  init(reading input: UnsafeBufferPointer<UInt8>) {
    isReading = true
    self.input = input
    texts.reserveCapacity(4096)
  }

  /// Characters from `0` to `o`; of their six bits the highest says whether more follow.
  private static let zero = UInt8(ascii: "0")
  private static let more: UInt8 = 32

  /// Most numbers are a single character.
  @inline(__always)
  private mutating func readWord() -> UInt64 {
    guard position < input.count else { return 0 }
    let bits = input[position] &- Packing.zero
    position &+= 1
    return bits < Packing.more ? UInt64(bits) : readRest(of: bits)
  }

  private mutating func readRest(of first: UInt8) -> UInt64 {
    var word = UInt64(first & 31)
    var shift: UInt64 = 5
    while position < input.count {
      let bits = input[position] &- Packing.zero
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
      output.append(Packing.zero + (UInt8(truncatingIfNeeded: rest & 31) | Packing.more))
      rest >>= 5
    }
    output.append(Packing.zero + UInt8(truncatingIfNeeded: rest))
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

  /// The same for cases with names.
  mutating func choice<Choice: RawRepresentable>(_ choice: inout Choice) where Choice.RawValue == String {
    var name = choice.rawValue
    text(&name)
    if isReading { choice = Choice(rawValue: name) ?? choice }
  }

  mutating func text(_ text: inout String) {
    guard isReading else { return write(Array(text.utf8)) }
    let number = Int(truncatingIfNeeded: readWord())
    if texts.indices.contains(number) {
      text = texts[number]
    } else {
      text = String(decoding: readBytes(), as: UTF8.self)
      texts.append(text)
    }
  }

  private mutating func write(_ bytes: [UInt8]) {
    if let number = numbers[bytes] { return write(UInt64(number)) }
    write(UInt64(numbers.count))
    numbers[bytes] = numbers.count
    write(UInt64(bytes.count))
    output += bytes
  }

  private mutating func readBytes() -> Slice<UnsafeBufferPointer<UInt8>> {
    let count = Int(truncatingIfNeeded: readWord() & 0xFFFF_FFFF)
    let start = position
    position += min(count, input.count - start)
    return input[start..<position]
  }

  /// Bytes that are UTF-8.
  mutating func bytes<Bytes: RangeReplaceableCollection>(_ bytes: inout Bytes) where Bytes.Element == UInt8 {
    guard !isReading else { return bytes = Bytes(readBytes()) }
    write(UInt64(bytes.count))
    output += bytes
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
}
