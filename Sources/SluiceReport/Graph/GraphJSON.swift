import SluiceCore
package import SluicePipeline

/// The graph as `sluice.graph/1`. Keys are only ever added to this schema.
package func graphJSON(_ analysis: Analysis) -> JSONValue {
  .object([
    "schema": .string("sluice.graph/1"),
    "project": .object([
      "name": .string(analysis.projectName),
      "root": .string("."),
      "entry": .string(analysis.entry),
    ]),
    "tasks": .array(analysis.graph.order.map { taskJSON($0, in: analysis.graph) }),
    "findings": .array(
      analysis.diagnostics.map { findingJSON($0, sources: analysis.sources) }),
  ])
}

/// One task of the graph, as every JSON answer shows it.
package func taskJSON(_ position: Int, in graph: PipelineGraph) -> JSONValue {
  let task = graph.tasks[position]
  let upstream = graph.upstream[position].map { graph.tasks[$0.upstream].name.text }.sorted()
  return .object([
    "name": .string(task.name.text),
    "class": .string(task.className),
    "source": .string(task.source),
    "upstream": .array(upstream.map(JSONValue.string)),
    "products": json(task.products),
    "params": .object(task.params.map { .init($0.key, json($0.value)) }),
    "unknown_upstream": .bool(task.hasUnknownUpstream),
  ])
}

private func json(_ products: TaskNode.Products) -> JSONValue {
  switch products {
  case .none: .null
  case .one(let product): json(product)
  case .several(let named): .object(named.map { .init($0.key, json($0.product)) })
  }
}

private func json(_ product: TaskNode.Product) -> JSONValue {
  switch product {
  case .file(let path): .string(path)
  case .relation(let parts): .array(parts.map(JSONValue.string))
  }
}

/// Recursion is bounded by the depth that the YAML reader allows.
func json(_ value: ParameterValue) -> JSONValue {
  switch value {
  case .null: .null
  case .bool(let flag): .bool(flag)
  case .int(let digits): .digits(digits)
  case .float(let number): .double(number)
  case .string(let string): .string(string)
  case .list(let values), .tuple(let values): .array(values.map(json))
  case .opaque(let text): .string(text)
  case .mapping(let entries): .object(entries.map { .init($0.key, json($0.value)) })
  }
}
