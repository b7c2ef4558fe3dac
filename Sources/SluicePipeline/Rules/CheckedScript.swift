import SluiceCore
import SluiceScan

/// A Python notebook or script with what Ploomber hands to it, as its code check sees it.
struct CheckedScript {
  let task: ReadTask
  let code: ScriptCode
  /// The names that the injected cell assigns, sorted.
  let injected: [String]
  let file: Int

  /// The scripts whose code is known, tasks that differ in nothing that matters here once.
  static func all(of analysis: Analysis) -> [CheckedScript] {
    var known: Set<[String]> = []
    return analysis.tasks.compactMap { task in
      guard case .script(let file, _) = task.source, let code = analysis.code.scripts[file],
        !code.cells.isEmpty
      else { return nil }
      let names = ScriptQuestion.names(
        Set(task.spec.params.map(\.key)), hasUpstream: !task.references.isEmpty)
      let script = CheckedScript(task: task, code: code, injected: names, file: file)
      let key = ["\(file)", task.spec.staticAnalysis.rawValue] + script.injected
      return known.insert(key).inserted ? script : nil
    }
  }

  /// The names that nothing binds, by offset.
  func undefined(_ analysis: Analysis) -> [PythonNameUse] {
    if let known = code.undefined[injected] { return known }
    // What the task hands on was not what it seemed when the file was read.
    return undefinedNames(in: trees(analysis)).filter(\.isCertain)
  }

  /// The cells' trees in order, the injected assignments behind the parameters cell.
  func trees(_ analysis: Analysis) -> [PythonTree] {
    analysis.code.cells(of: file, in: analysis.sources).running(behind: injected, file: file)
  }

  /// Those of `names` that a cell beside the parameters cell spells.
  func mentioned(_ names: [String], _ analysis: Analysis) -> Set<String> {
    let names = Set(names)
    if names.isSubset(of: code.asked) { return names.intersection(code.words) }
    return analysis.code.cells(of: file, in: analysis.sources).filter { !$0.isParameters }
      .reduce(into: []) { $0.formUnion($1.mentioned(names)) }
  }

  /// What a person can do about Ploomber's check, if the code is right all the same.
  var wayOut: String {
    switch task.spec.staticAnalysis {
    case .regular, .strict: "`static_analysis: disable` in the task turns Ploomber's check off"
    case .disable: "Ploomber does not check this task"
    }
  }
}
