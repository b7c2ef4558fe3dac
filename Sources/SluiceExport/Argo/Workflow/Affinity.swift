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

  /// Labels of the pods, as far as they are not the cluster's own.
  var labels: [(name: String, text: String)] {
    contexts.filter { $0.key != PodContexts.workflowLabel }.map { ($0.key, $0.value) }
  }

  /// The label by which Argo marks the pods of one workflow.
  static let workflowLabel = "workflows.argoproj.io/workflow"

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

  init(_ volumes: [VolumeSetting]) {
    var claims: [String] = []
    for claim in volumes.compactMap(\.boundClaim) where !claims.contains(claim) {
      claims.append(claim)
    }
    self.claims = claims
  }

  /// The contexts of pods that use `volumes`. `sharesNew`: several pods of the run use the new claims
  /// among them, which so are bound to the node of the first.
  func contexts(_ volumes: [VolumeSetting], sharesNew: Bool) -> [PodContexts.Context] {
    var contexts = volumes.compactMap(\.boundClaim).map { claim -> PodContexts.Context in
      isCommon(claim)
        ? .init(key: VolumeLabels.common, value: claim, isRequired: true)
        : .init(key: label(claim), value: "true", isRequired: true)
    }
    if sharesNew, volumes.contains(where: \.isNewOnOneNode) {
      contexts.append(
        .init(key: PodContexts.workflowLabel, value: "{{workflow.name}}", isRequired: true))
    }
    return contexts
  }

  /// The labels of pods that use `volumes`.
  func labels(_ volumes: [VolumeSetting]) -> [(name: String, text: String)] {
    volumes.compactMap(\.boundClaim).flatMap { claim in
      (isCommon(claim) ? [(VolumeLabels.common, claim)] : []) + [(label(claim), "true")]
    }
  }

  /// The label of deployments that keep a claim on their node; it can name one claim only.
  private static let common = "usesvolume"

  private func isCommon(_ claim: String) -> Bool {
    claims.count == 1 && claim.utf8.count <= 63
  }

  /// A label's name has at most 63 characters.
  private func label(_ claim: String) -> String {
    let name = "\(VolumeLabels.common)-\(claim)"
    guard name.utf8.count > 63 else { return name }
    var short = name.prefix(54)
    while short.hasSuffix("-") || short.hasSuffix(".") { short.removeLast() }
    return "\(short)-\(shortHash(claim))"
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
