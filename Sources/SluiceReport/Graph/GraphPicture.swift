import SluiceCore
package import SluicePipeline

/// A form that a pipeline's graph can be written in.
package enum GraphFormat: String, Hashable, Sendable, CaseIterable {
  /// Lanes and tasks, for a terminal.
  case text
  /// Graphviz.
  case dot
  /// A Mermaid flowchart, which code hosts draw inside Markdown.
  case mermaid
  /// `sluice.graph/1`, for programs.
  case json
}

/// The graph of `analysis` in `format`, its tasks in the graph's order, with a newline at the end.
/// The same analysis gives the same text. `style` and `width` (terminal columns) concern `text`.
package func graphPicture(
  _ analysis: Analysis, format: GraphFormat, style: Style = .plain, width: Int = 100
) -> String {
  switch format {
  case .text: GraphText(analysis, style: style, width: width).text
  case .dot: dotPicture(analysis)
  case .mermaid: mermaidPicture(analysis)
  case .json: graphJSON(analysis).document
  }
}

extension PipelineGraph {
  /// Positions of the tasks that lie on a cycle.
  var tasksOnCycles: Set<Int> { Set(cycles.joined()) }
}

extension TaskNode.Product {
  /// `output/model.pickle`, or a relation's parts joined by dots without its kind: `main.clean`.
  var shortText: String {
    switch self {
    case .file(let path): path
    case .relation(let parts):
      (parts.count > 1 ? parts.dropLast() : parts[...])
        .joined(separator: ".")
    }
  }
}

extension TaskNode.Products {
  /// Every product's short text, in declared order.
  var shortTexts: [String] {
    switch self {
    case .none: []
    case .one(let product): [product.shortText]
    case .several(let products): products.map(\.product.shortText)
    }
  }
}
