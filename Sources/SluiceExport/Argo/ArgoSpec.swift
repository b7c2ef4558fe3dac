import SluiceCore
import SluicePipeline
import SluiceTemplates
import SluiceYAML

/// The Workflow that runs the project: one reusable template with the task's name as its parameter,
/// and a DAG with one task for each task of the pipeline.
struct ArgoSpec {
  let request: ExportRequest
  let names: ClusterNames
  /// Whether any value that the script is given holds what Argo or Kubernetes would replace, or a
  /// line's end that the list of overrides could not hold.
  private let isEncoded: Bool

  /// `names` are those of the request's tasks.
  init(request: ExportRequest, names: ClusterNames) {
    self.request = request
    self.names = names
    let overrides = request.overrides.flatMap { $0.path + [$0.value] }
    let tasks = request.analysis.graph.tasks.map(\.name.text)
    let texts = tasks + [request.entryPoint ?? ""] + overrides
    isEncoded =
      texts.contains { holdsVariable($0) || holdsReference($0) }
      || overrides.contains { $0.utf8.contains { $0 == 0x0A || $0 == 0x0D } }
  }

  private static let image = "continuumio/miniconda3"
  private static let claim = "nfs"
  private static let mountPath = "/mnt/vol"
  private static let template = "run-task"
  private static let parameter = "task_name"

  private var analysis: Analysis { request.analysis }

  var workflow: YAMLValue {
    mapping([
      ("apiVersion", .string("argoproj.io/v1alpha1")),
      ("kind", .string("Workflow")),
      ("metadata", mapping([("generateName", .string(generateName(analysis.projectName)))])),
      (
        "spec",
        mapping([
          ("entrypoint", .string("dag")),
          ("volumes", .sequence([volume])),
          ("templates", .sequence([runTask, dag])),
        ])
      ),
    ])
  }

  private var volume: YAMLValue {
    mapping([
      ("name", .string(ArgoSpec.claim)),
      ("persistentVolumeClaim", mapping([("claimName", .string(ArgoSpec.claim))])),
    ])
  }

  private var runTask: YAMLValue {
    mapping([
      ("name", .string(ArgoSpec.template)),
      (
        "inputs",
        mapping([
          ("parameters", .sequence([mapping([("name", .string(ArgoSpec.parameter))])]))
        ])
      ),
      (
        "script",
        mapping([
          ("image", .string(ArgoSpec.image)),
          ("command", .sequence(["bash", "-eo", "pipefail"].map { .string($0) })),
          ("workingDir", .string(ArgoSpec.mountPath)),
          ("env", .sequence(environment)),
          (
            "volumeMounts",
            .sequence([
              mapping([
                ("name", .string(ArgoSpec.claim)),
                ("mountPath", .string(ArgoSpec.mountPath)),
                ("subPath", .string(analysis.projectName)),
              ])
            ])
          ),
          ("source", .block(String(decoding: Templates.argoRun, as: UTF8.self))),
        ])
      ),
    ])
  }

  /// What the script reads. A value reaches it through the pod's environment, never as text of its
  /// own; what Argo would take for a variable travels in percent encoding, and the script is told.
  private var environment: [YAMLValue] {
    var variables = [(PodVariable.task, "{{inputs.parameters.\(ArgoSpec.parameter)}}")]
    if let entryPoint = request.entryPoint {
      variables.append((.entryPoint, encoded(entryPoint)))
    }
    if !request.overrides.isEmpty {
      let lines = request.overrides.map {
        "\(encoded($0.path.joined(separator: "--")))=\(encoded($0.value))"
      }
      variables.append((.overrides, lines.joined(separator: "\n")))
    }
    if let environment = analysis.condaEnvironment,
      !environment.dependencies.contains(where: { $0.name == "ploomber" })
    {
      variables.append((.ploomber, "ploomber"))
    }
    if isEncoded { variables.append((.encoding, "percent")) }
    return variables.map { variable, value in
      mapping([("name", .string(variable.rawValue)), ("value", .string(value))])
    }
  }

  private var dag: YAMLValue {
    let graph = analysis.graph
    let tasks = graph.order.map { position -> YAMLValue in
      var entries: [(String, YAMLValue)] = [("name", .string(names.names[position]))]
      let dependencies = graph.upstream[position].map { names.names[$0.upstream] }.sorted()
      if !dependencies.isEmpty {
        entries.append(("dependencies", .sequence(dependencies.map { .string($0) })))
      }
      entries.append(("template", .string(ArgoSpec.template)))
      let parameter = mapping([
        ("name", .string(ArgoSpec.parameter)),
        ("value", .string(encoded(graph.tasks[position].name.text))),
      ])
      entries.append(("arguments", mapping([("parameters", .sequence([parameter]))])))
      return mapping(entries)
    }
    return mapping([
      ("name", .string("dag")), ("dag", mapping([("tasks", .sequence(tasks))])),
    ])
  }

  /// The text, in percent encoding where the spec uses it: everything but unreserved characters.
  private func encoded(_ text: String) -> String {
    guard isEncoded else { return text }
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F:
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return result
  }
}

/// The variables that the pod's script reads.
enum PodVariable: String {
  /// The task's name.
  case task = "SLUICE_TASK"
  /// The entry point, where Ploomber would not find it itself.
  case entryPoint = "SLUICE_ENTRY_POINT"
  /// Overrides, one `key=value` a line.
  case overrides = "SLUICE_ENV_OVERRIDES"
  /// What pip installs into an environment that does not ask for ploomber.
  case ploomber = "SLUICE_PIP_PLOOMBER"
  /// `percent`, where the values above are in percent encoding.
  case encoding = "SLUICE_ENCODING"
}

private func mapping(_ entries: [(String, YAMLValue)]) -> YAMLValue {
  .mapping(entries.map { YAMLEntry($0.0, $0.1) })
}
