import SluiceCore
import SluiceScan

/// The mend of a script or notebook that reads another task's product by its path: the task's name in
/// the parameters cell's `upstream`, or in the task's own where the project declares it, and
/// `upstream['name']` in the place of the path. `nil` where either is not plain to see.
///
/// It is not safe: the task then runs behind the other, and reads where that one writes, even if
/// another file was meant.
func edgeFix(_ use: CodePath, from owner: Int, product: Int, _ analysis: Analysis) -> Fix? {
  let task = analysis.tasks[use.task]
  let key = analysis.tasks[owner].spec.name.text
  guard use.literal.use == .read, isPlainWord(key), let file = task.source.file else { return nil }
  var expression = "upstream['\(key)']"
  switch analysis.tasks[owner].spec.products {
  case .one: break
  case .none: return nil
  case .several(let products):
    guard products.indices.contains(product), isPlainWord(products[product].key) else { return nil }
    expression += "['\(products[product].key)']"
  }
  let change: Fix.Change?
  switch task.source {
  case .script:
    let cells = analysis.code.cells(of: file, in: analysis.sources)
    // What stands before the parameters knows nothing of them; what others share is theirs, too.
    guard let parameters = cells.firstIndex(where: \.isParameters),
      cells[(parameters + 1)...].contains(where: { $0.tree.hasText(at: use.literal.range) }),
      cells.allSatisfy({ $0.tree.diagnostics.isEmpty }),
      analysis.tasks.count(where: { $0.source.file == file }) == 1
    else { return nil }
    change =
      analysis.spec.meta.extractUpstream
      ? cells[parameters].tree.adding(upstream: key) : declaring(key, task.spec, analysis.sources)
  case .function(.found(_, let function)):
    guard !analysis.spec.meta.extractUpstream,
      function.parameters.contains(where: { $0.name == "upstream" })
    else { return nil }
    change = declaring(key, task.spec, analysis.sources)
  case .function, .template, .failed, .notRead: change = nil
  }
  return change.map {
    Fix(
      title: "read it from '\(key)'", changes: [$0, .replace(use.literal.range, with: expression)],
      isSafe: false)
  }
}

/// One more entry in the list of the task's own `upstream`.
private func declaring(_ key: String, _ task: TaskSpec, _ store: SourceStore) -> Fix.Change? {
  guard let last = task.declaredUpstream.last?.range,
    let place = PlaceBehindEntry(last, in: store.files[last.file].bytes)
  else { return nil }
  return .replace(place.range, with: place.before + key)
}

extension PythonTree {
  /// Whether a text literal stands at a place of the file.
  fileprivate func hasText(at range: SourceRange) -> Bool {
    nodes.contains { $0.kind == .string && place($0.range) == range }
  }

  /// The change that adds a task's name to the last `upstream = …` of a parameters cell: a list, a set,
  /// a tuple, or `None`. `nil` for everything else.
  fileprivate func adding(upstream key: String) -> Fix.Change? {
    let assigned = children(of: root).map(Int.init).last { node in
      guard nodes[node].kind == .assign, childCount(of: node) == 2 else { return false }
      let target = nodes[child(0, of: node)]
      return target.kind == .name && isIdentifier(target.range, "upstream".utf8)
    }
    guard let assigned else { return nil }
    let value = child(1, of: assigned)
    let last = children(of: value).last.map(Int.init)
    switch nodes[value].kind {
    case .noneLiteral: return .replace(place(of: value), with: "['\(key)']")
    case .listDisplay, .set, .tuple:
      guard let last else { return .replace(place(of: value), with: "['\(key)']") }
      guard nodes[last].kind == .string, stringValue(of: last) != nil else { return nil }
      let quote = fragment.text[nodes[last].range].last == UInt8(ascii: "\"") ? "\"" : "'"
      let end = place(of: last).bytes.upperBound
      return .replace(
        SourceRange(file: file, bytes: end..<end), with: ", \(quote)\(key)\(quote)")
    default: return nil
    }
  }
}
