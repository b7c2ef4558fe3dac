import SluiceCore
import SluiceScan

extension DiagnosticKind {
  static let computedTemplateKey = DiagnosticKind(
    code: "SL237", name: "computed-template-key", severity: .error,
    explanation: """
      A template of SQL or shell computes the key in `upstream[...]`. Ploomber finds the tasks that it
      reads from without rendering it, and refuses what it cannot read there: a variable, a loop's
      value, a number.

      ```sql
      {% for name in ['load', 'clean'] %}
        SELECT * FROM {{upstream[name]}}      -- Ploomber does not load the pipeline
      {% endfor %}
      ```

      Write each key as a plain text: `{{upstream['load']}}`. A loop may go over the relations:
      `{% for table in [upstream['load'], upstream['clean']] %}`.
      """)
}

extension Rule {
  static let computedTemplateKey = Rule(kind: .computedTemplateKey) { analysis, found in
    for task in analysis.tasks {
      guard case .template = task.source else { continue }
      for case .dynamic(.computedKey, let range) in task.references {
        found.append(
          Diagnostic(
            kind: .computedTemplateKey, range: range,
            message: "'\(task.spec.name.text)' computes which task it reads from",
            help: "write the task's name as a plain text: `upstream['load']`",
            task: task.spec.name))
      }
    }
  }
}
