import SluiceCore
import SluicePipeline

/// What Argo would refuse, or not do as meant, found before anything is submitted.
func argoFindings(_ request: ExportRequest, _ names: ClusterNames) -> [Diagnostic] {
  let analysis = request.analysis
  var found: [Diagnostic] = []
  for clash in names.clashes {
    let task = request.graph.tasks[clash.position]
    let first = request.graph.tasks[clash.first]
    found.append(
      Diagnostic(
        kind: .clusterNameClash, range: task.range,
        message: "'\(task.name.text)' and '\(first.name.text)' are one name on the cluster; "
          + "this one becomes '\(names.names[clash.position])'",
        related: [
          .init(
            range: first.range,
            message: "'\(first.name.text)' becomes '\(names.names[clash.first])'")
        ],
        help: "Argo's names have letters, digits and '-' only", task: task.name))
  }
  if holdsVariable(analysis.projectName) {
    found.append(
      Diagnostic(
        kind: .argoVariable, range: analysis.spec.head,
        message: "the project's folder is named '\(analysis.projectName)', which Argo would take "
          + "for a variable", help: "rename the folder"))
  }
  if request.graph.tasks.isEmpty {
    found.append(
      Diagnostic(
        kind: .argoNoTasks, range: analysis.spec.head,
        message: "there is no task to run, and a DAG needs one", help: "add a task"))
  }
  return found
}

/// What one Kubernetes object may have, in bytes.
let argoSizeLimit = ObjectSize.limit

/// Whether Kubernetes would look for another variable of the pod (`$(NAME)`, or its escape `$$`) in
/// the value of a variable.
func holdsReference(_ text: String) -> Bool {
  var last: UInt8 = 0
  for byte in text.utf8 {
    if last == 0x24, byte == 0x28 || byte == 0x24 { return true }
    last = byte
  }
  return false
}

/// Whether Argo would look for a variable in the text.
func holdsVariable(_ text: String) -> Bool {
  var last: UInt8 = 0
  for byte in text.utf8 {
    if byte == 0x7B, last == 0x7B { return true }
    last = byte
  }
  return false
}

extension DiagnosticKind {
  static let clusterNameClash = DiagnosticKind(
    code: "SL504", name: "cluster-name-clash", severity: .warning,
    explanation: """
      Argo's task names have letters, digits and `-` only, so `load_data` becomes `load-data`. Two tasks
      of the pipeline map to one such name; the one declared later gets a short hash of its own name
      behind it, the same in every export. Both run under their own names.

      | `pipeline.yaml` | Argo |
      | --- | --- |
      | `load_data` | `load-data` |
      | `load-data` | `load-data-…` |

      Nothing has to be mended. Name one of them otherwise if people look for it in Argo's pages.
      """)
  static let argoVariable = DiagnosticKind(
    code: "SL600", name: "argo-variable", severity: .error,
    explanation: """
      Argo replaces every `{{…}}` of a spec, and has no way to write two braces plainly where a volume
      is mounted: the folder that the claim keeps the project in has the name of the project's folder.

      Rename the folder that the finding names. Task names, overrides and entry points may hold braces:
      they travel in percent encoding.
      """)
  static let argoNoTasks = DiagnosticKind(
    code: "SL603", name: "argo-no-tasks", severity: .error,
    explanation: """
      A pipeline without tasks is legal for Ploomber; Argo refuses a DAG without tasks.

      ```yaml
      tasks:
        - source: tasks.load
          product: output/raw.csv
      ```

      Declare a task before the project is exported.
      """)
}
