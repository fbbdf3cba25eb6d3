import Foundation
import Testing
@testable import GovernanceLint
@Suite struct ScratchTests {
  @Test func load() throws {
    let root = URL(fileURLWithPath: "rules")
    var files: [(path: String, source: Source)] = []
    for case let url as URL in FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)! where ["yaml","json"].contains(url.pathExtension) {
      let rel = String(url.path.dropFirst(root.path.count + 1))
      files.append((rel, Source(path: "rules/" + rel, bytes: Array(try Data(contentsOf: url)))))
    }
    files.sort { $0.path < $1.path }
    let (library, findings) = RuleLibrary.load(builtIn: files)
    show(findings)
    let r = RuleExamples.run(library)
    print("rules", r.rules, "examples", r.examples, "findings", r.findings.count)
    show(r.findings)
  }
  func show(_ fs: [Finding]) {
    for f in fs { let p = LineTable(f.place.source).position(of: f.place.range.start)
      print("\(f.place.source.path):\(p.line):\(p.column): \(f.severity.name) \(f.rule): \(f.message) [\(f.fix ?? "")]") }
  }
}
