import SluiceCore
import SluiceScan

extension DiagnosticKind {
  static let unusedArgument = DiagnosticKind(
    code: "SL266", name: "unused-argument", severity: .advice,
    explanation: """
      The function of a task never reads a parameter that `params` passes: what the specification says
      changes nothing, but makes the task outdated.

      ```python
      def fit(product, upstream, depth):
          model = Forest()                  # Forest(depth) was meant
      ```

      Use the parameter, or take it out of the function and of `params`.
      """)
}

extension Rule {
  static let unusedArgument = Rule(kind: .unusedArgument) { analysis, found in
    for task in analysis.tasks {
      let passed = task.spec.params.map(\.key)
      guard !passed.isEmpty, let body = FunctionBody(task, analysis) else { continue }
      let read = body.mentioned(passed)
      for parameter in body.function.parameters
      where passed.contains(parameter.name) && !read.contains(parameter.name) {
        found.append(
          Diagnostic(
            kind: .unusedArgument, range: parameter.range,
            message: "'\(body.function.name)' never reads '\(parameter.name)'",
            related: task.spec.paramRanges[parameter.name].map {
              [.init(range: $0, message: "'\(parameter.name)' is passed here")]
            } ?? [],
            help: "use it, or take it out of the function and of 'params'", task: task.spec.name))
      }
    }
  }
}

/// What the body of a task's function says, as far as that is plain to see.
struct FunctionBody {
  let function: ModuleScan.Function
  private let tree: PythonTree
  /// The nodes of the block behind the signature.
  private let nodes: Range<Int>

  /// `nil` for other tasks, for stubs, decorated functions, and where names are used in secret.
  init?(_ task: ReadTask, _ analysis: Analysis) {
    guard case .function(.found(let file, let function)) = task.source,
      let tree = analysis.code.modules[file],
      !isDecorated(function, in: analysis.sources.files[file]),
      let body = tree.functionBody(at: function.nameRange.bytes.lowerBound), !tree.isStub(body)
    else { return nil }
    self.function = function
    self.tree = tree
    nodes = tree.subtree(of: body)
    let secret = ["locals", "vars", "eval", "exec", "inspect", "_getframe"]
    guard mentioned(secret).isEmpty else { return nil }
  }

  /// Those of `names` that stand in the body.
  func mentioned(_ names: [String]) -> Set<String> {
    pythonWords(among: names, in: tree, nodes: nodes)
  }
}

extension PythonTree {
  /// The block of the function whose name stands at an offset of the file.
  fileprivate func functionBody(at offset: Int) -> Int? {
    let start = fragment.textOffset(ofFileOffset: offset)
    let node = nodes.indices.first {
      nodes[$0].kind == .functionDef && Int(nodes[$0].payload) == start
    }
    return node.map { child(4, of: $0) }
  }

  /// Whether a block does nothing yet: it calls nothing.
  fileprivate func isStub(_ block: Int) -> Bool {
    !subtree(of: block).contains { nodes[$0].kind == .call }
  }
}
