import SluiceCore
package import SluicePipeline
import SluiceYAML

/// A target of the kind `argo`, in Swift's terms: what the table of keys has let through.
struct ArgoSettings {
  /// Argo's kinds of objects that can hold the DAG.
  enum Resource: String {
    case workflow = "Workflow"
    case template = "WorkflowTemplate"
    case clusterTemplate = "ClusterWorkflowTemplate"
    case cron = "CronWorkflow"
  }

  /// The shared disk that has the project's folder.
  struct Disk: Hashable {
    /// `nil` where `source` is something else.
    var claim: String?
    /// The volume's source.
    var source: YAMLValue
    var mountPath: String
    /// `nil` for the whole disk.
    var subPath: String?
  }

  let target: Target
  let resource: Resource
  let version: ArgoVersion
  /// Argo's full resource definitions are on the cluster, with their limits on lists.
  let hasFullDefinitions: Bool
  let namespace: String
  let disk: Disk
  private let node: Node
  /// What holds for the pods of all tasks.
  let common: PodSettings
  /// Entries of `resources` and `tasks`, those with wildcards first: later ones count more.
  private let layers: [Layer]

  /// An entry of `resources` or `tasks`.
  private struct Layer {
    var pattern: String
    /// `nil` for a task's own name.
    var glob: Glob?
    var settings: Node
    /// The entry is what a section `resources` holds.
    var isResources: Bool

    init(_ entry: Node.Entry, isResources: Bool) {
      pattern = entry.key.text
      glob = Glob.isWildcard(pattern) ? Glob(pattern) : nil
      settings = entry.value
      self.isResources = isResources
    }

    func holds(for task: String) -> Bool { pattern == task || glob?.matches(task) ?? false }
  }

  init(_ target: Target, project: String) {
    self.target = target
    let node = target.settings
    self.node = node
    resource = node.word("resource").flatMap(Resource.init) ?? .workflow
    version = node.word("argo-version").flatMap(ArgoVersion.init) ?? .newest
    hasFullDefinitions = node.word("definitions") != "minimal"
    namespace = node.word("namespace") ?? "argo"
    disk = Disk(node["disk"], project: project)
    var common = PodSettings()
    common.add(target: node, version)
    self.common = common
    let entries =
      (node["resources"]?.mapping ?? []).map { Layer($0, isResources: true) }
      + (node["tasks"]?.mapping ?? []).map { Layer($0, isResources: false) }
    layers = entries.filter { $0.glob != nil } + entries.filter { $0.glob == nil }
  }

  /// Positions of the entries that hold for a task, the one that counts most last.
  func layers(of task: String) -> [Int] {
    layers.indices.filter { layers[$0].holds(for: task) }
  }

  /// What holds for the pods of tasks with these entries.
  func pod(_ positions: [Int]) -> PodSettings {
    var pod = common
    for layer in positions.map({ layers[$0] }) {
      if layer.isResources {
        pod.resources.add(layer.settings)
      } else {
        pod.add(task: layer.settings, version)
      }
    }
    return pod
  }

  /// What these entries say of resources, in their order.
  func resourceSections(_ positions: [Int]) -> [Node] {
    positions.compactMap { position in
      let layer = layers[position]
      return layer.isResources ? layer.settings : layer.settings["resources"]
    }
  }

  /// What an operation says of its own pod.
  func pod(operation: Node) -> PodSettings {
    var pod = common
    pod.add(task: operation, version)
    return pod
  }

  /// What these entries of `tasks` and `resources` say, the one that counts most last.
  func entries(_ positions: [Int]) -> [(settings: Node, isResources: Bool)] {
    positions.map { (layers[$0].settings, layers[$0].isResources) }
  }

  /// The pattern of the entry that counts most; `nil` where none holds.
  func pattern(_ positions: [Int]) -> String? { positions.last.map { layers[$0].pattern } }

  /// The volumes of all tasks and operations.
  var allVolumes: [VolumeSetting] {
    let operations = (node["operations"]?.mapping ?? []).map(\.value)
    return common.volumes
      + (layers.map(\.settings) + operations).flatMap { settings in
        (settings["volumes"]?.items ?? []).compactMap(VolumeSetting.init)
      }
  }

  /// A key of the target itself.
  subscript(key: String) -> Node? { node[key] }

  /// The target's own settings.
  var settings: Node { node }
}

extension ArgoSettings.Disk {
  /// The disk, for people.
  var claimWords: String { claim.map { "the claim '\($0)'" } ?? "the shared disk" }

  /// The folder of it that has the project, for people.
  var words: String { claimWords + (subPath.map { ", in the folder '\($0)'" } ?? "") }

  fileprivate init(_ node: Node?, project: String) {
    mountPath = node?.word("mount") ?? "/mnt/vol"
    let folder = node?.word("sub-path") ?? "{project}"
    subPath = folder.isEmpty ? nil : folder.replacing("{project}", with: project)
    if let other = node?["volume"], node?.word("claim") == nil {
      claim = nil
      source = other.yaml
    } else {
      let claim = node?.word("claim") ?? "nfs"
      self.claim = claim
      source = .entries([
        ("persistentVolumeClaim", .entries([("claimName", .string(claim))]))
      ])
    }
  }
}

/// Where the project lies for the runs of a target.
package struct TargetDisk: Hashable, Sendable {
  /// Where the workflow is submitted.
  package var namespace: String
  /// The project's folder on the disk; `nil` for the whole disk.
  package var folder: String?

  /// `project` is the project's name.
  package init(_ target: Target, project: String) {
    let settings = ArgoSettings(target, project: project)
    namespace = settings.namespace
    folder = settings.disk.subPath
  }
}
