import SluiceCore
package import SluicePipeline

/// What `sluice list` speaks of.
package enum ListedThing: String, CaseIterable, Sendable {
  case tasks, products, sources, upstream
}

/// Lines of a project's tasks, products, sources or dependencies, in topological order. The tasks of a
/// grid are one line, unless `isExpanded`.
package func listText(
  _ analysis: Analysis, _ thing: ListedThing, isExpanded: Bool, style: Style
) -> String {
  let entries = listEntries(analysis, isExpanded: isExpanded)
  let graph = analysis.graph
  switch thing {
  case .tasks:
    var table = TextTable(["name", "tasks", "class", "source", "upstream"])
    for entry in entries {
      let node = graph.tasks[entry.first]
      table.add([
        (entry.name, .strong), (entry.positions.count > 1 ? "\(entry.positions.count)" : "", nil),
        (node.className, .accent), (node.source, nil),
        (entry.upstream.joined(separator: ", "), nil),
      ])
    }
    return table.text(style)
  case .products:
    var table = TextTable(["product", "key", "task"])
    for entry in entries {
      for position in entry.positions {
        for (key, product) in graph.tasks[position].products.keyed {
          table.add([
            (product, nil), (key, .accent), (graph.tasks[position].name.text, .strong),
          ])
        }
      }
    }
    return table.text(style)
  case .sources:
    var table = TextTable(["source", "class", "tasks"])
    let places = Dictionary(
      entries.enumerated().map { ($0.element.first, $0.offset) }, uniquingKeysWith: { $1 })
    for (source, positions) in sources(graph) {
      let names =
        isExpanded
        ? positions.map { graph.tasks[$0].name.text }
        : positions.compactMap { places[$0] }.sorted().map { entries[$0].name }
      table.add([
        (source, nil), (graph.tasks[positions[0]].className, .accent),
        (names.joined(separator: ", "), .strong),
      ])
    }
    return table.text(style)
  case .upstream:
    var table = TextTable(["task", "upstream"])
    for entry in entries {
      for name in entry.upstream { table.add([(entry.name, .strong), (name, nil)]) }
    }
    return table.text(style)
  }
}

/// The same as `sluice.list/1`: under the thing's own name an array.
package func listJSON(_ analysis: Analysis, _ thing: ListedThing, isExpanded: Bool) -> String {
  let graph = analysis.graph
  let entries = listEntries(analysis, isExpanded: isExpanded)
  let elements: [JSONValue]
  switch thing {
  case .tasks:
    elements = entries.map { entry in
      guard case .object(let members) = taskJSON(entry.first, in: graph) else { return .null }
      guard entry.positions.count > 1 else { return .object(members) }
      return .object([
        .init("name", .string(entry.name)),
        .init("class", .string(graph.tasks[entry.first].className)),
        .init("source", .string(graph.tasks[entry.first].source)),
        .init("upstream", .array(entry.upstream.map(JSONValue.string))),
        .init(
          "tasks", .array(entry.positions.map { .string(graph.tasks[$0].name.text) })),
      ])
    }
  case .products:
    elements = entries.flatMap(\.positions).flatMap { position in
      graph.tasks[position].products.keyed.map { key, product -> JSONValue in
        .object([
          "product": .string(product), "key": key.isEmpty ? .null : .string(key),
          "task": .string(graph.tasks[position].name.text),
        ])
      }
    }
  case .sources:
    elements = sources(graph).map { source, positions in
      .object([
        "source": .string(source), "class": .string(graph.tasks[positions[0]].className),
        "tasks": .array(positions.map { .string(graph.tasks[$0].name.text) }),
      ])
    }
  case .upstream:
    elements = entries.map { entry in
      .object([
        "task": .string(entry.name), "upstream": .array(entry.upstream.map(JSONValue.string)),
      ])
    }
  }
  let value: JSONValue = .object([
    "schema": .string("sluice.list/1"),
    thing.rawValue: .array(elements),
    "findings": .array(
      analysis.diagnostics.map { findingJSON($0, sources: analysis.sources) }),
  ])
  return value.document
}

/// One line of a list: a task, or all tasks of a grid.
private struct ListEntry {
  var name: String
  var positions: [Int]
  /// Names of what it reads from, sorted; grids by their common name.
  var upstream: [String]
  var first: Int { positions[0] }
}

private func listEntries(_ analysis: Analysis, isExpanded: Bool) -> [ListEntry] {
  let groups = TaskGroups(analysis, isExpanded ? .none : .grids)
  // Texts are compared once, not edge by edge.
  let names = Set(groups.groups.map(\.name)).sorted()
  let ranks = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
  let rank = groups.groups.map { ranks[$0.name] ?? 0 }
  return groups.groups.map { group in
    var upstream: Set<Int> = []
    for position in group.positions {
      for edge in analysis.graph.upstream[position] {
        upstream.insert(rank[groups.number[edge.upstream]])
      }
    }
    return ListEntry(
      name: group.name, positions: group.positions, upstream: upstream.sorted().map { names[$0] })
  }
}

private func sources(_ graph: PipelineGraph) -> [(source: String, positions: [Int])] {
  var result: [(source: String, positions: [Int])] = []
  var known: [String: Int] = [:]
  for position in graph.order {
    let source = graph.tasks[position].source
    if let index = known[source] {
      result[index].positions.append(position)
    } else {
      known[source] = result.count
      result.append((source, [position]))
    }
  }
  return result
}

extension TaskNode.Products {
  /// Each product with its key, empty for the only one.
  var keyed: [(key: String, product: String)] {
    switch self {
    case .none: []
    case .one(let product): [("", product.shortText)]
    case .several(let named): named.map { ($0.key, $0.product.shortText) }
    }
  }
}
