import SluiceCore
import SluicePipeline

/// Builds small analyses for tests.
struct Sample {
  var sources = SourceStore()
  var tasks: [TaskNode] = []
  var upstream: [[PipelineGraph.Edge]] = []
  var diagnostics: [Diagnostic] = []
  var cycles: [[Int]] = []
  /// Declared order unless given.
  var order: [Int]?

  var analysis: Analysis {
    Analysis(
      projectName: "ml-basic", entry: "pipeline.yaml", sources: sources,
      graph: PipelineGraph(
        tasks: tasks, upstream: upstream, order: order ?? Array(tasks.indices), cycles: cycles),
      diagnostics: diagnostics)
  }

  mutating func file(_ path: String, _ text: String) -> Int {
    sources.add(SourceFile(path: path, bytes: Array(text.utf8)))
  }

  /// The first place of `needle` in the file.
  func range(_ file: Int, _ needle: String) -> SourceRange {
    let start = offset(of: needle, in: sources.files[file].bytes)
    return SourceRange(file: file, bytes: start..<(start + needle.utf8.count))
  }

  /// Adds a task that reads from `names`, which must be there already or be its own.
  mutating func task(
    _ name: String, _ className: String = "NotebookRunner", reads names: [String] = [],
    products: TaskNode.Products? = nil, params: [ParameterValue.Entry] = [],
    unknown: Bool = false
  ) {
    let place = SourceRange(file: 0, bytes: 0..<0)
    tasks.append(
      TaskNode(
        name: TaskName(name), range: place, className: className, source: "tasks/\(name).py",
        products: products ?? .one(.file("output/\(name).parquet")), params: params,
        hasUnknownUpstream: unknown))
    upstream.append(
      names.sorted().compactMap { name in
        tasks.firstIndex { $0.name.text == name }.map { .init(upstream: $0, proof: place) }
      })
  }
}

extension DiagnosticKind {
  static let unknownUpstream = DiagnosticKind(
    code: "SL301", name: "unknown-upstream", severity: .error,
    explanation: """
      The key in `upstream[...]` must be the name of a task.

      ## Example

      ```python
      df = read(upstream['cleen'])
        # no such task
      ```

      - Mend the name, or declare the task.
      """)
  static let unusedKey = DiagnosticKind(
    code: "SL102", name: "unknown-key", severity: .warning, explanation: "A key nobody reads.")
  static let preferSource = DiagnosticKind(
    code: "SL103", name: "prefer-source", severity: .advice, explanation: "A hint.")
}

extension Sample {
  /// The first place of `needle` in `bytes`; 0 if there is none.
  func offset(of needle: String, in bytes: [UInt8]) -> Int {
    bytes.indices.first { bytes[$0...].starts(with: needle.utf8) } ?? 0
  }
}
