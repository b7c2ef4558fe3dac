import SluiceYAML

/// The DAG templates for a list of tasks: one, or several that hold each other.
struct DAGTemplates {
  /// The first one runs all the tasks.
  let templates: [YAMLValue]
  /// How the tasks are nested; the numbers are positions in the list.
  let dag: NestedDAG
  /// What nesting costs; `nil` without any.
  let added: AddedWaiting?

  /// How DAGs are written.
  struct Style {
    /// The first template's name.
    var name: String
    /// Names that no other template and no task may have.
    var taken: Set<String>
    /// After a failure what does not depend on it goes on.
    var goesOn: Bool
    /// What another dependency implies is left out.
    var isReduced: Bool
    /// How long a DAG may be, and how many templates there may be; `nil` for one DAG, however long.
    var limits: NestingLimits?

    /// With room for so many other templates, and the first DAG's.
    func besides(_ templates: Int) -> Style {
      var style = self
      style.limits?.groups -= templates + 1
      return style
    }
  }

  /// `tasks` so that each stands behind what it waits for. `nil` where the limits are too small, if only
  /// for the other templates.
  init?(_ tasks: [SpecTask], _ style: Style) {
    let precedence = Precedence(upstream: tasks.map(\.upstream))
    var dag = NestedDAG(flat: tasks.count)
    var added: AddedWaiting?
    if let limits = style.limits, limits.groups < 0 { return nil }
    if let limits = style.limits, tasks.count > limits.members {
      guard let nested = NestedDAG(precedence, limits: limits) else { return nil }
      dag = nested
      added = AddedWaiting(nested, precedence)
    }
    self.dag = dag
    self.added = added
    let names = DAGTemplates.names(dag.groups.count - 1, tasks, style)
    func name(_ member: NestedDAG.Member) -> String {
      switch member {
      case .task(let task): tasks[task].name
      case .group(let group): names[group]
      }
    }
    let dependencies = dag.dependencies(precedence)
    let groups = dag.groups
    templates = groups.indices.map { group in
      let members = groups[group]
      let waits = style.isReduced ? reduced(dependencies[group]) : dependencies[group]
      var body = Fields()
      if style.goesOn { body.add("failFast", false) }
      body.add(
        "tasks",
        .sequence(
          members.indices.map { position in
            let upstream = waits[position].map { name(members[$0]) }
            switch members[position] {
            case .task(let task): return tasks[task].value(dependencies: upstream)
            case .group(let inner):
              var fields = Fields()
              fields.add("template", names[inner])
              return SpecTask(name: names[inner], upstream: [], fields: fields)
                .value(dependencies: upstream)
            }
          }))
      return .entries([("name", .string(names[group])), ("dag", body.value)])
    }
  }

  /// The names of the templates, which are those of the tasks that run them too.
  private static func names(_ groups: Int, _ tasks: [SpecTask], _ style: Style) -> [String] {
    let taken = style.taken.union(tasks.map(\.name))
    var word = "group"
    while (1...max(1, groups)).contains(where: { taken.contains("\(word)-\($0)") }) { word += "-g" }
    return [style.name] + (0..<groups).map { "\(word)-\($0 + 1)" }
  }
}

/// Without what another one in the list implies.
private func reduced(_ dependencies: [[Int]]) -> [[Int]] {
  let precedence = Precedence(upstream: dependencies)
  let before = precedence.before
  return precedence.upstream.map { list in
    list.filter { one in !list.contains { $0 > one && before.contains(one, in: $0) } }
  }
}
