/// Writes AI-system manifests of about 4 kB like those that people keep: the same ones in each run.
enum ManifestGenerator {
  /// The as-of date that the manifests are written for.
  static let asOf = "2026-06-30"
  /// A file that the manifests refer to, relative to their folder.
  static let evidence = (path: "evidence/bias-audit.md", text: "# Bias audit\n")

  /// The manifest of that number, as YAML. One in six has a mistake, of two kinds, so that findings are made too.
  static func manifest(_ number: Int) -> String {
    var choice = Choice(number)
    let profile = choice.among(profiles)
    let area = choice.among(["DE, AT", "DE", "FR", "DE, FR", "DE, AT, FR"])
    let team = choice.among(["Discovery", "Pricing", "Customer service", "Marketing", "Logistics", "Payments"])
    let metric = choice.among(["exposure ratio of small brands", "mean price gap", "resolution rate gap", "false positive gap"])
    return """
      # Kept beside the service; changed only by pull request to \(team).
      apiVersion: govlint/v1
      kind: AISystem
      id: \(profile.application)-\(number)
      name: \(profile.name) \(number)
      description: \(profile.description)
      application: \(profile.application)
      stage: \(choice.among(["pilot", "production", "production", "scaled"]))
      deployed: \(choice.date(2025, months: 9...12))
      owner: {team: \(team), steward: Head of \(team.lowercased()), contact: "#\(profile.application)"}
      model: {name: \(profile.application)-net, version: "\(choice.number(1...9)).\(choice.number(0...20))", origin: in-house}
      personalization: none
      channels: [web, app]
      audience: [customers]
      regions: [\(area)]
      regulations: [gdpr, eu-ai-act]

      objective:
        statement: Raise the \(profile.metric) from \(choice.number(10...40)) to \(choice.number(41...80)) by the end of 2026
        businessGoal: Raise the average order value by \(choice.number(4...15)) % within twelve months
        metric: \(profile.metric)
        baseline: \(choice.number(10...40)).\(choice.number(0...9))
        target: \(choice.number(41...80))
        unit: percent
        start: 2026-01-01
        deadline: 2026-12-31
        capability: \(profile.metric) prediction

      # A poor decision costs little here and is undone with the next run.
      risk:
        reversibility: reversible
        financialMagnitude: low
        customerSensitivity: \(choice.among(["low", "medium"]))
        regulatoryExposure: \(choice.among(["low", "medium"]))
        errorConsequence: Customers see something that does not interest them
        assessed: \(choice.date(2026, months: 1...5))

      oversight:
        tier: \(choice.mistake == .unknownTier ? "automatic-with-audit" : "automated-with-audit")
        rationale: Errors are cheap and undone with the next page view
        reviewer: \(team) lead
        auditEvery: P1M
        lastAudit: 2026-06-\(choice.number(10...29))
        interventionLevel: active-exception-handling
        escalation: Feedback link under each result; read by \(team)
        exceptionHandling: \(team) gets a list of odd cases each morning and blocks them
        lastReviewed: \(choice.date(choice.mistake == .overdueReview ? 2025 : 2026, months: 5...5))
        override: \(team) lead switches to the rule-based fallback

      \(privacy(&choice))
      \(bias(&choice, metric: metric))
      transparency:
        notice:
          text: Von KI ausgewählt, basierend auf Ihren Käufen und angesehenen Artikeln.
          placement: Above each row of results
          languages: [de, fr]
          updated: \(choice.date(2026, months: 1...5))
        explanations:
          customers: Chosen because of what you bought and viewed
          business: Similar baskets of the last 13 months, reranked for margin and novelty
        explainability: {method: The nearest cases are stored with each result}
        controls:
          - {kind: opt-out, url: "https://gadgetgo.example/account/\(profile.application)"}
          - {kind: data-access, url: "https://gadgetgo.example/privacy"}

      data:
        sources:
          - {name: purchases, system: Harbour, owner: Customer data, accessible: true}
          - {name: stock, system: ERP, owner: Logistics, accessible: true}

      """
  }

  private static func privacy(_ choice: inout Choice) -> String {
    """
    privacy:
      personalData: true
      categories: [purchase history, browsing history]
      purposes: [recommend products]
      minimization: Clicks older than 13 months are dropped before training
      retention: P\(choice.number(6...24))M
      dpia: {status: completed, date: \(choice.date(2025)), reference: \(evidence.path)}
      subjectRights: https://gadgetgo.example/privacy

    consent:
      basis: consent
      mechanism: Preference centre, asked at first visit and in the account
      clear: true
      granular: true
      specific: true
      manage: https://gadgetgo.example/account/privacy
      withdraw: https://gadgetgo.example/account/privacy
      purposes: [recommend products]
      channels:
        - {name: web, obtained: \(choice.date(2025)), mechanism: Consent dialogue}
        - {name: app, obtained: \(choice.date(2025)), mechanism: Consent dialogue}
      records: Consent ledger
      lastReviewed: \(choice.date(2026, months: 1...5))

    """
  }

  private static func bias(_ choice: inout Choice, metric: String) -> String {
    let stages = [("training", 2025, 5), ("deployment", 2025, 8), ("periodic", 2026, 4)]
    let audits = stages.prefix(choice.number(2...3)).map { stage, year, month in
      """
          - date: \(choice.date(year, months: month...month))
            stage: \(stage)
            auditor: Internal audit
            independent: true
            team: {diverse: true, roles: [internal auditor, data scientist, consumer advocate]}
            metrics: [{name: \(metric), group: region, value: 0.\(choice.number(70...95)), min: 0.7}]
            outcome: pass
            report: \(evidence.path)
      """
    }
    return """
      bias:
        relevant: true
        risks: [filter-bubble, popularity-bias, underrepresentation]
        audits:
      \(audits.joined(separator: "\n"))
        auditEvery: P1Y
        data: {representative: false, gaps: Few customers outside cities; reweighed}
        mitigations:
          - {phase: pre-processing, technique: Reweighing by region}
          - {phase: post-processing, technique: One slot in six for new and small brands}
        drift: {monitored: true, metric: \(metric), threshold: 0.7, every: P7D}

      """
  }

  private struct Profile {
    var application: String
    var name: String
    var description: String
    var metric: String
  }

  private static let profiles = [
    Profile(
      application: "recommendation-engine", name: "Product recommendations",
      description: "Picks products that go with what a customer looks at or bought.", metric: "click rate"),
    Profile(
      application: "site-search", name: "Search ranking", description: "Orders the results of the shop's own search.",
      metric: "conversion of searches"),
    Profile(
      application: "inventory-optimization", name: "Stock levels",
      description: "Sets the stock of each product in each warehouse.", metric: "availability"),
    Profile(
      application: "churn-prediction", name: "Churn prediction", description: "Estimates which customers will not come back.",
      metric: "retention rate"),
    Profile(
      application: "demand-forecasting", name: "Demand forecast",
      description: "Forecasts the units sold per product, warehouse and week.", metric: "forecast accuracy"),
  ]

  private enum Mistake {
    case unknownTier
    case overdueReview
  }

  /// Numbers that depend only on the manifest's own (SplitMix64).
  private struct Choice {
    private var state: UInt64
    let mistake: Mistake?

    init(_ number: Int) {
      state = UInt64(truncatingIfNeeded: number)
      mistake = number % 12 == 7 ? .unknownTier : number % 12 == 3 ? .overdueReview : nil
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int {
      state &+= 0x9E37_79B9_7F4A_7C15
      var bits = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
      return range.lowerBound + Int((bits ^ (bits >> 31)) % UInt64(range.count))
    }

    mutating func among<Element>(_ elements: [Element]) -> Element { elements[number(0...elements.count - 1)] }

    mutating func date(_ year: Int, months: ClosedRange<Int> = 1...12) -> String {
      "\(year)-\(padded(number(months)))-\(padded(number(1...28)))"
    }

    private func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
  }
}
