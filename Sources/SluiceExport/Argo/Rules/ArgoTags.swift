import SluiceCore
import SluicePipeline
import SluiceYAML

extension TargetRule {
  static let tags = TargetRule(.argoTag) { check, found in
    let variables = ArgoVariables(check)
    for (node, scope) in check.texts {
      let tags = ArgoTags(node.text)
      for tag in tags.tags {
        guard case .refused(let problem) = variables.verdict(tag, in: scope) else { continue }
        found.add(node, "'{{\(shortened(tag))}}' \(problem.message)", help: problem.help)
      }
      if tags.isOpen {
        found.add(
          node, "'{{' begins a variable of Argo's, and no '}}' ends it",
          help: "write the text into a file or a config map that the pod reads")
      }
    }
  }

  static let foreignTags = TargetRule(.foreignTag) { check, found in
    let variables = ArgoVariables(check)
    for (node, scope) in check.texts {
      for tag in ArgoTags(node.text).tags where variables.verdict(tag, in: scope) == .foreign {
        let near = nearest(to: tag, among: ["workflow.name", "workflow.namespace", "workflow.uid"])
        found.add(
          node, "'{{\(shortened(tag))}}' is no variable of Argo's, and stays as it is",
          help: near.map { "did you mean '{{\($0)}}'?" }
            ?? "see whether the braces themselves are meant")
      }
    }
  }
}

extension ArgoVariables {
  fileprivate init(_ check: TargetCheck) {
    let own = check.settings.at("spec.arguments.parameters.[].name").map(\.text)
    let inputs = check.pods.flatMap { $0.node.at("template.inputs.parameters.[].name") }.map(\.text)
    self.init(
      parameters: WorkflowParameters(check.target, check.analysis).parameters.map(\.name) + own,
      inputs: [ArgoSpec.taskParameters[0]] + inputs, hasSchedule: check.resource != .workflow)
  }
}

extension TargetCheck {
  /// Texts of the target's that Argo looks for variables in, and where they go.
  fileprivate var texts: [(node: Node, scope: ArgoScope)] {
    let ofWorkflow = [
      "disk", "parameters", "image-pull-secrets", "pod-labels", "pod-annotations", "pod-context",
      "synchronization", "schedules", "spec", "artifacts", "pod-gc",
    ]
    var texts = ofWorkflow.flatMap { settings.at($0) }.flatMap(\.leaves).map {
      ($0, ArgoScope.workflow)
    }
    texts += settings.at("on-exit").flatMap(\.leaves).map { ($0, .exit) }
    // Of the target these stand in the spec, of a task in its template.
    let placement = [
      "node-selector", "tolerations", "affinity", "priority-class", "service-account",
      "security-context",
    ]
    let inside = [
      "image", "env", "volumes", "sidecars", "init-containers", "working-directory", "command",
      "args", "template",
    ]
    for pod in pods {
      let isTarget = pod.role == .target
      let own = isTarget ? [] : ["labels", "annotations", "synchronization"]
      texts += (inside + own).flatMap { pod.node.at($0) }.flatMap(\.leaves).map { ($0, .pod) }
      texts += placement.flatMap { pod.node.at($0) }.flatMap(\.leaves)
        .map { ($0, isTarget ? .workflow : .pod) }
    }
    return texts.filter { holdsVariable($0.0.text) }
  }
}

extension Node {
  /// The scalars in it, in written order. As deep as the reader lets documents be.
  fileprivate var leaves: [Node] {
    switch value {
    case .scalar: [self]
    case .sequence(let items): items.flatMap(\.leaves)
    case .mapping(let entries): entries.flatMap(\.value.leaves)
    }
  }
}

extension DiagnosticKind {
  static let argoTag = DiagnosticKind(
    code: "SL656", name: "argo-tag", severity: .error,
    explanation: """
      Argo replaces `{{…}}` in a spec by the value of a variable, and refuses the workflow where a
      name of its own families (`workflow.`, `inputs.`, `pod.`, `tasks.`, `steps.`, `item.`) stands
      for nothing. Braces that do not close take everything up to the next `}}` with them.

      ```yaml
      # sluice.yaml
      targets:
        nightly:
          env: {RUN: '{{workflow.nmae}}'}      # did you mean '{{workflow.name}}'?
      ```

      In values of a target `{{workflow.name}}`, `{{workflow.namespace}}`, `{{workflow.uid}}`,
      `{{workflow.parameters.NAME}}`, `{{workflow.labels.NAME}}` and the like can be used; in those of
      pods also `{{inputs.parameters.task_name}}` and `{{pod.name}}`; in `on-exit` also
      `{{workflow.status}}` and `{{workflow.failures}}`.
      """)

  static let foreignTag = DiagnosticKind(
    code: "SL657", name: "foreign-tag", severity: .warning,
    explanation: """
      The text holds `{{…}}` that is no variable of Argo's. Argo leaves it as it is, so the pod gets
      the braces: right for a template of another program, and a mistake where a value was expected.

      ```yaml
      # sluice.yaml
      targets:
        nightly:
          env: {GREETING: 'Hello {{ user }}'}
      ```

      Placeholders of `env.yaml` are Ploomber's, and are not replaced in `sluice.yaml`.
      """)
}
