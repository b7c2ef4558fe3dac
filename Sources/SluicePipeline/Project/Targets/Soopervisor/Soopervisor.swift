package import SluiceCore
package import SluiceYAML

/// What `soopervisor.yaml` says, in our words. It is read where `sluice.yaml` names no targets.
package struct Soopervisor: Hashable, Sendable {
  /// The file's name, in the project's root or beside the specification.
  package static let fileName = "soopervisor.yaml"

  /// The shapes that the file has had.
  package enum Era: Hashable, Sendable, CaseIterable {
    /// Up to 0.3: the keys of one export to a shared disk, at the top of the file.
    case disk
    /// From 0.4 on: sections with names, each with a `backend`.
    case sections
  }

  /// A target in the making: the keys of a target in `sluice.yaml`, each with what it comes from.
  package struct Translation: Hashable, Sendable {
    /// The section's key; `argo` where there are no sections.
    package var name: String
    /// The section's key; the file's first byte where there are no sections.
    package var range: SourceRange
    /// In the order in which `sluice adopt` writes them.
    package var parts: [Part]
    /// What Soopervisor would have written.
    package var spec: Spec
  }

  /// One key of a target, or of `bundle`.
  package struct Part: Hashable, Sendable {
    /// As `sluice.yaml` has it.
    package var key: String
    /// Its value; the nodes have their places in `soopervisor.yaml`.
    package var value: Node
    /// The keys of `soopervisor.yaml` that it comes from, as `mounted_volumes[0]`; none for what
    /// Soopervisor does without being asked.
    package var origins: [String]
    /// Why it is there, where its origins do not say so.
    package var reason: String?
  }

  /// A section for a backend that is not exported to yet.
  package struct OtherBackend: Hashable, Sendable {
    /// The section's key.
    package var name: String
    /// `airflow`, …
    package var backend: String
  }

  /// A key that is not carried over.
  package struct LeftOut: Hashable, Sendable {
    /// From the top of the file down: `training.preset`.
    package var key: String
    /// As a clause.
    package var reason: String

    package init(key: String, reason: String) {
      self.key = key
      self.reason = reason
    }
  }

  /// What Soopervisor itself would have written, as far as the file decides it.
  package struct Spec: Hashable, Sendable {
    /// One volume of the spec, which all pods mount.
    package struct Volume: Hashable, Sendable {
      package var name: String
      /// Its source as Kubernetes has it.
      package var source: Node
      package var mountPath: String
      package var subPath: String
    }

    /// What names of workflows begin with, as it would have been written.
    package var generateName: String
    package var volumes: [Volume]
    /// `nil` for the image's own.
    package var workingDirectory: String?
    /// `nil` where only Python could have said it.
    package var image: String?
    package var imagePullPolicy: String?
  }

  package var era: Era
  /// The file's position in the `SourceStore`.
  package var file: Int
  /// Those that are exported to Argo, in the order of the file.
  package var translations: [Translation] = []
  /// What goes into `bundle`.
  package var bundle: [Part] = []
  /// In the order of the file.
  package var others: [OtherBackend] = []
  /// In the order of the file.
  package var leftOut: [LeftOut] = []
  /// What is wrong with the file.
  package var diagnostics: [Diagnostic] = []

  /// The targets, as if `sluice.yaml` named them; `source` is what it says of all.
  func targets(source: Node?) -> [Target] {
    translations.map {
      Target(
        name: $0.name, settings: .made($0.parts, at: $0.range), range: $0.range, source: source)
    }
  }

  /// The project's tasks by other names, and what else the file's meaning depends on.
  struct Facts {
    /// The name of the project's root folder.
    var projectName: String
    /// The package that Soopervisor finds; `nil` for a project that is none.
    var package: String?
    /// What the package states of its version; `nil` where only Python knows.
    var version: String?
    /// The names of all tasks.
    var tasks: [String]
    /// Whether there is such a file beside the specification.
    var isThere: (String) -> Bool = { _ in false }
  }
}

extension Node {
  /// A text that stands for what the file has at `range`.
  static func made(_ text: String, at range: SourceRange) -> Node {
    Node(
      value: .scalar(Scalar(text: text, style: .plain, resolved: .string)), range: range)
  }

  /// A whole number that stands for what the file has at `range`.
  static func made(_ number: Int, at range: SourceRange) -> Node {
    let text = String(number)
    return Node(
      value: .scalar(Scalar(text: text, style: .plain, resolved: .int(text))), range: range)
  }

  /// A mapping that stands for what the file has at `range`; its keys have the places of their values.
  static func made(_ entries: [(String, Node)], at range: SourceRange) -> Node {
    Node(
      value: .mapping(
        entries.map { Entry(key: .made($0.0, at: $0.1.range), value: $0.1) }), range: range)
  }

  static func made(_ items: [Node], at range: SourceRange) -> Node {
    Node(value: .sequence(items), range: range)
  }

  static func made(_ parts: [Soopervisor.Part], at range: SourceRange) -> Node {
    made(parts.map { ($0.key, $0.value) }, at: range)
  }
}
