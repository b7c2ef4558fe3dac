import SluiceCore
import SluiceScan

/// What the tasks that run one notebook or script hand to it, known before the file is read.
struct ScriptQuestion: Hashable, Sendable {
  /// The names that an injected cell assigns, for tasks that bring the same ones.
  struct Injection: Hashable, Sendable {
    /// Sorted.
    var names: [String]
    /// Whether Ploomber checks the code of one of these tasks.
    var isChecked: Bool
  }

  private struct Asker: Hashable, Sendable {
    var parameters: Set<String>
    /// Whether it has upstream; `nil` where the file says that.
    var hasUpstream: Bool?
    var isChecked: Bool
  }

  private var askers: [Asker] = []

  init() {}

  /// Adds a task; `extractsUpstream` is what `meta` says.
  mutating func ask(_ task: TaskSpec, extractsUpstream: Bool) {
    let asker = Asker(
      parameters: Set(task.params.map(\.key)),
      hasUpstream: extractsUpstream ? nil : !task.declaredUpstream.isEmpty,
      isChecked: task.staticAnalysis != .disable)
    if !askers.contains(asker) { askers.append(asker) }
  }

  /// The injected names, for a file that says this.
  func injections(_ scan: ScriptScan) -> [Injection] {
    var found: [Injection] = []
    for asker in askers {
      let names = ScriptQuestion.names(
        asker.parameters, hasUpstream: asker.hasUpstream ?? !scan.upstream.isEmpty)
      if let known = found.firstIndex(where: { $0.names == names }) {
        found[known].isChecked = found[known].isChecked || asker.isChecked
      } else {
        found.append(Injection(names: names, isChecked: asker.isChecked))
      }
    }
    return found
  }

  /// Writes all of it: what is known of a file depends on it.
  func store(in writer: inout StoreWriter) throws(StoreError) {
    try writer.write(askers.count)
    for asker in askers {
      try writer.write(asker.parameters.sorted())
      writer.write(asker.hasUpstream.map { $0 ? 2 : 1 } ?? 0 as UInt8)
      writer.write(asker.isChecked)
    }
  }

  /// The names that Ploomber's injected cell assigns, sorted.
  static func names(_ parameters: Set<String>, hasUpstream: Bool) -> [String] {
    var names = parameters
    names.insert("product")
    if hasUpstream { names.insert("upstream") }
    return names.sorted()
  }
}
