/// What a run is compared with: the manifests as they were, checked by today's rules as of the same day.
public struct Base: Sendable {
  /// As a person names it: `main`, `HEAD`.
  public var name: String
  /// Its manifests. A file that has not changed is the same ``CheckedFile`` as in the run, so that nothing is read twice.
  public var files: [CheckedFile]
  /// The configuration that it had; nil where it had none.
  public var configuration: Configuration?
  /// What files there were; nil for those of the run.
  public var host: Host?
  /// Files that were manifests, are still there and are none any more, because the configuration says so.
  public var droppedPaths: [String] = []

  /// A base of that name.
  public init(name: String, files: [CheckedFile], configuration: Configuration? = nil) {
    self.name = name
    self.files = files
    self.configuration = configuration
  }
}

/// What a manifest was at the base of the comparison.
indirect enum Previous: Sendable {
  /// The base does not have it.
  case none
  /// What it is now.
  case unchanged
  case manifest(Subject)
  /// The base has a file that may have held it, but it cannot be told what stood there.
  case unclear
}

extension Subject {
  /// The manifest as it was, where it has changed.
  var old: Subject? {
    if case .manifest(let old)? = previous { old } else { nil }
  }

  /// Whether the base does not have it.
  var isAdded: Bool {
    if case .none? = previous { true } else { false }
  }
}

extension Base {
  /// Tells each manifest of a run what it was, and gives those that only the base has.
  ///
  /// Manifests are matched by kind and identity, each with one: first those that kept their path, then those that moved. So a
  /// move is no change, and of a manifest and its copy one is an addition.
  func match(_ run: inout [CheckedFile]) -> [Subject] {
    let base = files.filter { !$0.isSkipped }
    let candidates = base.flatMap(\.subjects)
    var isTaken = Array(repeating: false, count: candidates.count)
    var positions: [Name: [Int]] = [:]
    for position in candidates.indices.reversed() {
      for keepsPath in [true, false] {
        if let name = Name(candidates[position], keepsPath: keepsPath) { positions[name, default: []].append(position) }
      }
    }
    func take(_ name: Name) -> Subject? {
      while let position = positions[name]?.popLast() {
        guard !isTaken[position] else { continue }
        isTaken[position] = true
        return candidates[position]
      }
      return nil
    }
    for keepsPath in [true, false] {
      for file in run.indices {
        for index in run[file].subjects.indices where run[file].subjects[index].previous == nil {
          let subject = run[file].subjects[index]
          guard let old = Name(subject, keepsPath: keepsPath).flatMap(take) else { continue }
          run[file].subjects[index].previous = old.isWritten(as: subject) ? .unchanged : .manifest(old)
        }
      }
    }
    let unclearBase = Set(base.filter(\.isUnclear).map(\.source.path))
    let unclearRun = Set(run.filter(\.isUnclear).map(\.source.path))
    let left = candidates.indices.filter { !isTaken[$0] }.map { candidates[$0] }
    let leftPaths = Set(left.map(\.path))
    for file in run.indices {
      for index in run[file].subjects.indices where run[file].subjects[index].previous == nil {
        let subject = run[file].subjects[index]
        // One that has lost its identity may be what the base had in its place.
        let isUnclear = unclearBase.contains(subject.path) || (subject.identity == nil && leftPaths.contains(subject.path))
        run[file].subjects[index].previous = isUnclear ? .unclear : Previous.none
      }
    }
    // Where the file is still there but cannot be read, nobody can say that a manifest is gone.
    return left.filter { !unclearRun.contains($0.path) }
  }
}

/// By what a manifest is the same at both ends of a comparison.
private struct Name: Hashable {
  let kind: Int
  let identity: String
  /// Nil where that does not matter.
  let path: String?

  /// Nil for a manifest that does not say which it is.
  init?(_ subject: Subject, keepsPath: Bool) {
    guard let identity = subject.identity else { return nil }
    self.kind = subject.kind
    self.identity = identity
    path = keepsPath ? subject.path : nil
  }
}

extension Subject {
  fileprivate var path: String { root.document.source.path }

  /// Whether both were written with the same bytes.
  fileprivate func isWritten(as other: Subject) -> Bool {
    if root.document === other.root.document, root.index == other.root.index { return true }
    return !root.document.source.isForgotten && bytes == other.bytes
  }

  private var bytes: ArraySlice<UInt8> {
    let bytes = root.document.source.bytes
    return bytes[root.range.indices.clamped(to: bytes.indices)]
  }
}
