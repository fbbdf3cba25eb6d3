import Foundation
import Testing

/// What the tool writes about the examples, in each form, compared with the files in `Goldens`; written there when
/// `GOVLINT_UPDATE_GOLDENS` is set: look at the difference in git. Digests and styles are left out, so that only what is said counts.
///
/// The long forms are written of the small example; of the large one they are checked by validators that are not ours.
struct ExampleTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens")

  @Test(arguments: [
    ("own-rules", "audit", ["text": "txt", "json": "json", "html": "html", "markdown": "md", "csv": "csv", "oscal": "oscal.json"]),
    ("own-rules", "check", ["json": "json", "sarif": "sarif", "github": "github.txt", "gitlab": "gitlab.json", "junit": "junit.xml"]),
    ("gadgetgo", "audit", ["text": "txt", "markdown": "md"]),
    ("gadgetgo", "check", ["text": "txt", "markdown": "md"]),
    ("gadgetgo", "forecast", ["text": "txt", "csv": "csv", "ics": "ics"]),
    ("gadgetgo", "history", ["text": "txt", "json": "json", "csv": "csv"]),
    ("gadgetgo", "status", ["": "txt"]),
  ])
  func forms(example: String, command: String, forms: [String: String]) throws {
    let sandbox = try Sandbox()
    defer { sandbox.remove() }
    try sandbox.copy(TidyTests.root.appending(path: "examples/\(example)"))
    if command == "history" { try past(in: sandbox) }
    for (form, ending) in forms.sorted(by: { $0.key < $1.key }) {
      let day = command == "history" ? "" : "--as-of 2026-06-30"
      let result = try sandbox.run("govlint \(command) \(day) \(form.isEmpty ? "" : "--format \(form)") --color never")
      #expect(result.status < 2, "\(result.stderr)")
      // How the report looks is the business of another golden file.
      let text = result.stdout.replacing(/\b([0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{7})\b/, with: "<digest>")
        .replacing(/<style>[^<]*<\/style>|<script>[^<]*<\/script>|'sha256-[^']*'/, with: "")
      try check("\(example).\(command).\(ending)", text)
    }
  }

  /// Three commits, each on its day: without the chatbot, with it, and with a mistake mended.
  private func past(in sandbox: Sandbox) throws {
    let result = try sandbox.run(
      """
      export GIT_CONFIG_GLOBAL=/dev/null GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.org
      on() { git add -A && GIT_AUTHOR_DATE=$1T12:00:00Z GIT_COMMITTER_DATE=$1T12:00:00Z git commit -q -m "$1"; }
      git init -q -b main . && mv support-chatbot.yaml .. && on 2026-03-31 && mv ../support-chatbot.yaml . && on 2026-05-15
      sed -i 's/origin: inhouse/origin: in-house/' churn-prediction.yaml && on 2026-06-30
      """)
    try #require(result.status == 0, "\(result.stderr)")
  }

  private func check(_ file: String, _ text: String) throws {
    let url = ExampleTests.folder.appending(path: file)
    if ProcessInfo.processInfo.environment["GOVLINT_UPDATE_GOLDENS"] != nil {
      try FileManager.default.createDirectory(at: ExampleTests.folder, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    let golden = String(decoding: try Data(contentsOf: url), as: UTF8.self)
    let isSame = text.utf8.elementsEqual(golden.utf8)
    #expect(isSame, "\(file) differs:\n\(text)")
  }
}
