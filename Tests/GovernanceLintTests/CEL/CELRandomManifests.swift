@testable import GovernanceLint

/// Manifests that satisfy the sample types, with every optional field there or not by chance, and evaluations on them.
struct CELRandomManifests {
  private var state: UInt64
  private let table = CELSampleTypes.table

  /// The same seed gives the same manifests.
  init(seed: UInt64) { state = seed }

  /// Evaluates a checked expression on that many manifests to which `condition` applies; the first failure, and the manifest.
  mutating func failure(
    of checked: CheckedExpression, when condition: CheckedExpression, in environment: CELEnvironment, manifests: Int
  ) -> (message: String, manifest: String)? {
    var planner = CELPlanner(code: CELCode(types: environment.types), environment: environment)
    let (when, program) = (planner.plan(condition), planner.plan(checked))
    var code = planner.code
    let shape = code.shapes.shape(of: .object(0))
    var context = CELContext(code: code, variables: environment.variables.count)
    context.variables[1] = .timestamp(CELTimestamp(CivilDate(daysSinceEpoch: 20_000)))
    context.variables[2] = .fields([("a", .texts(["x"])), ("b", .texts([]))])
    for _ in 0..<manifests {
      let manifest = json(.object(0))
      let (document, findings) = JSONParser.parse(Source(path: "m.json", text: manifest), limits: DocumentLimits())
      guard findings.isEmpty, let root = document.roots.first else { return ("no document", manifest) }
      context.variables[0] = .node(CELNode(root, shape: shape))
      for index in 3..<max(3, environment.variables.count) { context.variables[index] = nil }
      guard case .bool(true) = context.evaluate(when) else { continue }
      if case .failure(let failure) = context.evaluate(program) { return (failure.message, manifest) }
    }
    return nil
  }

  private mutating func json(_ type: CELType) -> String {
    switch type {
    case .object(let index):
      let present = table.objects[index].fields.filter { $0.isRequired || next(2) == 0 }
      return "{\(present.map { "\"\($0.name)\": \(json($0.type))" }.joined(separator: ", "))}"
    case .list(let element): return "[\((0..<next(4)).map { _ in json(element) }.joined(separator: ", "))]"
    case .map: return "{\((0..<next(3)).map { "\"\(["ethics", "x", "y"][$0])\": \"v\"" }.joined(separator: ", "))}"
    case .choice(let index): return "\"\(table.choices[index][next(table.choices[index].count)])\""
    case .timestamp: return "\"20\(20 + next(10))-0\(1 + next(9))-15\""
    case .double: return "\(next(5)).5"
    case .bool: return next(2) == 0 ? "true" : "false"
    default: return ["\"a\"", "\"b\"", "\"\""][next(3)]
    }
  }

  /// A number below `bound` (SplitMix64).
  private mutating func next(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
  }
}
