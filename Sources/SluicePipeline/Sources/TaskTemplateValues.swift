import SluiceCore
import SluiceScan

/// What a template of a task sees beside its own product: its params, and the products of the tasks that
/// it reads from.
func templateValues(
  _ params: [ParameterValue.Entry], upstream: [TaskSpec], root: String
) -> [String: TemplateValue] {
  var values: [String: TemplateValue] = [:]
  for entry in params { values[entry.key] = TemplateValue(entry.value) }
  guard !upstream.isEmpty else { return values }
  let items = upstream.map { TemplateValue.Entry($0.name.text, templateValue($0, root: root)) }
  var object = TemplateObject(typeName: "Upstream", items: items)
  if items.count == 1 { object.attributes["first"] = items[0].value }
  values["upstream"] = .object(object)
  return values
}

/// What a template sees of the products of `task`: paths of files are absolute, below `root`.
func templateValue(_ task: TaskSpec, root: String) -> TemplateValue {
  switch task.products {
  case .none: .later("product")
  case .one(let product): templateValue(product, task, root)
  case .several(let named):
    .object(
      TemplateObject(
        typeName: "MetaProduct",
        items: named.map { TemplateValue.Entry($0.key, templateValue($0.product, task, root)) }))
  }
}

private func templateValue(
  _ product: TaskNode.Product, _ task: TaskSpec, _ root: String
) -> TemplateValue {
  let name = task.productClass?.rawValue ?? "File"
  switch product {
  case .file(let path):
    // Ploomber makes the paths of files absolute, and leaves other texts alone.
    let isFile = (task.productClass ?? .file) == .file
    return .object(
      TemplateObject(typeName: name, text: isFile ? Path.joined(root, path) : path))
  case .relation(let parts):
    let table = parts.count >= 2 ? parts[parts.count - 2] : parts.first ?? ""
    let schema = parts.count == 3 ? parts[0] : nil
    return .object(
      TemplateObject(
        typeName: name, text: schema.map { "\($0).\(table)" } ?? table,
        attributes: [
          "name": .string(table), "schema": schema.map { .string($0) } ?? .null,
          "kind": .string(parts.last ?? ""),
        ]))
  }
}
