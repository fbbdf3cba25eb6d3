/// The bounds within which a file is parsed; what lies past one is a finding that names it.
public struct DocumentLimits: Sendable {
  /// The largest file, in bytes.
  public var size = Source.maximumSize
  /// How deep collections may nest, aliases written out. Trees are read and walked by recursion: hundreds, not thousands.
  public var depth = 256
  /// How many nodes aliases may stand for in all, each counted as often as it is used.
  public var aliasedNodes = 100_000
  /// How many findings are reported for one file.
  public var findings = 20

  /// The limits as documented at each property.
  public init() {}
}
