enum CELMessagePart: Sendable { case text(String), value(CELProgram) }
struct CELPlannedPath: Sendable {}
struct CELExplanation { var reasons: [Reason] = []; var reads: [CELRead] = []
  static func ofFalse(_ p: CELProgram, in c: inout CELContext) -> CELExplanation { c.startRecording(); _ = c.test(p); let r = c.stopRecording()
   return CELExplanation(reasons: r.map { Reason(expression: $0.missing.joined(separator: "."), value: $0.node.text, place: $0.node.place) }, reads: r) } }
struct ZPart { var text: String; var expression: CheckedExpression? }
enum CELTemplate { static func check(_ t: String, in e: CELEnvironment, assuming: CELGuards) -> ([ZPart], [CELProblem]) { ([ZPart(text: t, expression: nil)], []) } }
enum CELPlacePath { static func check(_ t: String, in e: CELEnvironment) -> (CELPlannedPath?, [CELProblem]) { (nil, []) } }
extension CELContext { mutating func locate(_ p: CELPlannedPath) -> Node? { nil } 
  mutating func startRecording() { isRecording = true; reads = [] }
  mutating func stopRecording() -> [CELRead] { isRecording = false; return reads }
  mutating func unset(_ r: Range<Int>) { for i in r { variables[i] = nil } } }
extension CELRead { var isSettled: Bool { outcome == .notApplicable || node.resolved["notApplicable"] != nil } }
