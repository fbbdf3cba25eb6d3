/// A few values, each once, in order: to keep them so takes less than to hash them.
struct SortedList<Value: Comparable & Sendable>: Sendable {
  private(set) var all: [Value] = []

  mutating func insert(_ value: Value) {
    let place = all.firstPlace { $0 >= value }
    if place == all.count || all[place] != value { all.insert(value, at: place) }
  }
}

extension Array {
  /// The place of the first element of which something is true, where it is then true of all after it.
  func firstPlace(where isTrue: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isTrue(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
