import SluiceCore
import SluicePipeline

/// A form that a pipeline's graph can be written in.
package enum GraphFormat: String, Hashable, Sendable, CaseIterable {
  /// Lanes and tasks, for a terminal.
  case text
  /// Graphviz.
  case dot
  /// A Mermaid flowchart, which code hosts draw inside Markdown.
  case mermaid
  /// A picture that stands by itself.
  case svg
  /// A page to explore, which needs nothing else.
  case html
  /// `sluice.graph/1`, for programs.
  case json

  /// What a file's name ends with tells its form; `nil` for what ends otherwise.
  package init?(ofFile path: String) {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return nil }
    switch name[name.index(after: dot)...].lowercased() {
    case "txt": self = .text
    case "dot", "gv": self = .dot
    case "mmd", "mermaid": self = .mermaid
    case "svg": self = .svg
    case "html", "htm": self = .html
    case "json": self = .json
    default: return nil
    }
  }

  /// Whether tasks at the same place are drawn as one unless the user says otherwise: in what people
  /// look at, not in what programs read.
  package var isFoldedByDefault: Bool {
    switch self {
    case .text, .svg, .html: true
    case .dot, .mermaid, .json: false
    }
  }

  /// Whether the form shows what has to run again.
  package var showsStatus: Bool {
    switch self {
    case .svg, .html: true
    case .text, .dot, .mermaid, .json: false
    }
  }
}

/// The graph in `format`, its tasks in the graph's order, with a newline at the end. The same subject
/// gives the same text. `style` and `width` (terminal columns) concern `text`. JSON is never folded.
package func graphPicture(
  _ subject: GraphSubject, format: GraphFormat, style: Style = .plain, width: Int = 100
) -> String {
  switch format {
  case .text:
    GraphText(FoldedGraph(subject), style: style, width: width).text
  case .dot: dotPicture(FoldedGraph(subject))
  case .mermaid: mermaidPicture(FoldedGraph(subject))
  case .svg: svgPicture(subject)
  case .html: htmlPage(subject)
  case .json: graphJSON(subject.analysis).document
  }
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
