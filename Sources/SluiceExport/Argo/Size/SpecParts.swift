import SluicePipeline
import SluiceYAML

/// A pipeline as several workflows: what does not fit into one object is cut into parts, each a template
/// of a workflow of its own, which a task of the first workflow creates and waits for.
struct SpecParts {
  /// The template that starts a part.
  static let template = "run-part"
  private static let parameter = "part"
  /// What the templates of parts are found by.
  static let label = Provenance.prefix + "part"

  private let spec: ArgoSpec
  private let run: ArgoSpec.RunFrame
  private let style: DAGTemplates.Style
  private let pods: [YAMLValue]

  /// `pods` are the templates that tasks name.
  init(
    _ spec: ArgoSpec, _ run: ArgoSpec.RunFrame, _ style: DAGTemplates.Style, _ pods: [YAMLValue]
  ) {
    self.spec = spec
    self.run = run
    self.style = style
    self.pods = pods
  }

  /// Parts of at most `size` tasks; `nil` where that cannot be.
  func written(_ tasks: [SpecTask], size: Int) -> WrittenSpec? {
    let precedence = Precedence(upstream: tasks.map(\.upstream))
    let limits = NestingLimits(members: size, groups: SpecParts.mostParts)
    guard let cut = NestedDAG(precedence, limits: limits), cut.groups.count > 1 else { return nil }
    let dependencies = cut.dependencies(precedence)
    var result = WrittenSpec(
      objects: [], added: nil, groups: 0, parts: cut.groups.count - 1)
    var inner: [NestedDAG] = []
    for group in cut.groups.indices.reversed() {
      let members = cut.groups[group].enumerated().map { position, member in
        let upstream = dependencies[group][position]
        switch member {
        case .task(let task):
          return SpecTask(name: tasks[task].name, upstream: upstream, fields: tasks[task].fields)
        case .group(let part):
          return SpecTask(name: "part-\(part)", upstream: upstream, fields: start(part))
        }
      }
      let pods = pods(of: members)
      guard let dags = DAGTemplates(members, style.besides(pods.count + run.notices.count))
      else { return nil }
      inner.append(dags.dag)
      result.groups += dags.dag.groups.count - 1
      let object = object(group, pods + dags.templates)
      result.objects.append(
        .init(value: object, size: ObjectSize(object, members, dags, pods: pods)))
    }
    result.added = AddedWaiting(whole(cut, inner.reversed()), precedence)
    return result
  }

  /// The DAGs of all parts, in the parts' order, as DAGs of one another: the numbers are those of tasks.
  private func whole(_ cut: NestedDAG, _ inner: [NestedDAG]) -> NestedDAG {
    var starts: [Int] = []
    var next = 0
    for dag in inner {
      starts.append(next)
      next += dag.groups.count
    }
    let groups = inner.enumerated().flatMap { part, dag in
      dag.groups.map { members in
        members.map { member -> NestedDAG.Member in
          switch member {
          case .group(let group): return .group(starts[part] + group)
          case .task(let position):
            switch cut.groups[part][position] {
            case .task(let task): return .task(task)
            case .group(let other): return .group(starts[other])
            }
          }
        }
      }
    }
    return NestedDAG(groups: groups)
  }

  /// So many that their own names and tasks do not fill an object.
  private static let mostParts = 500

  /// The templates that these tasks name.
  private func pods(of tasks: [SpecTask]) -> [YAMLValue] {
    let used = Set(tasks.compactMap { $0.fields.value["template"] })
    return (pods + [starter]).filter { $0["name"].map(used.contains) ?? false }
  }

  private func object(_ group: Int, _ templates: [YAMLValue]) -> YAMLValue {
    guard group > 0 else { return spec.object(spec: spec.spec(run, templates, run.notices)) }
    return spec.object(
      spec: spec.spec(run, templates, nil), as: isClusterWide ? .clusterTemplate : .template,
      named: name(String(group)), labels: [(SpecParts.label, String(group))])
  }

  private var isClusterWide: Bool { spec.settings.resource == .clusterTemplate }

  /// The name of a part's template.
  private func name(_ part: String) -> String {
    let own = spec.settings.objectName(spec.request.analysis.projectName)
    return (own.hasSuffix("-") ? own : own + "-") + "part-" + part
  }

  /// What the task that starts a part says.
  private func start(_ part: Int) -> Fields {
    var fields = Fields()
    fields.add("template", SpecParts.template)
    fields.add(
      "arguments",
      .entries([
        (
          "parameters",
          .sequence([
            .entries([
              ("name", .string(SpecParts.parameter)), ("value", .string(String(part))),
            ])
          ])
        )
      ]))
    return fields
  }

  /// Creates the workflow of a part and waits for its end; it is deleted with the one that made it.
  private var starter: YAMLValue {
    var part = Fields()
    part.add("name", SpecParts.parameter)
    var inputs = Fields()
    inputs.add("parameters", .sequence([part.value]))
    var resource = Fields()
    resource.add("action", "create")
    resource.add("setOwnerReference", true)
    resource.add("successCondition", "status.phase == Succeeded")
    resource.add("failureCondition", "status.phase in (Failed, Error)")
    resource.add("manifest", .block(manifest))
    return .entries([
      ("name", .string(SpecParts.template)), ("inputs", inputs.value),
      ("resource", resource.value),
    ])
  }

  private var manifest: String {
    let name = name("{{inputs.parameters.\(SpecParts.parameter)}}")
    var lines = [
      "apiVersion: argoproj.io/v1alpha1", "kind: Workflow", "metadata:", "  generateName: \(name)-",
      "spec:", "  workflowTemplateRef:", "    name: \(name)",
    ]
    if isClusterWide { lines.append("    clusterScope: true") }
    if !spec.parameters.parameters.isEmpty {
      lines += ["  arguments:", "    parameters:"]
      for parameter in spec.parameters.parameters {
        // As JSON, which YAML reads, so that no value can say more than itself.
        lines += [
          "      - name: \(parameter.name)",
          "        value: {{=toJson(workflow.parameters['\(parameter.name)'])}}",
        ]
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
