import SluiceCore
import SluiceScan
import SluiceYAML

/// What the files say of the packages that tasks run with: a change there touches all tasks. They are those
/// that the analysis reads, and those beside them that only other tools read.
///
/// Files that files of requirements include count too, `Limit.packageFiles` of them at most.
func environmentParts(of analysis: Analysis, in folder: ProjectFolder) -> [MeaningPart] {
  let entry = Path.directory(of: analysis.entry)
  var paths = analysis.packages.files
  for place in entry == "." ? ["."] : [".", entry] {
    paths += folder.names(in: place).filter { PackageFile($0)?.isRead == false }
      .map { Path.joined(place, $0) }
  }
  var open = paths.map(Path.normalized)
  var known = Set(open)
  var parts: [MeaningPart] = []
  var next = 0
  while next < open.count {
    let path = open[next]
    next += 1
    guard let bytes = try? folder.bytes(at: path) else { continue }
    // A file of requirements may have any name.
    let file = PackageFile(Path.name(of: path)) ?? .requirements
    parts.append(
      MeaningPart(
        kind: .environment, name: path, form: file.form(of: bytes),
        place: SourceFile(path: path, bytes: bytes).place(of: 0..<0)))
    guard case .requirements = file else { continue }
    for name in includedRequirements(bytes) {
      let path = Path.normalized(Path.joined(Path.directory(of: path), name))
      guard open.count < Limit.packageFiles.value, known.insert(path).inserted else { continue }
      open.append(path)
    }
  }
  return parts
}

/// The files that `-r` and `-c` name in a file of requirements.
private func includedRequirements(_ bytes: [UInt8]) -> [String] {
  sayingLines(bytes).compactMap { line in
    for option in ["--requirement", "--constraint", "-r", "-c"] {
      guard line.starts(with: option.utf8) else { continue }
      let rest = line.dropFirst(option.utf8.count).drop {
        $0 <= 0x20 || $0 == UInt8(ascii: "=")
      }
      return rest.isEmpty ? nil : String(decoding: rest, as: UTF8.self)
    }
    return nil
  }
}

extension PackageFile {
  /// How the file is compared.
  func form(of bytes: [UInt8]) -> [UInt8] {
    switch self {
    case .environment, .otherEnvironment:
      let document = parseYAML(bytes, file: 0)
      guard let root = document.root, document.diagnostics.isEmpty else { return bytes }
      return Array(PackageFile.packages(ParameterValue(root)).pythonElement.utf8)
    case .setup:
      let outline = pythonOutline(
        of: parsePython(Fragment(verbatim: bytes), file: 0, mode: .module))
      let imports = outline.imports.map { "\($0.level).\($0.module).\($0.name ?? "")" }
      return outline.units.flatMap(\.form) + imports.sorted().joined(separator: "\n").utf8
    case .pipenv: return sorted(sayingLines(bytes))
    case .image: return Array(sayingLines(bytes).joined(separator: [0x0A]))
    case .requirements:
      return sorted(
        sayingLines(bytes).map { line in
          line.first == UInt8(ascii: "-") ? line : line.filter { $0 > 0x20 }
        })
    case .configuration: return configuration(bytes)
    case .project: return tables(bytes)
    case .lock, .pins: return bytes
    }
  }

  private func sorted(_ lines: [[UInt8]]) -> [UInt8] {
    lines.sorted { $0.lexicographicallyPrecedes($1) }.flatMap { $0 + [0x0A] }
  }

  /// An environment of conda without its name and place; packages may come in any order.
  private static func packages(_ root: ParameterValue) -> ParameterValue {
    guard case .mapping(let entries) = root else { return root }
    return .mapping(
      entries.compactMap { entry in
        switch entry.key {
        case "name", "prefix": return nil
        case "dependencies":
          var entry = entry
          guard case .list(let items) = entry.value else { return entry }
          entry.value = .list(inOrder(items.map(pipInOrder)))
          return entry
        default: return entry
        }
      })
  }

  private static func pipInOrder(_ item: ParameterValue) -> ParameterValue {
    guard case .mapping(let entries) = item else { return item }
    return .mapping(
      entries.map { entry in
        var entry = entry
        if case .list(let items) = entry.value { entry.value = .list(inOrder(items)) }
        return entry
      })
  }

  private static func inOrder(_ items: [ParameterValue]) -> [ParameterValue] {
    items.sorted { $0.pythonElement < $1.pythonElement }
  }

  /// What `setup.cfg` says of packages.
  private func configuration(_ bytes: [UInt8]) -> [UInt8] {
    guard let file = try? SetupConfiguration(bytes) else { return bytes }
    let keys = ["install_requires", "setup_requires", "python_requires"]
    let own = keys.compactMap { key in file.sections["options"]?[key].map { (key, $0) } }
    let extras = (file.sections["options.extras_require"] ?? [:]).sorted { $0.key < $1.key }
    return (own + extras.map { ("extra " + $0.key, $0.value) }).flatMap { key, value in
      Array((key + "\n").utf8) + sorted(sayingLines(Array(value.utf8)))
    }
  }

  /// The tables that name packages, with all that stands in them; the tables of other tools are left out.
  private func tables(_ bytes: [UInt8]) -> [UInt8] {
    var isWanted = false
    var form: [UInt8] = []
    // In `[project]` only some keys are about packages.
    var isProject = false
    for line in sayingLines(bytes) {
      if line.first == UInt8(ascii: "[") {
        let head = String(decoding: line.filter { $0 != 0x20 && $0 != 0x22 }, as: UTF8.self)
        let isTable = !head.hasPrefix("[\"") && head.hasSuffix("]") && !head.contains(",")
        if isTable {
          isProject = head == "[project]"
          isWanted = PackageFile.tables.contains { head.hasPrefix($0) }
        }
      }
      if isProject, let key = key(of: line) {
        isWanted = ["dependencies", "optional-dependencies", "requires-python"].contains(key)
      }
      if isWanted { form += line + [0x0A] }
    }
    return form
  }

  /// The key of `key = value`; the lines of a list that goes on have none.
  private func key(of line: [UInt8]) -> String? {
    let name = line.prefix { isNameByte($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
    let rest = line.dropFirst(name.count).drop { $0 <= 0x20 }
    guard !name.isEmpty, rest.first == UInt8(ascii: "=") else { return nil }
    let key = String(decoding: name, as: UTF8.self)
    return key.hasPrefix("optional-dependencies.") ? "optional-dependencies" : key
  }

  private static let tables = [
    "[project.optional-dependencies", "[build-system]", "[dependency-groups",
    "[tool.poetry.dependencies", "[tool.poetry.dev-dependencies", "[tool.poetry.group.",
    "[tool.poetry.source", "[[tool.poetry.source", "[tool.pdm.", "[tool.uv", "[tool.pixi",
    "[tool.conda",
  ]
}

/// The lines that say something, without comments and blanks around them.
private func sayingLines(_ bytes: [UInt8]) -> [[UInt8]] {
  bytes.split { $0 == 0x0A || $0 == 0x0D }.compactMap { line in
    var text = Array(line)
    for index in text.indices where text[index] == UInt8(ascii: "#") {
      // A `#` within an address is part of it.
      if index == 0 || text[index - 1] == 0x20 || text[index - 1] == 0x09 {
        text.removeSubrange(index...)
        break
      }
    }
    while let last = text.last, last <= 0x20 { text.removeLast() }
    let words = Array(text.drop { $0 <= 0x20 })
    return words.isEmpty ? nil : words
  }
}

/// Whether the byte may stand in a plain name.
func isNameByte(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: "_") || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
    || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
    || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
}
