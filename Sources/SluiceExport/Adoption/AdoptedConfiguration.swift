import SluiceCore
package import SluicePipeline
import SluiceYAML

/// A `sluice.yaml` that says what `soopervisor.yaml` does, each key with a comment about where it comes
/// from.
package struct AdoptedConfiguration: Sendable {
  /// Why nothing can be put into the file that is there.
  package struct Refusal: Error, Hashable, Sendable {
    /// One clause.
    package var words: String
  }

  /// Ends of the whole file.
  package let text: String

  /// `existing` is the file that is there, whose every line is kept, but those of `targets` where they are
  /// to be replaced; `nil` where there is none.
  package init(
    _ soopervisor: Soopervisor, path: String, into existing: [UInt8]?, replacing: Bool = false
  ) throws(Refusal) {
    let targets = AdoptedConfiguration.targets(soopervisor)
    let bundle = AdoptedConfiguration.lines(soopervisor.bundle, indent: 2)
    guard let existing, existing.contains(where: { $0 > 0x20 }) else {
      let head = "# What \(path) said, written by `sluice adopt`.\n"
      text = head + (bundle.isEmpty ? "" : "bundle:\n" + bundle) + "targets:\n" + targets
      return
    }
    var merging = try Merging(existing)
    if replacing { merging.removeTargets() }
    try merging.put("targets", targets)
    if !bundle.isEmpty, !merging.saysWhatIsBundled {
      try merging.put("bundle", bundle)
    }
    text = merging.text
  }

  /// The section for each target, without the key `targets`.
  package static func targets(_ soopervisor: Soopervisor) -> String {
    soopervisor.translations.map { target in
      // As an item of a list the name stands on one line, however long it is.
      let name = yamlText(.sequence([.string(target.name)])).dropFirst(2).dropLast()
      let parts = lines(target.parts, indent: 4)
      return "  \(name):" + (parts.isEmpty ? " {}\n" : "\n" + parts)
    }.joined()
  }

  private static func lines(_ parts: [Soopervisor.Part], indent: Int) -> String {
    parts.map { part in
      let source = part.origins.isEmpty ? [] : ["from " + part.origins.joined(separator: ", ")]
      let words = (source + (part.reason.map { [$0] } ?? [])).joined(separator: ": ")
      return comment(words) + yamlText(.mapping([YAMLEntry(part.key, part.value.yaml)]))
    }.joined().indented(by: indent)
  }

  private static func yamlText(_ value: YAMLValue) -> String {
    String(decoding: yamlBytes(value), as: UTF8.self)
  }

  /// On one line, whatever the names of sections hold.
  private static func comment(_ words: String) -> String {
    if words.isEmpty { return "" }
    let scalars = words.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }
    return "# " + String(String.UnicodeScalarView(scalars)) + "\n"
  }

  // MARK: Whether it says the same

  /// Whether a reading of `sluice.yaml` comes to the targets of `soopervisor.yaml`.
  package static func isSame(_ configuration: Configuration, as other: Configuration) -> Bool {
    func essence(_ configuration: Configuration) -> [YAMLValue] {
      configuration.targets.map { .mapping([YAMLEntry($0.name, $0.settings.yaml)]) }
    }
    func texts(_ patterns: [BundleRules.Pattern]) -> [String] { patterns.map(\.text) }
    let (one, two) = (configuration.bundle, other.bundle)
    return essence(configuration) == essence(other) && texts(one.include) == texts(two.include)
      && texts(one.exclude) == texts(two.exclude) && one.excludeIsLast == two.excludeIsLast
  }
}

extension String {
  /// Every line that has something in it, moved to the right.
  fileprivate func indented(by width: Int) -> String {
    let blanks = String(repeating: " ", count: width)
    return split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : blanks + $0 }.joined(separator: "\n")
  }
}

/// A `sluice.yaml` that sections are put into, as text: nothing that is there moves but to make room.
private struct Merging {
  private(set) var text: String
  private var root: Node?

  init(_ bytes: [UInt8]) throws(AdoptedConfiguration.Refusal) {
    text = String(decoding: bytes, as: UTF8.self)
    let document = parseYAML(bytes, file: 0)
    guard !document.diagnostics.contains(where: { $0.kind.severity == .error }) else {
      throw .init(words: "it is no YAML that can be read")
    }
    root = document.root.flatMap { $0.isNull ? nil : $0 }
    guard let root else { return }
    guard root.mapping != nil else { throw .init(words: "it is \(root.kindWords), not a mapping") }
    guard bytes.indices.contains(root.range.bytes.lowerBound),
      bytes[root.range.bytes.lowerBound] != 0x7B
    else { throw .init(words: "it is one mapping in braces") }
  }

  /// Whether the file has lists of its own for the bundle.
  var saysWhatIsBundled: Bool {
    root?["bundle"]?["include"] != nil || root?["bundle"]?["exclude"] != nil
  }

  /// Takes the section away, with what is written behind its key and below it.
  mutating func removeTargets() {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let line = lines.firstIndex(where: { $0.hasPrefix("targets:") }) else { return }
    let isPart = { (line: Substring) in line.isEmpty || " \t#-}]".contains(line.prefix(1)) }
    var end = lines[(line + 1)...].firstIndex { !isPart($0) } ?? lines.endIndex
    // Comments above the next key are about that key.
    while end > line + 1, end < lines.endIndex,
      lines[end - 1].isEmpty || lines[end - 1].hasPrefix("#")
    {
      end -= 1
    }
    lines.removeSubrange(line..<end)
    text = lines.joined(separator: "\n")
    if !text.isEmpty, !text.hasSuffix("\n") { text += "\n" }
    root = parseYAML(Array(text.utf8), file: 0).root
  }

  /// Puts `lines` below `key`, which may be there with nothing in it, or, for a block of lines, with
  /// other keys.
  mutating func put(_ key: String, _ lines: String) throws(AdoptedConfiguration.Refusal) {
    guard let entry = root?.entry(key) else {
      if !text.hasSuffix("\n") { text += "\n" }
      text += "\n\(key):\n" + lines
      return
    }
    let value = entry.value
    let isEmpty = value.isNull || (value.mapping?.isEmpty ?? false)
    guard isEmpty || key != "targets" else {
      throw .init(words: "it has targets of its own")
    }
    // Keys at the top stand in the first column, so the line of this one is found by its text.
    var texts = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let line = texts.firstIndex(where: { $0.hasPrefix(key + ":") }) else {
      throw .init(words: "its key '\(key)' is not written plainly")
    }
    let added = lines.dropLast().split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
    if isEmpty {
      var head = "\(key):"
      if let sign = texts[line].firstIndex(of: "#") { head += "  " + String(texts[line][sign...]) }
      texts[line] = head
      texts.insert(contentsOf: added, at: line + 1)
    } else {
      guard let next = texts[(line + 1)...].first(where: { !$0.isEmpty && !$0.hasPrefix("#") }),
        value.mapping != nil,
        texts[line].dropFirst(key.utf8.count + 1).first(where: { $0 != " " }).map({ $0 == "#" })
          ?? true
      else { throw .init(words: "its key '\(key)' is written in braces") }
      let indent = next.prefix { $0 == " " }
      let moved = added.map { $0.isEmpty ? "" : String(indent) + $0.dropFirst(2) }
      texts.insert(contentsOf: moved, at: line + 1)
    }
    text = texts.joined(separator: "\n")
  }
}
