import SluiceCore
package import SluicePipeline
import SluiceYAML

/// Where the products of tasks lie between pods that share no disk: one archive for each task, under a key
/// made of its name. Where the target names no location, an artifact has a key alone, and Argo takes the
/// rest from the cluster's own repository, of whatever kind that is.
struct ArtifactStore {
  /// Argo's word for the kind of location, and its fields but for the key.
  private let kind: Kind
  private let location: Fields
  private let prefix: String
  private let isCompressed: Bool

  /// Kinds of locations that have keys, and the field that holds one.
  enum Kind: String, CaseIterable {
    case s3, gcs, oss, azure

    var key: String {
      switch self {
      case .s3, .gcs, .oss: "key"
      case .azure: "blob"
      }
    }
  }

  /// `nil` where the target's pods share a disk.
  init?(_ target: Target) {
    guard target.data == .artifacts else { return nil }
    let node = target.settings["artifacts"]
    let repository = node?["repository"]
    let kind = Kind.allCases.first { repository?[$0.rawValue] != nil } ?? .s3
    let own = repository?[kind.rawValue].map { Fields($0.yaml) } ?? Fields()
    self.kind = kind
    let folder = own.value[kind.key]
    var location = Fields()
    for entry in own.entries where entry.key != kind.key { location.add(entry.key, entry.value) }
    self.location = location
    var parts = [node?.word("prefix") ?? "{{workflow.name}}"]
    if case .string(let text)? = folder { parts.insert(text, at: 0) }
    prefix = parts.flatMap { $0.split(separator: "/") }.map { $0 + "/" }.joined()
    isCompressed = node?.flag("compress") ?? true
  }

  /// Where Argo puts the archives of the tasks that a pod reads from.
  static let inputFolder = "/mnt/products"
  /// A private volume for the archive that the pod makes.
  static let outputFolder = "/mnt/output"
  static let outputVolume = "output"
  /// The parameter with the task's own name on the cluster.
  static let nameParameter = "name"

  var outputPath: String { "\(ArtifactStore.outputFolder)/products\(suffix)" }

  private var suffix: String { isCompressed ? ".tar.gz" : ".tar" }

  /// The parameter with the name of the task that the input of this number, from 1, comes from.
  static func parameter(_ number: Int) -> String { "up-\(number)" }

  /// The parameters and artifacts of a template for tasks that read from `count` others.
  func add(inputs count: Int, to parameters: inout [YAMLValue], _ artifacts: inout [YAMLValue]) {
    let names = (0..<count).map { ArtifactStore.parameter($0 + 1) }
    parameters += ([ArtifactStore.nameParameter] + names).map { .entries([("name", .string($0))]) }
    artifacts += names.map { artifact($0, path: "\(ArtifactStore.inputFolder)/\($0)", of: $0) }
  }

  var outputs: Fields {
    var fields = Fields()
    fields.add(
      "artifacts", all: [artifact("products", path: outputPath, of: ArtifactStore.nameParameter)])
    return fields
  }

  /// The archive of the task that a parameter names. The pod's script packs and unpacks it, so that all
  /// repositories and versions of Argo treat it alike.
  private func artifact(_ name: String, path: String, of parameter: String) -> YAMLValue {
    var place = location
    place.add(kind.key, "\(prefix){{inputs.parameters.\(parameter)}}\(suffix)")
    return .entries([
      ("name", .string(name)), ("path", .string(path)),
      ("archive", .entries([("none", .mapping([]))])), (kind.rawValue, place.value),
    ])
  }

  /// What a task of the DAG hands its template, beside its name: the names of `upstream` on the cluster.
  static func arguments(_ name: String, _ upstream: [String]) -> [(name: String, value: String)] {
    [(nameParameter, name)]
      + upstream.enumerated().map { (parameter($0 + 1), $1) }
  }
}
