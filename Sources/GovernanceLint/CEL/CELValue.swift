enum CELValue: Sendable {
  case null
  case optional(Int?)
}
