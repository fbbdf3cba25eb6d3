/// Whether a finding was there at the base of the comparison (SARIF 2.1.0, 3.27.24 `baselineState`, spelled as there).
public enum BaselineState: String, Sendable {
  /// The base did not have it.
  case new
  /// The base had it too.
  case unchanged
  /// The base had it, and it is gone.
  case absent
}
