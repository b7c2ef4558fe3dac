import SluiceCore
import SluiceScan

/// A Python notebook or script with what Ploomber hands to it, as its code check sees it.
struct CheckedScript {
  let task: ReadTask
  let cells: [ScriptCodeCell]
  /// The names that the injected cell assigns, sorted.
  let injected: [String]
  let file: Int

  /// The scripts whose code is known, tasks that differ in nothing that matters here once.
  static func all(of analysis: Analysis) -> [CheckedScript] {
    var known: Set<[String]> = []
    return analysis.tasks.compactMap { task in
      guard case .script(let file, _) = task.source, let cells = analysis.code.cells[file],
        !cells.isEmpty
      else { return nil }
      var names = Set(task.spec.params.map(\.key)).union(["product"])
      if !task.references.isEmpty { names.insert("upstream") }
      let script = CheckedScript(task: task, cells: cells, injected: names.sorted(), file: file)
      let key = ["\(file)", task.spec.staticAnalysis.rawValue] + script.injected
      return known.insert(key).inserted ? script : nil
    }
  }

  /// The cells' trees in order, the injected assignments behind the parameters cell.
  var trees: [PythonTree] {
    let parameters = cells.firstIndex(where: \.isParameters)
    var trees = cells.map(\.tree)
    trees.insert(injectedTree(behind: parameters), at: parameters.map { $0 + 1 } ?? 0)
    return trees
  }

  /// What a person can do about Ploomber's check, if the code is right all the same.
  var wayOut: String {
    switch task.spec.staticAnalysis {
    case .regular, .strict: "`static_analysis: disable` in the task turns Ploomber's check off"
    case .disable: "Ploomber does not check this task"
    }
  }

  private func injectedTree(behind cell: Int?) -> PythonTree {
    let end = cell.map { cells[$0].tree.fragment.fileEnd } ?? 0
    let names = injected.filter(isPythonName)
    let text = Array(names.map { "\($0) = None\n" }.joined().utf8)
    let segment = Fragment.Segment(textStart: 0, fileStart: end, isVerbatim: false)
    return parsePython(
      Fragment(text: text, segments: text.isEmpty ? [] : [segment], fileEnd: end), file: file,
      mode: .module)
  }

  private func isPythonName(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first, first == "_" || first.properties.isXIDStart else {
      return false
    }
    return name.unicodeScalars.allSatisfy { $0.properties.isXIDContinue }
  }
}
