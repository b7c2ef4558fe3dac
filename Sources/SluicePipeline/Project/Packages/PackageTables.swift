/// Which distributions bring a module, and what they bring along: the well-known ones. All names are
/// normalized (lower case, `-` for `_` and `.`); conda's names stand beside PyPI's.
enum PackageTables {
  /// The distributions that have the module, by the longest dotted name that is known; `nil` for a
  /// module that the tables do not know.
  static func distributions(ofModule module: String) -> [String]? {
    var name = module[...]
    while !name.isEmpty {
      if let known = modules[String(name)] { return known.isEmpty ? [normalizedName(name)] : known }
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
  private static let modules = NamedLines(moduleLines)
  private static let companions = NamedLines(companionLines)

  private static let known: Set<String> = {
    var names = Set(leafWords.utf8.split { $0 == 0x20 || $0 == 0x0A }.map { String(Substring($0)) })
    for module in modules.names { names.formUnion(distributions(ofModule: module) ?? []) }
    for name in companions.names {
      names.insert(name)
      names.formUnion(companions[name] ?? [])
    }
    return names
  }()
}

/// Lines of words, found by the first of them. Only those that are asked for are taken apart: a run asks
/// for few.
private struct NamedLines: Sendable {
  private let text: [UInt8]
  /// By the first word of a line, what stands behind it.
  private let places: [String: Range<Int>]

  init(_ lines: String) {
    text = Array(lines.utf8)
    var places: [String: Range<Int>] = [:]
    var start = 0
    while start < text.count {
      let end = text[start...].firstIndex(of: 0x0A) ?? text.count
      let nameEnd = text[start..<end].firstIndex(of: 0x20) ?? end
      if start < nameEnd {
        places[String(decoding: text[start..<nameEnd], as: UTF8.self)] = nameEnd..<end
      }
      start = end + 1
    }
    self.places = places
  }

  var names: Dictionary<String, Range<Int>>.Keys { places.keys }

  /// The words behind the name; `nil` where no line begins with it.
  subscript(name: String) -> [String]? {
    guard let place = places[name] else { return nil }
    return text[place].split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
  }
}
