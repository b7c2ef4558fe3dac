import SluiceCore
import SluicePipeline
import SluiceYAML

/// What rules about one target read.
struct TargetCheck {
  /// Where the keys of pods stand: in the target, which speaks of all, and in entries of it.
  struct Pod {
    enum Role: Hashable {
      case target
      /// An entry of `tasks`: a name or a wildcard.
      case tasks(String)
      /// An entry of `operations`.
      case operation(String)
    }

    var role: Role
    var node: Node
  }

  let settings: Node
  let target: Target
  /// The settings as the spec's writer reads them.
  let argo: ArgoSettings
  let analysis: Analysis
  /// `nil` where the target does not say which version the cluster has.
  let version: ArgoVersion?
  let resource: ArgoSettings.Resource
  let pods: [Pod]

  init(_ target: Target, _ analysis: Analysis) {
    self.target = target
    self.analysis = analysis
    settings = target.settings
    argo = ArgoSettings(target, project: analysis.projectName)
    version = settings.word("argo-version").flatMap(ArgoVersion.init)
    resource = settings.word("resource").flatMap(ArgoSettings.Resource.init) ?? .workflow
    pods =
      [Pod(role: .target, node: settings)]
      + (settings["tasks"]?.mapping ?? []).map { Pod(role: .tasks($0.key.text), node: $0.value) }
      + (settings["operations"]?.mapping ?? []).map {
        Pod(role: .operation($0.key.text), node: $0.value)
      }
  }

  /// The entries' names of `tasks` and `resources`, with their places.
  var patterns: [Node] {
    ["resources", "tasks"].flatMap { (settings[$0]?.mapping ?? []).map(\.key) }
  }

  /// Sections of resources: of `resources`, of `tasks` and of `operations`.
  var resourceSections: [Node] {
    (settings["resources"]?.mapping ?? []).map(\.value)
      + pods.dropFirst().compactMap { $0.node["resources"] }
  }
}

/// A rule about a target: what Argo or Kubernetes would refuse, or not do as meant.
struct TargetRule: Sendable {
  let kind: DiagnosticKind
  let check: @Sendable (TargetCheck, inout TargetFindings) -> Void

  init(
    _ kind: DiagnosticKind, _ check: @escaping @Sendable (TargetCheck, inout TargetFindings) -> Void
  ) {
    self.kind = kind
    self.check = check
  }

  /// Every rule, by code.
  static let all: [TargetRule] = [
    .names, .labels, .quantities, .smallQuantities, .variables, .variableReferences, .taskPatterns,
    .volumes, .volumesInProject, .tolerations, .rawFields, .affinity, .containers, .images,
    .schedules, .timeZones, .idleSettings, .versions, .tooOld, .tags, .foreignTags, .onExit,
    .neverRuns, .retries,
  ]
}

/// Collects what one rule finds.
struct TargetFindings {
  let kind: DiagnosticKind
  private(set) var diagnostics: [Diagnostic] = []

  init(_ kind: DiagnosticKind) { self.kind = kind }

  mutating func add(_ node: Node, _ message: String, help: String? = nil, related: Node? = nil) {
    diagnostics.append(
      Diagnostic(
        kind: kind, range: node.range, message: message,
        related: related.map { [.init(range: $0.range, message: "the other one")] } ?? [],
        help: help))
  }

  /// What is wrong with a text, `what` in front: `the claim 'My_Claim' is not a DNS name`.
  mutating func add(_ node: Node, _ what: String, _ problem: TextProblem?) {
    guard let problem else { return }
    add(node, "\(what) '\(shortened(node.text))' \(problem.message)", help: problem.help)
  }
}

/// A text that fits into a message: without line ends, and with its beginning where it is long.
func shortened(_ text: String) -> String {
  let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
  return line.count > 60 ? line.prefix(57) + "…" : line
}

extension TargetFindings {
  /// Takes over what `others` has found at places that nothing was found at yet.
  mutating func add(new others: TargetFindings) {
    let known = Set(diagnostics.map(\.range))
    diagnostics += others.diagnostics.filter { !known.contains($0.range) }
  }
}

/// All that can be said of a target before its spec is submitted, in the rules' order; a place is
/// spoken of once by each rule.
func targetFindings(_ target: Target, _ analysis: Analysis) -> [Diagnostic] {
  let check = TargetCheck(target, analysis)
  return TargetRule.all.flatMap { rule in
    var found = TargetFindings(rule.kind)
    rule.check(check, &found)
    return found.diagnostics
  }
}

extension Node {
  /// The nodes at a path of keys: `*` stands for every value of a mapping, `[]` for every item of a list, or
  /// the one that stands there without its list.
  func at(_ path: String) -> [Node] {
    path.split(separator: ".").reduce([self]) { nodes, key in
      nodes.flatMap { node -> [Node] in
        switch key {
        case "*": node.mapping?.map(\.value) ?? []
        case "[]": node.items.filter { !$0.isNull }
        default: node[String(key)].map { [$0] } ?? []
        }
      }
    }
  }
}
