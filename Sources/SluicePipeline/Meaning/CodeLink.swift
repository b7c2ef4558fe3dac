import SluiceCore
import SluiceScan

/// What a name in code leads to, without the file in which that stands: it may be moved.
enum CodeLink {
  case targets(PythonUse, [CodeLibrary.Target])
  /// The name was bound so often before.
  case order(String, Int)

  init(_ use: PythonUse, _ targets: [CodeLibrary.Target]) { self = .targets(use, targets) }

  init(_ name: String, after count: Int) { self = .order(name, count) }

  /// As meanings compare it; `nil` where it says nothing. `ranks` tells namesakes apart.
  func words(
    _ library: inout CodeLibrary, _ ranks: [CodeLibrary.UnitKey: Int]
  ) -> String? {
    switch self {
    case .order(let name, let count): return "\(name) after \(count)"
    case .targets(let use, let targets):
      let found = targets.compactMap { words(of: $0, &library, ranks) }
      guard !found.isEmpty else { return nil }
      return ([use.name] + use.path).joined(separator: ".") + " = "
        + found.joined(separator: ", ")
    }
  }

  private func words(
    of target: CodeLibrary.Target, _ library: inout CodeLibrary,
    _ ranks: [CodeLibrary.UnitKey: Int]
  ) -> String? {
    switch target {
    case .outside(let words): return words
    case .module(let path): return "module " + Path.stem(of: path)
    // All cells run, whichever of them binds a name.
    case .unit(let key) where key.module.utf8.contains(0): return nil
    case .unit(let key):
      let name = library.unit(key)?.binds.first ?? ""
      return ranks[key].map { $0 > 0 ? "\(name)/\($0)" : name } ?? name
    }
  }
}

/// Units of one kind and name, numbered in the order in which code leads to them: a module may be renamed,
/// and moving a function says nothing.
struct Namesakes {
  private var groups: [String: [CodeLibrary.UnitKey]] = [:]
  private(set) var ranks: [CodeLibrary.UnitKey: Int] = [:]

  /// Adds the next one.
  mutating func add(_ key: CodeLibrary.UnitKey, _ group: String) {
    ranks[key] = groups[group]?.count ?? 0
    groups[group, default: []].append(key)
  }

  /// The keys by module, then by offset, where namesakes stand in their own order.
  func ordered(_ keys: [CodeLibrary.UnitKey]) -> [CodeLibrary.UnitKey] {
    var ordered = keys.sorted { ($0.module, $0.index) < ($1.module, $1.index) }
    let places = Dictionary(uniqueKeysWithValues: zip(ordered, ordered.indices))
    for group in groups.values where group.count > 1 {
      for (place, key) in zip(group.compactMap { places[$0] }.sorted(), group) {
        ordered[place] = key
      }
    }
    return ordered
  }
}
