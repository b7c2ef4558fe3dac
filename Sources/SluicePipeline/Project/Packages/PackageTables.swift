/// Which distributions bring a module, and what they bring along: the well-known ones. All names are
/// normalized (lower case, `-` for `_` and `.`); conda's names stand beside PyPI's.
enum PackageTables {
  /// The distributions that have the module, by the longest dotted name that is known; `nil` for a
  /// module that the tables do not know.
  static func distributions(ofModule module: String) -> [String]? {
    var name = module[...]
    while !name.isEmpty {
      if let known = modules[String(name)] { return known }
      guard let dot = name.lastIndex(of: ".") else { return nil }
      name = name[..<dot]
    }
    return nil
  }

  /// Whether all that the distribution brings along is known: an unknown one may bring anything.
  static func isKnown(_ distribution: String) -> Bool {
    known.contains(distribution) || distribution.hasPrefix("r-") || distribution.hasPrefix("types-")
      || distribution.hasSuffix("-stubs")
  }

  /// `distributions` and everything that they bring along.
  static func closure(of distributions: some Sequence<String>) -> Set<String> {
    var all: Set<String> = []
    var open = Array(distributions)
    while let name = open.popLast() {
      guard all.insert(name).inserted else { continue }
      open += companions[name] ?? []
    }
    return all
  }

  /// A module to a line, and behind it the distributions; without any it has the module's name.
  private static let modules: [String: [String]] = {
    var table: [String: [String]] = [:]
    for line in moduleLines.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      guard let module = words.first else { continue }
      let own = module.lowercased().replacing("_", with: "-").replacing(".", with: "-")
      table[module] = words.count == 1 ? [own] : Array(words.dropFirst())
    }
    return table
  }()

  private static let companions: [String: [String]] = {
    var table: [String: [String]] = [:]
    for line in companionLines.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      guard let distribution = words.first else { continue }
      table[distribution] = Array(words.dropFirst())
    }
    return table
  }()

  private static let known: Set<String> = {
    var names = Set(leafWords.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))
    for all in modules.values { names.formUnion(all) }
    for (name, all) in companions {
      names.insert(name)
      names.formUnion(all)
    }
    return names
  }()
}
