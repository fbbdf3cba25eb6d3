extension Linter {
  /// What is said about a file that was not even read, because it is larger than ``DocumentLimits/size``.
  public func refuse(path: String, size: Int?) -> CheckedFile {
    let source = Source(path: path, bytes: [])
    var file = CheckedFile(source: source)
    file.isUnclear = true
    file.findings = [
      RuleDescription.tooLarge.finding(
        "expected at most \(limits.size) bytes but found \(size.map(String.init) ?? "more"); raise the limit with --max-file-size",
        at: Place(source: source, range: TextRange(0, 0)))
    ]
    return file
  }
}
