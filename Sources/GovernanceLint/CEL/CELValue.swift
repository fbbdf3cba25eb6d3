enum CELValue: Sendable { case null }
struct CELContext {}
