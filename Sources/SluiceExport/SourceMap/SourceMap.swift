package import SluiceCore

/// Which lines of the project each part of an object in a written spec comes from.
package struct SourceMap: Hashable, Sendable {
  /// A place in a file of the project.
  package struct Origin: Hashable, Sendable {
    /// Relative to the project's root.
    package var file: String
    /// Line and column of its first scalar.
    package var position: Place.Position

    package init(file: String, position: Place.Position) {
      self.file = file
      self.position = position
    }

    /// `pipeline.yaml:9:5`
    package var words: String { "\(file):\(position.line):\(position.column)" }
  }

  /// A node of a run: a task of a DAG, or what is run in the end.
  package struct Node: Hashable, Sendable {
    /// What a node stands for.
    package enum Role: String, Hashable, Sendable {
      /// A task of the pipeline.
      case task
      /// A sub-DAG.
      case group
      /// What only the export has: an operation, an exit handler.
      case operation
    }

    /// `spec.templates[3].dag.tasks[7]`
    package var path: String
    /// What Argo names the node behind the workflow's name and a dot: `dag-2.load-data`.
    package var node: String
    /// The name of its template; empty without one.
    package var template: String
    /// What the node stands for.
    package var role: Role
    /// The task's name in the pipeline; of what is no task its own.
    package var name: String
    /// Where it is declared; `nil` where nobody declares it.
    package var declared: Origin?
    /// Where its code is: `path`, or `path:line` of a function; `nil` without any.
    package var source: String?
    /// In the written file, from 1.
    package var lines: ClosedRange<Int>

    package init(
      path: String, node: String, template: String, role: Role, name: String,
      declared: Origin? = nil, source: String? = nil, lines: ClosedRange<Int>
    ) {
      self.path = path
      self.node = node
      self.template = template
      self.role = role
      self.name = name
      self.declared = declared
      self.source = source
      self.lines = lines
    }
  }

  /// A template of the spec.
  package struct Template: Hashable, Sendable {
    /// `spec.templates[3]`
    package var path: String
    /// In the spec.
    package var name: String
    /// Its pods' tries at most, from 1; `nil` without a bound.
    package var attempts: Int?
    /// In the written file, from 1.
    package var lines: ClosedRange<Int>

    package init(path: String, name: String, attempts: Int?, lines: ClosedRange<Int>) {
      self.path = path
      self.name = name
      self.attempts = attempts
      self.lines = lines
    }
  }

  /// A part of the spec that a key of the configuration makes.
  package struct Setting: Hashable, Sendable {
    /// `spec.templates[3].script.resources`
    package var path: String
    /// The key's name.
    package var key: String
    /// The key's value.
    package var origin: Origin

    package init(path: String, key: String, origin: Origin) {
      self.path = path
      self.key = key
      self.origin = origin
    }
  }

  /// The spec's file name.
  package var spec: String
  /// `Workflow`, …
  package var kind: String
  /// The object's name; of a workflow what it begins with.
  package var name: String
  /// In written order.
  package var nodes: [Node]
  /// In written order.
  package var templates: [Template]
  /// The spec's own first, then the templates', in written order.
  package var settings: [Setting]

  package init(
    spec: String, kind: String, name: String, nodes: [Node], templates: [Template],
    settings: [Setting]
  ) {
    self.spec = spec
    self.kind = kind
    self.name = name
    self.nodes = nodes
    self.templates = templates
    self.settings = settings
  }

  /// The same map of a file with other lines.
  package var withoutLines: SourceMap {
    var map = self
    for place in map.nodes.indices { map.nodes[place].lines = 1...1 }
    for place in map.templates.indices { map.templates[place].lines = 1...1 }
    return map
  }
}
