import SluiceCore
import SluiceYAML

/// The keys of the specification that decide something about a task and have no field of their own in
/// `TaskSpec`, with their values.
struct TaskSettings {
  /// One key.
  struct Setting {
    var part: MeaningPart
    /// The dotted paths in its value, if that holds any.
    var functions: [String]
  }

  private var tasks: [SourceRange: Node] = [:]
  private let root: Node?
  private let store: SourceStore

  /// Keys that other parts of a meaning have, and keys that change nothing in a run.
  private static let elsewhere: Set<String> = [
    "name", "source", "product", "params", "upstream", "grid", "class", "product_class",
    "static_analysis", "check_if_kernel_installed",
  ]

  init(_ analyzer: Analyzer, _ analysis: Analysis) {
    store = analysis.sources
    let trees = (try? analyzer.specificationTrees()) ?? []
    root = trees.first
    let lists = [root?["tasks"]] + trees.dropFirst().map { $0 }
    for case let list? in lists {
      for node in list.sequence ?? [] { tasks[node.range] = node }
    }
  }

  func settings(of task: TaskSpec) -> [Setting] {
    var found: [Setting] = []
    for entry in tasks[task.range]?.mapping ?? [] {
      let key = entry.key.text
      guard !TaskSettings.elsewhere.contains(key) else { continue }
      found.append(setting(key, entry.value))
    }
    let classes = [task.taskClass?.rawValue, task.productClass?.rawValue].compactMap { $0 }
    for entry in root?["clients"]?.mapping ?? [] where classes.contains(entry.key.text) {
      found.append(setting("clients." + entry.key.text, entry.value))
    }
    guard task.taskClass == .pythonCallable else { return found }
    for key in ["serializer", "unserializer"] {
      if let node = root?[key] { found.append(setting(key, node)) }
    }
    return found
  }

  private func setting(_ key: String, _ node: Node) -> Setting {
    let words = ParameterValue(node).pythonElement
    let place =
      store.files.indices.contains(node.range.file)
      ? store.files[node.range.file].place(of: node.range.bytes) : nil
    return Setting(
      part: MeaningPart(
        kind: .setting, name: key, form: Array(words.utf8), words: words, place: place),
      functions: dottedPaths(in: node))
  }

  /// The texts in a value that may be dotted paths: itself, and what stands under `dotted_path`.
  private func dottedPaths(in node: Node) -> [String] {
    let text = node.string ?? node["dotted_path"]?.string
    return text.map { [$0, $0.replacing("::", with: ".")] } ?? []
  }
}
