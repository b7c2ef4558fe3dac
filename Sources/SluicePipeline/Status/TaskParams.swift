import SluiceCore

/// What comparing a task's params with those beside its product gives.
enum ParamsAnswer: Hashable {
  case same
  /// The names of those that differ, sorted.
  case different([String])
  /// Why it cannot be told.
  case unknown(String)
}

/// A task's params as Ploomber would keep them now: `resources_` by their content.
struct TaskParams {
  private(set) var entries: [ParameterValue.Entry]
  /// Resources that are not there.
  private(set) var missing: [String] = []
  private var unknown: String?

  init(_ params: [ParameterValue.Entry], in folder: ProjectFolder) {
    entries = params
    for (index, entry) in params.enumerated() {
      if entry.value.isDecidedLater {
        unknown = "the param '\(entry.key)' is decided when the pipeline is loaded"
      }
      guard entry.key == "resources_", case .mapping(let resources) = entry.value else { continue }
      var digests: [ParameterValue.Entry] = []
      for resource in resources {
        guard case .string(let path) = resource.value,
          let bytes = try? folder.bytes(at: Path.normalized(path))
        else {
          missing.append(resource.value.pythonText)
          unknown = "a resource is missing"
          continue
        }
        digests.append(.init(key: resource.key, value: .string(md5Digest(bytes))))
      }
      entries[index].value = .mapping(digests)
    }
  }

  /// Without stored params nothing is compared.
  func answer(_ stored: [ParameterValue.Entry]?) -> ParamsAnswer {
    guard let stored, !ParameterValue.equal(stored, entries) else { return .same }
    if let unknown { return .unknown(unknown) }
    let keys = Set(stored.map(\.key)).union(entries.map(\.key))
    let different = keys.filter { key in
      let one = stored.last { $0.key == key }?.value
      let other = entries.last { $0.key == key }?.value
      guard let one, let other else { return true }
      return !one.equals(other)
    }
    return different.isEmpty ? .same : .different(different.sorted())
  }
}

extension ParameterValue {
  /// `module::function`, alone or inside: Ploomber calls the function for the value.
  fileprivate var isDecidedLater: Bool {
    switch self {
    case .null, .bool, .int, .float: false
    case .string(let text): functionPath(ofValue: text) != nil
    case .list(let values): values.contains { $0.isDecidedLater }
    case .mapping(let entries): entries.contains { $0.value.isDecidedLater }
    }
  }
}
