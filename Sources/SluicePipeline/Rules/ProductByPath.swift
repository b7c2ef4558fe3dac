import SluiceCore
import SluiceScan

extension DiagnosticKind {
  static let productByPath = DiagnosticKind(
    code: "SL255", name: "product-by-path", severity: .warning,
    explanation: """
      A task's code names the product of another task by its path, and nothing says that it runs behind
      that task. On one machine the file may be there from the last time; on the cluster both may run at
      the same moment, and the task finds no file, an old one, or half of one.

      ```python
      def fit(product):
          frame = pd.read_csv('output/clean.csv')         # the product of 'clean'

      def fit(product, upstream):
          frame = pd.read_csv(upstream['clean'])          # now 'clean' comes first
      ```

      Read the path from `upstream`, which also makes the dependency. Writing to another task's product is
      the same mistake.
      """)
}

extension Rule {
  static let productByPath = Rule(kind: .productByPath) { analysis, found in
    var reached: [Int: Set<Int>] = [:]
    for use in CodePath.all(of: analysis) {
      guard let path = use.path, let product = analysis.products.first(path),
        product.task != use.task,
        !analysis.graph.tasks[use.task].hasUnknownUpstream,
        !analysis.tasks[use.task].spec.products.all.contains(.file(path))
      else { continue }
      let owner = product.task
      let before = reached[use.task] ?? ancestors(of: use.task, in: analysis.graph)
      reached[use.task] = before
      let isWritten = use.literal.use == .written
      if before.contains(owner), !isWritten { continue }
      let task = analysis.tasks[use.task].spec
      let other = analysis.tasks[owner].spec
      let key = other.name.text
      let does =
        switch use.literal.use {
        case .read: "reads"
        case .written: "writes"
        case .unknown: "names"
        }
      found.append(
        Diagnostic(
          kind: .productByPath, range: use.literal.range,
          message: "'\(task.name.text)' \(does) the product of '\(key)', "
            + (isWritten ? "which only '\(key)' should write" : "and does not run behind it"),
          related: [.init(range: product.range, message: "'\(key)' makes it")],
          help: isWritten
            ? "give the file another name, and declare it as a product of '\(task.name.text)'"
            : "read it from `\(expression(for: key, in: analysis.tasks[use.task].source))`",
          fix: ancestors(of: owner, in: analysis.graph).contains(use.task)
            ? nil : edgeFix(use, from: owner, product: product.index, analysis), task: task.name))
    }
  }

  /// How the task's language spells its upstream.
  private static func expression(for key: String, in source: SourceState) -> String {
    switch source {
    case .script(_, let scan) where scan.language == .r: "upstream[[\"\(key)\"]]"
    case .template: "{{upstream['\(key)']}}"
    case .function, .script, .failed, .notRead: "upstream['\(key)']"
    }
  }

  private static func ancestors(of task: Int, in graph: PipelineGraph) -> Set<Int> {
    var all: Set<Int> = []
    var open = [task]
    while let at = open.popLast() {
      for edge in graph.upstream[at] where all.insert(edge.upstream).inserted {
        open.append(edge.upstream)
      }
    }
    return all
  }
}
