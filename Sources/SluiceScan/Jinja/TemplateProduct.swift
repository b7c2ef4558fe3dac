import SluiceCore

extension JinjaTemplate {
  /// What `{% set product = CLASS([…]) %}` says, wherever it stands: of several the last counts, run or
  /// not, as Ploomber has it.
  func product(file: Int) -> SourceProduct {
    var product = SourceProduct()
    for node in nodes {
      guard case .set(let target, let value) = node.kind else { continue }
      switch self[target].kind {
      case .name("product", _): product = self.product(assigned: value, node.range, file: file)
      case .tuple, .list:
        // Ploomber asks every target for its name, and these have none.
        let place = SourceRange(file: file, bytes: self[target].range)
        return SourceProduct(
          statement: SourceRange(file: file, bytes: node.range),
          diagnostics: [
            SourceProduct.refused(
              "Ploomber cannot read a template that sets several names at once", place,
              help: "write one `{% set … %}` for each name")
          ])
      default: break
      }
    }
    return product
  }

  private func product(
    assigned value: JinjaNode.ID, _ statement: Range<Int>, file: Int
  ) -> SourceProduct {
    var product = SourceProduct(statement: SourceRange(file: file, bytes: statement))
    func refuse(_ message: String, _ id: JinjaNode.ID) {
      product.diagnostics = [
        SourceProduct.refused(
          message, SourceRange(file: file, bytes: self[id].range),
          help: "write `{% set product = SQLRelation(['name', 'table']) %}`")
      ]
    }
    guard case .call(let callee, let arguments) = self[value].kind,
      case .name(let className, _) = self[callee].kind
    else {
      refuse("'product' is no call of a product class, and Ploomber reads only that", value)
      return product
    }
    product.className = className
    guard let first = arguments.first(where: { $0.form == .positional }) else {
      refuse("the product has no value", value)
      return product
    }
    let read = sourceValue(of: first.value, file: file)
    if read.firstUnknown != nil {
      refuse("the product's value is no constant, and Ploomber reads only that", first.value)
    } else {
      product.value = read
    }
    return product
  }

  /// Recursive to the depth of the tree, which is bounded.
  private func sourceValue(of id: JinjaNode.ID, file: Int) -> SourceValue {
    let range = SourceRange(file: file, bytes: self[id].range)
    switch self[id].kind {
    case .tuple(let items), .list(let items):
      return SourceValue(kind: .list(items.map { sourceValue(of: $0, file: file) }), range: range)
    case .dictionary: return SourceValue(kind: .other("dict"), range: range)
    case .constant(.none): return SourceValue(kind: .none, range: range)
    case .constant(.boolean): return SourceValue(kind: .other("bool"), range: range)
    case .constant(.integer): return SourceValue(kind: .other("int"), range: range)
    case .constant(.float): return SourceValue(kind: .other("float"), range: range)
    default:
      return SourceValue(kind: constantText(id).map { .text($0) } ?? .unknown, range: range)
    }
  }
}
