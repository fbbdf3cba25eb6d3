import Foundation
import Testing

/// Runs the real binary as the files in `Scenarios/` say.
///
/// With `GOVLINT_UPDATE_GOLDENS` set, output that differs is written into the file, unless it has wildcards: look at the difference in git.
struct ScenarioTests {
  private static let tests = URL(filePath: #filePath).deletingLastPathComponent()
  private static let folder = tests.appending(path: "Scenarios")

  static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".scenario") }.sorted()

  @Test func thereAreScenarios() { #expect(ScenarioTests.names.count > 30) }

  @Test(arguments: names) func runs(_ name: String) throws {
    let text = try String(contentsOf: ScenarioTests.folder.appending(path: name), encoding: .utf8)
    var scenario = try Scenario(text)
    let sandbox = try Sandbox()
    defer { sandbox.remove() }
    for name in scenario.folders { try sandbox.copy(ScenarioTests.tests.appending(path: name)) }
    for file in scenario.files { try sandbox.write(file.text, to: file.path) }
    if !scenario.setup.isEmpty {
      let result = try sandbox.run(scenario.setup)
      try #require(result.status == 0, "setup failed: \(result.stderr)")
    }
    #expect(!scenario.steps.isEmpty)
    for index in scenario.steps.indices {
      let result = try sandbox.run(scenario.steps[index].command)
      if ScenarioTests.updates { scenario.steps[index].update(from: result) }
      let step = scenario.steps[index]
      #expect(result.status == step.status, "status of \(step.command)stderr: \(result.stderr)")
      expect(result.stdout, step.stdout, "stdout of \(step.command)")
      expect(result.stderr, step.stderr, "stderr of \(step.command)")
    }
    if ScenarioTests.updates, scenario.text != text {
      try scenario.text.write(to: ScenarioTests.folder.appending(path: name), atomically: true, encoding: .utf8)
    }
  }

  private static let updates = ProcessInfo.processInfo.environment["GOVLINT_UPDATE_GOLDENS"] != nil

  private func expect(_ output: String, _ expected: [String], _ what: String) {
    #expect(lines(outputLines(output)[...], match: expected[...]), "\(what)expected:\n\(expected.joined(separator: "\n"))\nfound:\n\(output)")
  }
}

/// Output as lines, without the empty one after the last line feed.
private func outputLines(_ output: String) -> [String] {
  var lines = output.components(separatedBy: "\n")
  if lines.last == "" { lines.removeLast() }
  return lines
}

extension Scenario.Step {
  /// Takes over what came out, where nothing in the expectation stands for several texts.
  fileprivate mutating func update(from result: Sandbox.Result) {
    func updated(_ expected: [String], _ output: String) -> [String] {
      expected.contains { $0 == "..." || $0.contains("[..]") } ? expected : outputLines(output)
    }
    status = result.status
    stdout = updated(stdout, result.stdout)
    stderr = updated(stderr, result.stderr)
  }
}

/// A fresh folder in which commands run.
struct Sandbox {
  struct Result {
    var status: Int
    var stdout: String
    var stderr: String
  }

  private let root: URL
  private let work: URL

  init() throws {
    root = FileManager.default.temporaryDirectory.appending(path: "govlint-\(UUID().uuidString)")
    work = root.appending(path: "work")
    try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
  }

  /// Copies what is in a folder.
  func copy(_ folder: URL) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      try FileManager.default.copyItem(at: folder.appending(path: name), to: work.appending(path: name))
    }
  }

  func write(_ text: String, to path: String) throws {
    let file = work.appending(path: path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: false, encoding: .utf8)
  }

  /// Runs a bash script with `govlint` in its path. What takes longer than a minute is ended and counts as status -1.
  ///
  /// `as_user COMMAND` runs one without the privileges of root, who may read everything; `repository` makes one of what there is,
  /// and `commit` commits all that has changed.
  func run(_ script: String) throws -> Result {
    let prelude = """
      as_user() { if [ "$(id -u)" = 0 ]; then setpriv --reuid 65534 --clear-groups "$@"; else "$@"; fi; }
      commit() { git add -A && git -c user.name=A -c user.email=a@example.org commit -q -m "${1:-change}"; }
      repository() { git init -q -b main . && commit base; }

      """
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", prelude + script]
    process.currentDirectoryURL = work
    process.environment = ["PATH": "\(Sandbox.binaryFolder.path):/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "xterm"]
    process.standardInput = FileHandle.nullDevice
    // Files and not pipes: nobody has to read while the process runs.
    let (out, err) = (root.appending(path: "out"), root.appending(path: "err"))
    for file in [out, err] { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: out)
    process.standardError = try FileHandle(forWritingTo: err)
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    try process.run()
    let isInTime = ended.wait(timeout: .now() + 60) == .success
    if !isInTime { process.terminate() }
    func text(_ file: URL) throws -> String { String(decoding: try Data(contentsOf: file), as: UTF8.self) }
    return Result(status: isInTime ? Int(process.terminationStatus) : -1, stdout: try text(out), stderr: try text(err))
  }

  func remove() { try? FileManager.default.removeItem(at: root) }

  /// The folder of the products: the executable lies beside the bundle with the tests.
  private static let binaryFolder: URL = {
    var folder = URL(filePath: CommandLine.arguments[0]).standardizedFileURL
    while folder.path != "/", !FileManager.default.isExecutableFile(atPath: folder.appending(path: "govlint").path) {
      folder.deleteLastPathComponent()
    }
    return folder
  }()
}
