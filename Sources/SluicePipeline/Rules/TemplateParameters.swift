import SluiceCore
import SluiceScan

extension DiagnosticKind {
  static let templateParameters = DiagnosticKind(
    code: "SL224", name: "template-parameters", severity: .error,
    explanation: """
      A SQL or shell source and its task must agree on the template's names. Ploomber gives a template
      `product`, `upstream` (if the task has any), and the keys of `params`; it refuses to render one
      that needs another name, or that leaves one of these unused. A query that is dumped to a file
      need not mention `product`.

      ```yaml
      - source: sql/filter.sql       # SELECT * FROM t WHERE age > {{age}}
        product: output/adults.csv
        params:
          age: 18
      ```

      Pass what the template asks for under `params`, and take out what it does not use.
      """)
}

extension Rule {
  static let templateParameters = Rule(kind: .templateParameters) { analysis, found in
    for (task, edges) in zip(analysis.tasks, analysis.graph.upstream) {
      guard case .template(let file, let scan) = task.source, let taskClass = task.spec.taskClass,
        !scan.diagnostics.contains(where: { $0.kind.severity == .error }),
        taskClass == .shellScript || scan.product.diagnostics.isEmpty
      else { continue }
      let names = TemplateNames(task.spec, taskClass, scan, hasUpstream: !edges.isEmpty)
      let words = task.spec.source.words
      func report(_ range: SourceRange, _ message: String, help: String) {
        found.append(
          Diagnostic(
            kind: .templateParameters, range: range, message: message, help: help,
            task: task.spec.name))
      }
      for name in scan.variables where !names.passed.contains(name) {
        var place = SourceRange(file: file, bytes: 0..<0)
        if name == "upstream", let first = task.references.first {
          // Where a name of no task stands, or a computed one, that is the finding.
          guard case .dynamic(.whole, let range) = first else { continue }
          place = range
        }
        report(
          place, "'\(words)' needs '\(name)', which is not passed",
          help: name == "upstream"
            ? "name a task: `{{upstream['…']}}`"
            : nearest(to: name, among: names.passed.sorted()).map { "did you mean '\($0)'?" }
              ?? "add '\(name)' to the 'params' of '\(task.spec.name.text)'")
      }
      for name in names.needed where !scan.variables.contains(name) {
        let isOwn = name == "product" || name == "upstream"
        report(
          isOwn ? SourceRange(file: file, bytes: 0..<0) : task.spec.sourceRange,
          "'\(words)' does not use '\(name)'",
          help: isOwn
            ? "write `{{\(name)\(name == "product" ? "" : "['…']")}}` where it belongs"
            : "take '\(name)' out of 'params', or use it as `{{\(name)}}`")
      }
    }
  }
}

/// What a template is given, and what of it the template must use, in the order of the findings.
private struct TemplateNames {
  var passed: Set<String>
  var needed: [String]

  init(_ task: TaskSpec, _ taskClass: TaskClass, _ scan: TemplateScan, hasUpstream: Bool) {
    needed = task.params.map(\.key)
    passed = Set(needed + ["product"])
    if hasUpstream {
      passed.insert("upstream")
      needed.insert("upstream", at: 0)
    }
    if taskClass == .sqlScript, let className = scan.product.className {
      // Such a template is given the class in place of the product.
      passed.remove("product")
      passed.insert(className)
    } else if taskClass == .sqlScript || taskClass == .shellScript {
      needed.insert("product", at: 0)
    }
  }
}
