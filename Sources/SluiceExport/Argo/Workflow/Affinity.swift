import SluiceCore
import SluicePipeline
import SluiceYAML

/// Where pods run with respect to others: labels that they carry, and terms over such labels.
struct PodContexts: Hashable {
  struct Context: Hashable {
    var key: String
    var value: String
    /// Wait for such a node, rather than prefer it.
    var isRequired: Bool
  }

  private(set) var contexts: [Context] = []

  mutating func add(_ context: Context) {
    if !contexts.contains(context) { contexts.append(context) }
  }

  /// Labels of the pods.
  var labels: [(name: String, text: String)] { contexts.map { ($0.key, $0.value) } }

  /// `affinity` with the terms added to what it says itself; `nil` for nothing.
  func affinity(over affinity: YAMLValue?) -> YAMLValue? {
    if contexts.isEmpty { return affinity }
    let preferred = contexts.filter { !$0.isRequired }.map { context in
      YAMLValue.entries([("weight", .int(100)), ("podAffinityTerm", term(context))])
    }
    let required = contexts.filter(\.isRequired).map(term)
    let own = affinity?["podAffinity"]
    var fields = Fields()
    for (key, terms) in [
      ("preferredDuringSchedulingIgnoredDuringExecution", preferred),
      ("requiredDuringSchedulingIgnoredDuringExecution", required),
    ] {
      guard !terms.isEmpty else { continue }
      var all = terms
      if case .sequence(let others)? = own?[key] { all = others + terms }
      fields.add(key, all: all)
    }
    return (affinity ?? .mapping([])).merged(with: .entries([("podAffinity", fields.value)]))
  }

  private func term(_ context: Context) -> YAMLValue {
    let expression: YAMLValue = .entries([
      ("key", .string(context.key)), ("operator", .string("In")),
      ("values", .sequence([.string(context.value)])),
    ])
    return .entries([
      ("labelSelector", .entries([("matchExpressions", .sequence([expression]))])),
      ("topologyKey", .string("kubernetes.io/hostname")),
    ])
  }
}

/// Which labels say that pods share a disk that one node can have at a time.
struct VolumeLabels {
  /// Claims of the whole workflow that are not for many nodes.
  private let claims: [String]
  /// Where new claims are mounted that several pods of one run use.
  private let shared: Set<String>

  init(_ volumes: [VolumeSetting], shared: Set<String>) {
    var claims: [String] = []
    for claim in volumes.compactMap(\.boundClaim) where !claims.contains(claim) {
      claims.append(claim)
    }
    self.claims = claims
    self.shared = shared
  }

  /// The contexts of pods that use `volumes`. New claims bind only those that share them, and only
  /// within one run: any other pod of the run may be on another node.
  func contexts(_ volumes: [VolumeSetting]) -> [PodContexts.Context] {
    let claims = volumes.compactMap(\.boundClaim).map { claim -> PodContexts.Context in
      isCommon(claim)
        ? .init(key: VolumeLabels.common, value: claim, isRequired: true)
        : .init(key: claimLabel(claim), value: "true", isRequired: true)
    }
    return claims
      + newLabels(volumes).map { .init(key: $0.name, value: $0.text, isRequired: true) }
  }

  /// The labels of pods that use `volumes`.
  func labels(_ volumes: [VolumeSetting]) -> [(name: String, text: String)] {
    // One claim may be mounted twice.
    let claims = lastOfEach(volumes.compactMap(\.boundClaim), \.self).flatMap { claim in
      (isCommon(claim) ? [(VolumeLabels.common, claim)] : []) + [(claimLabel(claim), "true")]
    }
    return claims + newLabels(volumes)
  }

  /// The label of deployments that keep a claim on their node; it can name one claim only.
  private static let common = "usesvolume"

  private func isCommon(_ claim: String) -> Bool {
    claims.count == 1 && claim.utf8.count <= 63
  }

  private func claimLabel(_ claim: String) -> String { label(VolumeLabels.common, claim) }

  private func newLabels(_ volumes: [VolumeSetting]) -> [(name: String, text: String)] {
    volumes.filter { $0.isNewOnOneNode && shared.contains($0.mountPath) }.map { volume in
      (label("sharesvolume", dnsLabel(volume.mountPath)), "{{workflow.name}}")
    }
  }

  /// A label's name has at most 63 characters.
  private func label(_ prefix: String, _ text: String) -> String {
    let name = "\(prefix)-\(text)"
    guard name.utf8.count > 63 else { return name }
    var short = name.prefix(54)
    while short.hasSuffix("-") || short.hasSuffix(".") { short.removeLast() }
    return "\(short)-\(shortHash(text))"
  }
}

extension ArgoSettings {
  /// Where new claims are mounted that more than one pod of a run of `tasks` uses.
  func sharedVolumes(_ tasks: [TaskName]) -> Set<String> {
    guard allVolumes.contains(where: \.isNewOnOneNode) else { return [] }
    var counts: [String: Int] = [:]
    func count(_ pod: PodSettings, of number: Int) {
      for volume in pod.volumes where volume.isNewOnOneNode {
        counts[volume.mountPath, default: 0] += number
      }
    }
    var sizes: [[Int]: Int] = [:]
    for task in tasks { sizes[layers(of: task.text), default: 0] += 1 }
    for (layers, number) in sizes { count(pod(layers), of: number) }
    for entry in self["operations"]?.mapping ?? [] { count(pod(operation: entry.value), of: 1) }
    return Set(counts.filter { $0.value > 1 }.keys)
  }
}

extension VolumeSetting {
  /// A claim whose pods have to run on one node.
  fileprivate var boundClaim: String? {
    guard case .claim(let claim) = source, mode != .readWriteMany else { return nil }
    return claim
  }

  fileprivate var isNewOnOneNode: Bool {
    guard case .new = source else { return false }
    return mode != .readWriteMany
  }
}
