@testable import GovernanceLint

/// A manifest of the sample types, and expressions evaluated on it.
enum CELSampleManifest {
  static let text = """
    id: churn-model
    stage: production
    audience: [customers]
    deployed: 2026-03-31
    score: 5
    regions: ["DE", 'FR', "\\u0055S"]
    bias:
      relevant: true
      audits:
        - {date: 2025-01-10, outcome: fail}
        - {date: 2026-02-01, outcome: pass}
    risk: {reversibility: irreversible, customerSensitivity: }
    oversight: {tier: automated-with-audit, rationale: {notApplicable: decided by the board}}
    vendors:
      - name: Acme
        dpa: {signed: true, expires: 2026-12-31T12:00:00+02:00}
      - name: Umbrella
    notes: {n: 12, list: [1, 2.5, yes, true, ~]}
    strive: {ethicalAlignment: reviewed, technicalEfficacy: ""}
    """

  /// A machine with the manifest as `system` and 2026-06-30 as `today`, and the program of an expression; nil, and why, where it does
  /// not check.
  static func machine(
    _ expression: String, lets: [(String, String)] = [], host: Host = Host(), manifest: String = text
  ) -> (CELContext, CELProgram)? {
    let (environment, _) = CELSampleTypes.environment(lets: lets)
    let (checked, problems) = CELChecker.check(expression, in: environment)
    guard problems.isEmpty else { return nil }
    var planner = CELPlanner(code: CELCode(types: environment.types), environment: environment)
    let program = planner.plan(checked)
    var context = CELContext(code: planner.code, variables: environment.variables.count, host: host)
    let (document, _) = Document.parse(Source(path: "system.yaml", text: manifest))
    guard let root = document.roots.first, let today = CivilDate("2026-06-30") else { return nil }
    context.variables[0] = .node(CELNode(root, shape: context.code.shapes.object(0)))
    context.variables[1] = CELValue(today)
    context.variables[2] = .fields([("high", .texts(["pricing", "credit"]))])
    context.today = CELTimestamp(today)
    return (context, program)
  }

  /// What an expression gives, as the language writes it; a failure as `failed: message @ text of the part`.
  static func evaluate(_ expression: String, lets: [(String, String)] = []) -> String {
    guard case (var context, let program)? = machine(expression, lets: lets) else { return "does not check" }
    let value = context.evaluate(program)
    guard case .failure(let failure) = value else { return context.literal(of: value) }
    return "failed: \(failure.message) @ \(context.code.text(of: failure.instruction))"
  }
}
