import SluiceCore
import SluiceScan

/// A Python notebook or script with what Ploomber hands to it, as its code check sees it.
struct CheckedScript {
  let task: ReadTask
  let code: ScriptCode
  /// The names that the injected cell assigns, sorted.
  let injected: [String]
  let file: Int

  /// The scripts whose code is known and that Ploomber checks so.
  static func all(
    of analysis: Analysis, where isWanted: @escaping (StaticAnalysis) -> Bool = { _ in true }
  ) -> some Sequence<CheckedScript> {
    // One at a time: each holds a part of the analysis.
    analysis.injections.lazy.compactMap { injection -> CheckedScript? in
      let task = analysis.tasks[injection.task]
      guard isWanted(task.spec.staticAnalysis), let file = task.source.file,
        let code = analysis.code.script(file)
      else { return nil }
      return CheckedScript(task: task, code: code, injected: injection.names, file: file)
    }
  }

  /// What a task's injected cell assigns.
  struct Injection: Hashable, Sendable {
    /// The task's position.
    var task: Int
    /// Sorted.
    var names: [String]
  }

  /// For each of `tasks` that runs a script whose code is known; tasks that differ in nothing that matters
  /// here once.
  static func injections(_ tasks: [ReadTask], _ code: ProjectCode) -> [Injection] {
    struct Identity: Hashable {
      var file: Int
      var check: StaticAnalysis
      var names: [String]
    }
    var known: Set<Identity> = []
    // Many tasks bring the same names.
    var shared: Set<[String]> = []
    return tasks.enumerated().compactMap { position, task in
      guard case .script(let file, _) = task.source, code.script(file)?.hasCells == true
      else { return nil }
      let names = ScriptQuestion.names(
        Set(task.spec.params.map(\.key)), hasUpstream: !task.references.isEmpty)
      let (_, one) = shared.insert(names)
      let identity = Identity(file: file, check: task.spec.staticAnalysis, names: one)
      return known.insert(identity).inserted ? Injection(task: position, names: one) : nil
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
    if names.allSatisfy(code.asked.contains) { return Set(names.filter(code.words.contains)) }
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
