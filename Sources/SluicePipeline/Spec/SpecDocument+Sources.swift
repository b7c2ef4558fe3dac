import SluiceCore
import SluiceYAML

extension SpecDocument {
  /// What Ploomber makes of a folder or a pattern of scripts: a task for each, whose product and
  /// upstream come from the script. It has no text, so every range is empty.
  init(sources: [String], file: Int) {
    let range = SourceRange(file: file, bytes: 0..<0)
    func text(_ text: String, _ resolved: Scalar.Resolved = .string) -> Node {
      Node(
        value: .scalar(Scalar(text: text, style: .plain, resolved: resolved)), range: range)
    }
    func mapping(_ entries: [(String, Node)]) -> Node {
      let entries = entries.map { Node.Entry(key: text($0.0), value: $0.1) }
      return Node(value: .mapping(entries), range: range)
    }
    let yes = text("true", .bool(true))
    let tasks = sources.map { mapping([("source", text($0))]) }
    root = mapping([
      ("meta", mapping([("extract_product", yes), ("extract_upstream", yes)])),
      ("tasks", Node(value: .sequence(tasks), range: range)),
    ])
    diagnostics = []
    unread = []
  }
}
