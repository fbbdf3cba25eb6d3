/// Which schemas apply to a value together with one schema.
enum SchemaReach {
  /// Those that apply in any case: `$ref` and `allOf`.
  case always
  /// Those that apply in some cases too: alternatives, conditions, dependencies.
  case possibly
}

extension SchemaTables {
  /// Calls `body` with the keywords of a schema and of all that apply to the same value.
  func visit(_ schema: Int32, _ reach: SchemaReach, _ body: (SchemaKeyword) -> Void) {
    var seen: Set<Int32> = [schema]
    var pending = [schema]
    while let next = pending.popLast() {
      let record = flat.records[next]
      for index in record.first..<record.end {
        body(flat.keywords[index])
        for target in targets(flat.keywords[index], reach).reversed() where target >= 0 && seen.insert(target).inserted {
          pending.append(target)
        }
      }
    }
  }

  private func targets(_ keyword: SchemaKeyword, _ reach: SchemaReach) -> [Int32] {
    switch keyword {
    case .reference(let target), .dynamicReference(_, let target): return [target]
    case .allOf(let first, let count): return list(first, count)
    case .anyOf(let first, let count), .oneOf(let first, let count):
      return reach == .possibly ? list(first, count) : []
    case .condition(let test, let then, let otherwise): return reach == .possibly ? [test, then, otherwise] : []
    case .dependencies(let first, let end):
      return reach == .possibly ? dependencies[Int(first)..<Int(end)].map(\.schema) : []
    default: return []
    }
  }

  /// What the schemas within reach say about objects.
  func objects(reachedFrom schema: Int32, _ reach: SchemaReach) -> [ObjectRules] {
    var result: [ObjectRules] = []
    visit(schema, reach) { keyword in
      if case .object(let index) = keyword { result.append(flat.objects[index]) }
    }
    return result
  }

  /// Whether a schema names the one value that it accepts.
  func isConstant(_ schema: Int32) -> Bool {
    var isConstant = false
    visit(schema, .always) { keyword in
      if case .values(let index) = keyword, flat.enumerations[index].isConstant { isConstant = true }
    }
    return isConstant
  }
}
