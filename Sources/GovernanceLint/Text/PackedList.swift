/// Values of which many were written down and few are asked for: each is read when somebody does. More may follow.
struct PackedList<Value: Sendable>: Sendable {
  /// Those that were written down.
  private var packed: Packed?
  /// Those that came after them.
  private var values: ContiguousArray<Value> = []

  private struct Packed {
    var text: PackedText
    var starts: ContiguousArray<Int32>
    var read: @Sendable (inout Packing) -> Value
  }

  init() {}

  /// What stands in `text` from each of `starts` on.
  init(in text: PackedText, starts: ContiguousArray<Int32>, read: @escaping @Sendable (inout Packing) -> Value) {
    packed = Packed(text: text, starts: starts, read: read)
  }

  private var packedCount: Int { packed?.starts.count ?? 0 }
  var count: Int { packedCount + values.count }

  /// A value; one that was written down is read anew each time.
  subscript(index: Int32) -> Value {
    guard let packed, index < packed.starts.count else { return values[Int(index) - packedCount] }
    var packing = Packing(reading: packed.text, at: Int(packed.starts[Int(index)]))
    return packed.read(&packing)
  }

  /// Adds a value; its place.
  mutating func append(_ value: Value) -> Int32 {
    values.append(value)
    return Int32(count - 1)
  }

  /// Takes those away that were added last.
  mutating func removeAll(from index: Int) { values.removeSubrange((index - packedCount)...) }
}
