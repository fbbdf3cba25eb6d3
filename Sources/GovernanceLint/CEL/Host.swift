/// What the outside answers. The library itself reads no file and no clock: the command gives it this, and examples give a table.
public struct Host: Sendable {
  /// The content of the file at a path relative to the configuration's folder, or nil where there is none that can be read.
  public var read: @Sendable (String) -> [UInt8]?
  /// Whether there is a file at that path.
  public var exists: @Sendable (String) -> Bool
  /// The zoneinfo data (RFC 8536) of a time zone's name, or nil where it is not known; offsets such as `+01:00` need none.
  public var timeZone: @Sendable (String) -> [UInt8]?

  /// A host made of its answers; it knows no time zones unless told.
  public init(
    read: @escaping @Sendable (String) -> [UInt8]?, exists: @escaping @Sendable (String) -> Bool,
    timeZone: @escaping @Sendable (String) -> [UInt8]? = { _ in nil }
  ) {
    self.read = read
    self.exists = exists
    self.timeZone = timeZone
  }

  /// A host with exactly these files, for examples and tests.
  public init(files: [String: String] = [:]) {
    self.init(read: { files[$0].map { Array($0.utf8) } }, exists: { files[$0] != nil })
  }
}
