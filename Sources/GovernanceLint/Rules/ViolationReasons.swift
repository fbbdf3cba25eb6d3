// What is made of the reasons why a rule's condition is false.

extension [CELReason] {
  /// The reasons that help whoever has to mend the manifest.
  ///
  /// Left out is what the finding points at already, and, where the manifest says something, tables and the variables of macros,
  /// which only the rule's author knows.
  func worthTelling(besides place: Place) -> [Reason] {
    let isSaid = contains { $0.node != nil }
    return compactMap { reason in
      guard let node = reason.node else {
        let isSetting = reason.expression == "today" || reason.expression.utf8.starts(with: "params.".utf8)
        return isSaid && !isSetting ? nil : Reason(expression: reason.expression, value: reason.value, place: nil)
      }
      let anchor = node.anchor()
      let isShown = reason.value != nil && anchor.range == place.range && anchor.source.isSameFile(as: place.source)
      return isShown ? nil : Reason(expression: reason.expression, value: reason.value, place: anchor)
    }
  }
}

extension CELReason {
  /// Whether a person has decided that what was read does not apply, there or in the section around it.
  var isSettled: Bool {
    isNotApplicable || (value == nil && node?.resolved.pair(named: CELSchemaTypes.notApplicable) != nil)
  }
}
