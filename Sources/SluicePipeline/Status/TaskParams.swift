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
  private let entries: [ParameterValue.Entry]
  private var unknown: String?

  /// `root` is the absolute path of `folder`.
  init(_ task: TaskSpec, in folder: ProjectFolder, root: String) {
    unknown = task.undecidedParams.sorted().first.map {
      "the param '\($0)' is decided when the pipeline is loaded"
    }
    // What JSON cannot hold is not kept.
    var entries = task.params.filter { !$0.value.isOpaque }
    for (index, entry) in entries.enumerated() {
      guard entry.key == "resources_", case .mapping(let resources) = entry.value else { continue }
      var digests: [ParameterValue.Entry] = []
      for resource in resources {
        guard case .string(let path) = resource.value,
          let bytes = try? folder.bytes(at: Path.relative(Path.normalized(path), to: root))
        else {
          unknown = "a resource is missing"
          continue
        }
        digests.append(.init(key: resource.key, value: .string(md5Digest(bytes))))
      }
      entries[index].value = .mapping(digests)
    }
    self.entries = entries
  }

  /// Without stored params nothing is compared.
  func answer(_ stored: [ParameterValue.Entry]?) -> ParamsAnswer {
    guard let stored else { return .same }
    // A date of YAML is nothing that JSON holds, so it is not kept either.
    let known = Set(stored.map(\.key))
    let entries = entries.filter { known.contains($0.key) || !$0.value.isDate }
    guard !ParameterValue.equal(stored, entries) else { return .same }
    if let unknown { return .unknown(unknown) }
    let keys = known.union(entries.map(\.key))
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
  /// Holds something, anywhere inside, that JSON cannot.
  fileprivate var isOpaque: Bool {
    switch self {
    case .null, .bool, .int, .float, .string: false
    case .opaque: true
    case .list(let values), .tuple(let values): values.contains { $0.isOpaque }
    case .mapping(let entries): entries.contains { $0.value.isOpaque }
    }
  }

  /// `2024-01-31`, with or without a time.
  fileprivate var isDate: Bool {
    guard case .string(let text) = self else { return false }
    let bytes = Array(text.utf8)
    guard bytes.count >= 8 else { return false }
    return bytes.prefix(4).allSatisfy { (0x30...0x39).contains($0) }
      && bytes[4] == UInt8(ascii: "-") && (0x30...0x39).contains(bytes[5])
  }
}
