import SluiceCore
import SluicePipeline
import SluiceTemplates
import SluiceYAML

/// The Workflow that runs the project: one reusable template with the task's name as its parameter,
/// and a DAG with one task for each task of the pipeline.
struct ArgoSpec {
  let request: ExportRequest
  let names: ClusterNames
  private let delivery: ArgoDelivery
  /// Whether any value that the script is given holds what Argo or Kubernetes would replace, or a
  /// line's end that the list of overrides could not hold.
  private let isEncoded: Bool

  /// `names` are those of the request's tasks.
  init(request: ExportRequest, names: ClusterNames, delivery: Delivery) {
    self.request = request
    self.names = names
    self.delivery = ArgoDelivery(delivery: delivery, analysis: request.analysis)
    let overrides = request.overrides.flatMap { $0.path + [$0.value] }
    let tasks = request.analysis.graph.tasks.map(\.name.text)
    let lines = overrides + self.delivery.encodedTexts
    let texts = tasks + [self.delivery.entryPoint(request.entryPoint) ?? ""] + lines
    isEncoded =
      texts.contains { holdsVariable($0) || holdsReference($0) }
      || lines.contains { $0.utf8.contains { $0 == 0x0A || $0 == 0x0D } }
  }

  private static let claim = "nfs"
  private static let template = "run-task"
  private static let parameter = "task_name"

  private var analysis: Analysis { request.analysis }

  var workflow: YAMLValue {
    .entries([
      ("apiVersion", .string("argoproj.io/v1alpha1")),
      ("kind", .string("Workflow")),
      ("metadata", metadata),
      (
        "spec",
        .entries([
          ("entrypoint", .string("dag")),
          ("volumes", .sequence([volume] + delivery.volumes)),
          ("templates", .sequence([runTask, dag])),
        ])
      ),
    ])
  }

  private var metadata: YAMLValue {
    let provenance = Provenance(request)
    return .entries([
      ("generateName", .string(generateName(analysis.projectName))),
      ("labels", texts(provenance.labels)), ("annotations", texts(provenance.annotations)),
    ])
  }

  private var volume: YAMLValue {
    .entries([
      ("name", .string(ArgoSpec.claim)),
      ("persistentVolumeClaim", .entries([("claimName", .string(ArgoSpec.claim))])),
    ])
  }

  private var runTask: YAMLValue {
    var inputs = [
      ("parameters", YAMLValue.sequence([.entries([("name", .string(ArgoSpec.parameter))])]))
    ]
    if !delivery.artifacts.isEmpty { inputs.append(("artifacts", .sequence(delivery.artifacts))) }
    var script: [(String, YAMLValue)] = [
      ("image", .string(delivery.image)),
      ("command", .sequence(["bash", "-eo", "pipefail"].map { .string($0) })),
    ]
    if let folder = delivery.workingDirectory { script.append(("workingDir", .string(folder))) }
    let claim: YAMLValue = .entries([
      ("name", .string(ArgoSpec.claim)),
      ("mountPath", .string(ArgoDelivery.sharedPath)),
      ("subPath", .string(analysis.projectName)),
    ])
    script += [
      ("env", .sequence(environment)),
      ("volumeMounts", .sequence([claim] + delivery.mounts)),
      ("source", .block(delivery.script)),
    ]
    return .entries([
      ("name", .string(ArgoSpec.template)), ("inputs", .entries(inputs)),
      ("script", .entries(script)),
    ])
  }

  /// What the script reads. A value reaches it through the pod's environment, never as text of its
  /// own; what Argo would take for a variable travels in percent encoding, and the script is told.
  private var environment: [YAMLValue] {
    var variables = [(PodVariable.task, "{{inputs.parameters.\(ArgoSpec.parameter)}}")]
    if let entryPoint = delivery.entryPoint(request.entryPoint) {
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
    let own = variables.map { ArgoDelivery.Variable.text($0.0, $0.1) }
    return (own + delivery.variables(encoded)).map { variable in
      switch variable {
      case .text(let variable, let value):
        .entries([("name", .string(variable.name)), ("value", .string(value))])
      case .secret(let name, let secret):
        .entries([
          ("name", .string(name)), ("valueFrom", .entries([("secretKeyRef", reference(secret))])),
        ])
      }
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
      let parameter: YAMLValue = .entries([
        ("name", .string(ArgoSpec.parameter)),
        ("value", .string(encoded(graph.tasks[position].name.text))),
      ])
      entries.append(("arguments", .entries([("parameters", .sequence([parameter]))])))
      return .entries(entries)
    }
    return .entries([
      ("name", .string("dag")), ("dag", .entries([("tasks", .sequence(tasks))])),
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

private func texts(_ entries: [(key: String, value: String)]) -> YAMLValue {
  .entries(entries.map { ($0.key, .string($0.value)) })
}
