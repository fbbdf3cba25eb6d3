/// Plain data at a fixed address: reading an element retains nothing and checks bounds in debug builds only.
///
/// Whoever makes one frees it; ``SchemaTables`` does, and is kept by whoever reads.
struct FlatTable<Element: BitwiseCopyable>: @unchecked Sendable {
  private let buffer: UnsafeBufferPointer<Element>

  init(_ elements: some Collection<Element>) {
    let copy = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
    _ = copy.initialize(from: elements)
    buffer = UnsafeBufferPointer(copy)
  }

  subscript(index: Int32) -> Element { buffer[Int(index)] }

  /// All of them, to write them down.
  var elements: ContiguousArray<Element> { ContiguousArray(buffer) }

  func free() { buffer.deallocate() }
}

/// The tables that every check reads.
struct FlatSchema: Sendable {
  let records: FlatTable<SchemaRecord>
  let keywords: FlatTable<SchemaKeyword>
  let objects: FlatTable<ObjectRules>
  let properties: FlatTable<PropertyRule>
  let arrays: FlatTable<ArrayRules>
  let enumerations: FlatTable<Enumeration>
  let lists: FlatTable<Int32>
  /// For each pattern that is a mere beginning, what it begins with.
  let prefixes: FlatTable<NameSpan>
  let names: NameTables

  func free() {
    records.free()
    keywords.free()
    objects.free()
    properties.free()
    arrays.free()
    enumerations.free()
    lists.free()
    prefixes.free()
    names.free()
  }
}
