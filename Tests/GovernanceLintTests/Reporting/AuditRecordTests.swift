import Foundation
import Testing

@testable import GovernanceLint

/// What the record says, and whether it notices when somebody changes it.
struct AuditRecordTests {
  private struct Record {
    var object: [String: Any]
    init(_ text: String) throws { object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]) }
    func subject(_ id: String) throws -> [String: Any] {
      try #require((object["subjects"] as? [[String: Any]])?.first { $0["id"] as? String == id })
    }
    func result(_ rule: String, of id: String) throws -> [String: Any] {
      try #require((subject(id)["results"] as? [[String: Any]])?.first { $0["rule"] as? String == rule })
    }
    /// `pointer:line=value` of what a rule read.
    func reads(_ rule: String, of id: String) throws -> [String] {
      let values = try #require(try subject(id)["values"] as? [[String: Any]])
      return (try result(rule, of: id)["read"] as? [Int] ?? []).map { index in
        let value = values[index]
        return "\(value["pointer"] ?? "-"):\(value["line"] ?? 0)=\(value["value"] as? String ?? "absent")"
      }
    }
  }

  private static let text = SampleAudit.rendered(SampleAudit.audit(), as: "json")

  @Test(arguments: [
    ("acme/owned", "pricing", "pass", ["/owner/team:6=Prices"]),
    ("acme/current", "pricing", "fail", ["/oversight/lastReviewed:8=2025-03-01"]),
    ("acme/current", "search", "not-applicable", ["/oversight/lastReviewed:1=absent"]),
    ("acme/owned", "search", "waived", ["/owner/team:1=absent"]),
    ("acme/staged", "broken", "blocked", ["/stage:5=pilott"]),
  ])
  func saysWhatWasRead(rule: String, subject: String, outcome: String, reads: [String]) throws {
    let record = try Record(AuditRecordTests.text)
    #expect(try record.result(rule, of: subject)["outcome"] as? String == outcome)
    #expect(try record.reads(rule, of: subject) == reads)
  }

  @Test func saysWhoAnswers() throws {
    let waived = try Record(AuditRecordTests.text).result("acme/owned", of: "search")["waived"] as? [String: String]
    #expect(waived?["approvedBy"] == "CTO")
    #expect(waived?["until"] == "2026-08-31")
  }

  @Test func namesWhatBlocks() throws {
    let record = try Record(AuditRecordTests.text)
    let findings = try #require(record.object["findings"] as? [[String: Any]])
    let blocking = try #require(try record.result("acme/staged", of: "broken")["findings"] as? [Int])
    #expect(blocking.map { findings[$0]["rule"] as? String } == ["structure/not-in-enum"])
  }

  /// A rule that reads other manifests is blocked by what is broken there, and every such place is named.
  @Test func namesWhatBlocksElsewhere() throws {
    let rules = [
      "known.yaml": RuleTree.rule("appliesTo: Portfolio\nrequire: portfolio.systems.all(s, has(s.stage) && s.stage != 'idea')", id: "acme/known"),
      "own.yaml": RuleTree.rule("require: has(system.stage) && portfolio.systems.all(s, has(s.stage) && s.stage == system.stage)", id: "acme/own"),
    ]
    let manifests = ["a": "stage: pilot", "b": "stage: pilott", "c": "stage: scald", "d": "nmae: x\nstage: pilot"]
    let audit = SampleAudit.audit(manifests.sorted { $0.key < $1.key }.map { ("\($0).yaml", RuleRun.system($1, id: $0)) }, rules: rules)
    let record = try Record(SampleAudit.rendered(audit, as: "json"))
    let findings = try #require(record.object["findings"] as? [[String: Any]])
    func blocking(_ result: [String: Any]) -> [String] {
      (result["findings"] as? [Int] ?? []).map { "\(findings[$0]["path"] ?? "") \(findings[$0]["rule"] ?? "")" }
    }
    let portfolio = try #require((record.object["portfolio"] as? [[String: Any]])?.first { $0["rule"] as? String == "acme/known" })
    #expect(portfolio["outcome"] as? String == "blocked")
    #expect(blocking(portfolio) == ["b.yaml structure/not-in-enum", "c.yaml structure/not-in-enum"])
    let own = try record.result("acme/own", of: "a")
    #expect(own["outcome"] as? String == "blocked")
    // What it read decided at the first.
    #expect(blocking(own) == ["b.yaml structure/not-in-enum"])
  }

  @Test func saysWhatRulesOnThePortfolioRead() throws {
    let record = try Record(AuditRecordTests.text)
    let portfolio = try #require((record.object["portfolio"] as? [[String: Any]])?.first)
    let reads = try #require(portfolio["elsewhere"] as? [[String: Any]])
    #expect(
      reads.map { "\($0["path"] ?? ""):\($0["line"] ?? 0)\($0["pointer"] ?? "")=\($0["value"] ?? "")" }.sorted() == [
        "ai/broken.yaml:3/id=broken", "ai/hostile.yaml:3/id=hostile", "ai/pricing.yaml:3/id=pricing", "ai/search.yaml:3/id=search",
      ])
  }

  /// Of a large portfolio the first values are kept.
  @Test func whatIsReadOfManyIsCut() throws {
    let many = (0..<150).map { ("\($0).yaml", RuleRun.system("", id: "s\($0)")) }
    let record = try Record(SampleAudit.rendered(SampleAudit.audit(many), as: "json"))
    let portfolio = try #require((record.object["portfolio"] as? [[String: Any]])?.first)
    #expect((portfolio["elsewhere"] as? [Any])?.count == 100)
  }

  // MARK: The digest, and what a record says of itself

  private static let commit = String(repeating: "0", count: 40)
  private static let sealed = SampleAudit.rendered(SampleAudit.audit(commit: commit), as: "json")

  /// The text with another digest, as somebody would write it who wants to deceive.
  private static func resealed(_ text: String) -> String {
    let body = text[..<(text.range(of: ",\"digest\":\"", options: .backwards)?.lowerBound ?? text.endIndex)] + "}"
    return body.dropLast() + ",\"digest\":\"\(SHA256.hexadecimal(of: Array(body.utf8)))\"}\n"
  }

  private func problem(_ text: String) -> String? {
    if case .failure(let problem) = AuditClaim.read(Source(path: "r.json", text: text)) { problem.message } else { nil }
  }

  @Test func theDigestIsThatOfTheRest() {
    #expect(AuditRecordTests.resealed(AuditRecordTests.sealed) == AuditRecordTests.sealed)
    #expect(problem(AuditRecordTests.sealed) == nil)
  }

  @Test(arguments: [
    ("not JSON", "no audit record"), ("{}", "no audit record"), ("[1]", "no audit record"), ("", "no audit record"),
  ])
  func othersAreRefused(text: String, words: String) { #expect(problem(text)?.contains(words) == true) }

  @Test func changesAreNoticed() {
    let sealed = AuditRecordTests.sealed
    #expect(problem(sealed.replacing("\"outcome\":\"fail\"", with: "\"outcome\":\"pass\""))?.contains("digest is wrong") == true)
    #expect(problem(String(sealed.dropLast()))?.contains("digest is wrong") == true)
    #expect(problem(AuditRecordTests.resealed(sealed.replacing("\"clean\":true", with: "\"clean\":false")))?.contains("not committed") == true)
    #expect(problem(AuditRecordTests.text)?.contains("outside a repository") == true)
    #expect(problem(AuditRecordTests.resealed(sealed.replacing("\"version\":1}", with: "\"version\":2}")))?.contains("version 2") == true)
  }

  @Test func differencesAreNamed() throws {
    let sealed = AuditRecordTests.sealed
    let audit = SampleAudit.audit(commit: AuditRecordTests.commit)
    func differences(_ text: String) throws -> [String] {
      try AuditClaim.read(Source(path: "r.json", text: AuditRecordTests.resealed(text))).get().differences(from: audit, version: "0")
    }
    #expect(try differences(sealed) == [])
    let changed = sealed.replacing("{\"rule\":\"acme/current\",\"outcome\":\"fail\"", with: "{\"rule\":\"acme/current\",\"outcome\":\"pass\"")
    #expect(try differences(changed) == ["subjects 'pricing' results 'acme/current' outcome: 'pass' in the record, 'fail' now"])
    let older = sealed.replacing("\"tool\":{\"name\":\"govlint\",\"version\":\"0\"", with: "\"tool\":{\"name\":\"govlint\",\"version\":\"9\"")
    #expect(try differences(older) == ["tool version: '9' in the record, '0' now"])
  }
}
