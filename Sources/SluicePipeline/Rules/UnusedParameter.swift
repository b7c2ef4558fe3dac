import SluiceCore
import SluiceScan

extension DiagnosticKind {
  static let unusedParameter = DiagnosticKind(
    code: "SL253", name: "unused-parameter", severity: .warning,
    explanation: """
      A Python notebook or script never mentions a parameter that it gets, outside of its parameters
      cell: what `params` says changes nothing, or another name was meant. For `upstream` it may be
      meant so, where a task only has to run after another. Ploomber warns of it too.

      ```yaml
      - source: fit.py
        product: output/fit.html
        params:
          detph: 5                # fit.py reads 'depth'
      ```

      Use the parameter, or take it out.
      """)
}

extension Rule {
  static let unusedParameter = Rule(kind: .unusedParameter) { analysis, found in
    for script in CheckedScript.all(of: analysis, where: { $0 != .strict })
    where script.code.parameters != nil && script.code.isSound {
      let task = script.task.spec
      let read = script.mentioned(script.injected, analysis)
      for name in script.injected where name != "product" && name != "resources_" {
        guard !read.contains(name) else { continue }
        let isUpstream = name == "upstream"
        let place = isUpstream ? script.task.references.first?.range : task.paramRanges[name]
        let meant =
          isUpstream
          ? nil : nearest(to: name, among: script.wordsBesideParameters(analysis).sorted())
        found.append(
          Diagnostic(
            kind: .unusedParameter, range: place ?? task.nameRange,
            message: "'\(task.source.words)' never reads the parameter '\(name)'",
            related: task.paramRanges[name] == nil
              ? []
              : script.declaredParameters[name].map {
                [.init(range: $0, message: "the parameters cell assigns it here")]
              } ?? [],
            help: meant.map { "did you mean '\($0)'?" }
              ?? (isUpstream
                ? "read the products of the tasks it names, or take them out of the list"
                : "use it in the code, or take it out of 'params'"),
            task: task.name))
      }
    }
  }
}

extension CheckedScript {
  /// Every name that a cell beside the parameters cell spells.
  fileprivate func wordsBesideParameters(_ analysis: Analysis) -> Set<String> {
    var words: Set<String> = []
    for cell in analysis.code.cells(of: file, in: analysis.sources) where !cell.isParameters {
      words.formUnion(cell.blankedWords)
      for word in pythonWords(in: cell.tree) { words.insert(word.name) }
    }
    return words
  }
}
