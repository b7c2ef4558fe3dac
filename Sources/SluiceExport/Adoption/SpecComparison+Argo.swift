import SluiceCore
package import SluicePipeline
import SluiceYAML

extension SpecComparison {
  /// What Soopervisor would have written for a target beside what `export` has made for it.
  package init(
    _ target: Soopervisor.Translation, _ soopervisor: Soopervisor, _ analysis: Analysis,
    _ export: Export
  ) {
    let ours = SpecFacts(export.bytes)
    let spec = target.spec
    let graph = analysis.graph
    self.init(title: target.name)
    add(
      "name", [spec.generateName], [ours.name],
      because: "names of the cluster have lower case letters, digits and '-' alone")
    add(
      "volumes", spec.volumes.map { "\($0.name): \(flowText($0.source.yaml))" }, ours.volumes,
      because: "names of volumes are names of the cluster, too")
    add(
      "mounts",
      spec.volumes.map {
        $0.mountPath + ($0.subPath.isEmpty ? "" : " <- \($0.subPath)") + " (\($0.name))"
      }, ours.mounts, because: nil)
    add(
      "working directory", [spec.workingDirectory ?? "the image's"],
      [ours.workingDirectory ?? "the image's"], because: nil)
    add("image", [spec.image ?? "known to Python alone"], [ours.image], because: nil)
    add(
      "pull policy", [spec.imagePullPolicy ?? "the cluster's"],
      [ours.imagePullPolicy ?? "the cluster's"], because: nil)
    let tasks = graph.order.map { position -> String in
      line(
        graph.tasks[position].name.text,
        graph.upstream[position].map { graph.tasks[$0.upstream].name.text })
    }
    add(
      "tasks", tasks, ours.tasks,
      because: "Argo refuses names with '_' or '.'; each pod is told the task's own name")
    addScripts(soopervisor, analysis)
  }

  private mutating func addScripts(_ soopervisor: Soopervisor, _ analysis: Analysis) {
    switch soopervisor.era {
    case .disk:
      add(
        "environment", ["conda env create --force in every pod"],
        ["made once, under a lock, by a digest of its file"],
        because: "every pod took minutes, and parallel ones wrote over each other")
      add(
        "command", ["ploomber task {{inputs.parameters.task_name}} --force"],
        ["ploomber task --force -- \"$SLUICE_TASK\""],
        because: "a name is never pasted into a script: it travels as a variable")
    case .sections:
      add("environment", ["the image's"], ["the image's"], because: nil)
      let entry = analysis.entry
      add(
        "command", ["ploomber task {{inputs.parameters.task_name}} --entry-point \(entry)"],
        ["ploomber task --force -- \"$SLUICE_TASK\""],
        because: "a name is never pasted into a script; a pod runs what it was started for")
    }
  }
}

/// The parts of an exported spec that can be compared.
private struct SpecFacts {
  var name = ""
  var volumes: [String] = []
  var mounts: [String] = []
  var workingDirectory: String?
  var image = ""
  var imagePullPolicy: String?
  /// In the order of the spec.
  var tasks: [String] = []

  /// What is not there stays empty.
  init(_ bytes: [UInt8]) {
    let root = parseYAML(bytes, file: 0).root
    name = root?["metadata"]?.word("generateName") ?? root?["metadata"]?.word("name") ?? ""
    // A `CronWorkflow` has the spec one level deeper.
    guard let spec = root?["spec"]?["workflowSpec"] ?? root?["spec"] else { return }
    volumes = (spec["volumes"]?.sequence ?? []).map { volume in
      let source = (volume.mapping ?? []).filter { $0.key.text != "name" }
        .map { YAMLEntry($0.key.text, $0.value.yaml) }
      return "\(volume.word("name") ?? ""): \(flowText(.mapping(source)))"
    }
    let templates = spec["templates"]?.sequence ?? []
    if let script = templates.lazy.compactMap({ $0["script"] }).first {
      image = script.word("image") ?? ""
      imagePullPolicy = script.word("imagePullPolicy")
      workingDirectory = script.word("workingDir")
      mounts = (script["volumeMounts"]?.sequence ?? []).map { mount in
        (mount.word("mountPath") ?? "") + (mount.word("subPath").map { " <- \($0)" } ?? "")
          + " (\(mount.word("name") ?? ""))"
      }
    }
    tasks = templates.compactMap { $0["dag"]?["tasks"]?.sequence }.joined().map { task in
      line(task.word("name") ?? "", (task["dependencies"]?.sequence ?? []).map(\.text))
    }
  }
}

private func line(_ task: String, _ upstream: [String]) -> String {
  upstream.isEmpty ? task : "\(task) <- \(upstream.sorted().joined(separator: ", "))"
}

/// The value on one line.
private func flowText(_ value: YAMLValue) -> String {
  switch value {
  case .null: "null"
  case .bool(let flag): flag ? "true" : "false"
  case .int(let number): String(number)
  case .string(let text), .block(let text): text
  case .sequence(let items): "[" + items.map(flowText).joined(separator: ", ") + "]"
  case .mapping(let entries):
    "{" + entries.map { "\($0.key): \(flowText($0.value))" }.joined(separator: ", ") + "}"
  }
}
