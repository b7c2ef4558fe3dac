import SluiceCore
import SluiceScan

/// Replaces the placeholders in the paths that sources declare (`extract_product`): Ploomber renders each
/// path with the task's params and its upstream. What `pipeline.yaml` declares has none left by then.
struct ProductPlaceholders {
  /// In the order in which the tasks could run.
  private(set) var diagnostics: [Diagnostic] = []
  /// The project's absolute path, `nil` for a folder in memory.
  private let root: String?

  init(root: String?) {
    self.root = root
  }

  /// Whether any task changed. A path that cannot be told stays as it is.
  mutating func fill(
    _ tasks: inout [ReadTask], along graph: PipelineGraph, _ meta: MetaSpec
  ) -> Bool {
    guard meta.extractProduct,
      tasks.contains(where: { $0.spec.products.all.contains(where: \.hasPlaceholder) })
    else {
      return false
    }
    var changed = false
    for position in graph.order {
      guard tasks[position].spec.products.all.contains(where: \.hasPlaceholder) else { continue }
      let upstream = graph.upstream[position].map { tasks[$0.upstream].spec }
      fill(&tasks[position].spec, upstream)
      changed = true
    }
    return changed
  }

  private mutating func fill(_ task: inout TaskSpec, _ upstream: [TaskSpec]) {
    let values = templateValues(task.params, upstream: upstream, root: root ?? "")
    switch task.products {
    case .none: break
    case .one(let product):
      task.products = .one(rendered(product, values, task.productRanges.first, task))
    case .several(var named):
      for index in named.indices {
        let range = task.productRanges.indices.contains(index) ? task.productRanges[index] : nil
        named[index].product = rendered(named[index].product, values, range, task)
      }
      task.products = .several(named)
    }
  }

  private mutating func rendered(
    _ product: TaskNode.Product, _ values: [String: TemplateValue], _ range: SourceRange?,
    _ task: TaskSpec
  ) -> TaskNode.Product {
    guard product.hasPlaceholder, case .file(let path) = product else { return product }
    switch renderTemplate(
      Array(path.utf8), values: values, limits: TemplateLimits(steps: 100_000, size: 1 << 16))
    {
    case .success(let text):
      let path = Path.normalized(text)
      return .file(root.map { Path.relative(path, to: $0) } ?? path)
    case .failure(let failure):
      switch failure.reason {
      case .later, .undecided: break
      case .undefined, .error, .missingTemplate, .brokenTemplate:
        let names = task.params.map { "'\($0.key)'" }
        diagnostics.append(
          Diagnostic(
            kind: .productPlaceholder, range: range ?? task.sourceRange,
            message: "the path '\(path)' cannot be made: \(failure.words)",
            help: names.isEmpty
              ? "only the task's params and upstream count here, and it has no params"
              : "only the task's params and upstream count here; its params are \(names.joined(separator: ", "))",
            task: task.name))
      }
      return product
    }
  }
}

extension TaskNode.Product {
  fileprivate var hasPlaceholder: Bool {
    guard case .file(let path) = self else { return false }
    return path.contains("{{") || path.contains("{%")
  }
}

extension DiagnosticKind {
  /// SL236
  static let productPlaceholder = DiagnosticKind(
    code: "SL236", name: "product-placeholder", severity: .error,
    explanation: """
      A path that a source declares as its product (`extract_product: true`) may contain placeholders:
      Ploomber renders it with the task's `params` and its `upstream`. Values of `env.yaml` do not
      count there, so `'{{out}}/fit.html'` works in `pipeline.yaml` and not in a source, unless the task
      has a param `out`.

      ```python
      product = {'nb': 'output/fit-{{depth}}.html'}   # needs `params: {depth: 3}`
      ```

      Add the param to the task, or write the path without a placeholder.
      """)
}
