/// A configuration file as Python's `configparser` reads it: `setup.cfg`.
package struct SetupConfiguration: Hashable, Sendable {
  /// Why Python refuses the file.
  package struct Mistake: Error, Hashable, Sendable {
    /// From 1.
    package var line: Int
    /// One clause.
    package var words: String
  }

  /// By section, then by key in lower case; a value without its line ends' blanks.
  package private(set) var sections: [String: [String: String]] = [:]
  private static let defaults = "DEFAULT"
  /// In bytes. No entry point is longer.
  private static let longestValue = 1 << 16

  /// Reads UTF-8. Throws at what `configparser` refuses, of which the whole file is not read then.
  package init(_ bytes: [UInt8]) throws(Mistake) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Mistake(line: 1, words: "the file is not UTF-8")
    }
    var section: String?
    var key: String?
    var indent = 0
    var values: [String: [String: [Substring]]] = [:]
    var mistake: Mistake?
    let lines = text.split(omittingEmptySubsequences: false) {
      $0 == "\n" || $0 == "\r\n" || $0 == "\r"
    }
    for (number, line) in lines.enumerated() {
      let value = line.trimmed
      if value.hasPrefix("#") || value.hasPrefix(";") { continue }
      if value.isEmpty {
        if let section, let key { values[section]?[key]?.append("") }
        continue
      }
      let depth = line.prefix { $0.isWhitespace }.unicodeScalars.count
      if let section, let key, depth > indent {
        values[section]?[key]?.append(value)
        continue
      }
      indent = depth
      if value.hasPrefix("["), let end = value.lastIndex(of: "]"),
        end > value.index(after: value.startIndex)
      {
        let name = String(value[value.index(after: value.startIndex)..<end])
        if name != SetupConfiguration.defaults, values[name] != nil {
          throw Mistake(line: number + 1, words: "the section '\(name)' stands there twice")
        }
        values[name, default: [:]] = values[name] ?? [:]
        section = name
        key = nil
        continue
      }
      guard let section else {
        throw Mistake(line: number + 1, words: "a line stands before the first section")
      }
      guard let mark = value.firstIndex(where: { $0 == "=" || $0 == ":" }) else {
        mistake =
          mistake ?? Mistake(line: number + 1, words: "a line is neither a key nor a section")
        continue
      }
      let name = value[..<mark].trimmed.lowercased()
      if name.isEmpty { mistake = mistake ?? Mistake(line: number + 1, words: "a key is empty") }
      if values[section]?[name] != nil {
        throw Mistake(
          line: number + 1, words: "the key '\(name)' stands twice in the section '\(section)'")
      }
      values[section]?[name] = [value[value.index(after: mark)...].trimmed]
      key = name
    }
    if let mistake { throw mistake }
    sections = values.mapValues { section in
      section.mapValues { lines in
        String(lines.joined(separator: "\n")[...].trimmedAtEnd)
      }
    }
  }

  /// The value of a key, defaults and interpolation included; `nil` without one. Throws where an
  /// interpolation leads nowhere.
  package func value(of key: String, in section: String) throws(Mistake) -> String? {
    guard let own = sections[section],
      let raw = own[key] ?? sections[SetupConfiguration.defaults]?[key]
    else { return nil }
    var room = SetupConfiguration.longestValue
    return try interpolated(raw, section, depth: 0, &room)
  }

  /// `room` is how many bytes the value may still get: values that repeat values grow without bound.
  private func interpolated(
    _ raw: String, _ section: String, depth: Int, _ room: inout Int
  ) throws(Mistake) -> String {
    let broken = Mistake(line: 1, words: "'\(raw)' holds a '%' that Python cannot resolve")
    room -= raw.utf8.count
    guard depth < 10, room >= 0 else { throw broken }
    var result = ""
    var rest = raw[...]
    while let mark = rest.firstIndex(of: "%") {
      result += rest[..<mark]
      rest = rest[rest.index(after: mark)...]
      if rest.first == "%" {
        result += "%"
        rest = rest.dropFirst()
      } else if rest.first == "(", let end = rest.firstRange(of: ")s") {
        let key = rest[rest.index(after: rest.startIndex)..<end.lowerBound].lowercased()
        guard let value = sections[section]?[key] ?? sections[SetupConfiguration.defaults]?[key]
        else { throw broken }
        result += try interpolated(value, section, depth: depth + 1, &room)
        rest = rest[end.upperBound...]
      } else {
        throw broken
      }
    }
    return result + rest
  }
}

extension StringProtocol {
  /// Without blanks and line ends at both ends, as Python's `strip()`.
  var trimmed: SubSequence { drop { $0.isWhitespace }.trimmedAtEnd }

  fileprivate var trimmedAtEnd: SubSequence {
    // `dropLast()` counts the whole text each time.
    var end = endIndex
    while end > startIndex, case let last = index(before: end), self[last].isWhitespace {
      end = last
    }
    return self[..<end]
  }
}
