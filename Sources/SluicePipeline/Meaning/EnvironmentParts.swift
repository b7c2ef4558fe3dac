import SluiceCore
import SluiceScan
import SluiceYAML

/// What the files in the root say of the packages that tasks run with: a change there touches all tasks.
func environmentParts(in folder: ProjectFolder) -> [MeaningPart] {
  folder.names(in: ".").compactMap { name in
    guard let form = EnvironmentFile(name), let bytes = try? folder.bytes(at: name) else {
      return nil
    }
    return MeaningPart(
      kind: .environment, name: name, form: form.form(of: bytes),
      place: SourceFile(path: name, bytes: bytes).place(of: 0..<0))
  }
}

/// How a file is compared that says what is installed.
private enum EnvironmentFile {
  /// Values of YAML, whatever the layout.
  case yaml
  /// Lines, in any order, without comments.
  case lines
  /// Python, whatever the layout.
  case python
  /// The tables of TOML that name packages.
  case project
  /// Made by a tool: as it is.
  case lock

  init?(_ name: String) {
    switch name {
    case "environment.yml", "environment.yaml", "environment.lock.yml", "conda.yml", "conda.yaml":
      self = .yaml
    case "setup.py": self = .python
    case "pyproject.toml": self = .project
    case "setup.cfg", "Pipfile": self = .lines
    case "poetry.lock", "uv.lock", "pdm.lock", "Pipfile.lock", "conda-lock.yml", "pixi.lock",
      "pixi.toml", "renv.lock", ".python-version", "runtime.txt":
      self = .lock
    default:
      guard name.hasPrefix("requirements"), name.hasSuffix(".txt") || name.hasSuffix(".in") else {
        return nil
      }
      self = .lines
    }
  }

  func form(of bytes: [UInt8]) -> [UInt8] {
    switch self {
    case .yaml:
      let document = parseYAML(bytes, file: 0)
      guard let root = document.root, document.diagnostics.isEmpty else { return bytes }
      return Array(ParameterValue(root).pythonElement.utf8)
    case .python:
      let outline = pythonOutline(
        of: parsePython(Fragment(verbatim: bytes), file: 0, mode: .module))
      let imports = outline.imports.map { "\($0.level).\($0.module).\($0.name ?? "")" }
      return outline.units.flatMap(\.form) + imports.sorted().joined(separator: "\n").utf8
    case .lines:
      return lines(bytes).sorted { $0.lexicographicallyPrecedes($1) }.flatMap { $0 + [0x0A] }
    case .project: return tables(bytes)
    case .lock: return bytes
    }
  }

  /// The lines that say something, without comments and blanks around them.
  private func lines(_ bytes: [UInt8]) -> [[UInt8]] {
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

  /// The tables that name packages, with all that stands in them; the tables of other tools are left out.
  private func tables(_ bytes: [UInt8]) -> [UInt8] {
    var isWanted = false
    var form: [UInt8] = []
    for line in lines(bytes) {
      if line.first == UInt8(ascii: "[") {
        let head = String(decoding: line.filter { $0 != 0x20 && $0 != 0x22 }, as: UTF8.self)
        let isTable = !head.hasPrefix("[\"") && head.hasSuffix("]") && !head.contains(",")
        if isTable {
          isWanted = EnvironmentFile.tables.contains { head.hasPrefix($0) }
        }
      }
      if isWanted { form += line + [0x0A] }
    }
    return form
  }

  private static let tables = [
    "[project]", "[project.", "[build-system]", "[dependency-groups", "[tool.poetry.",
    "[tool.poetry]", "[tool.pdm.", "[tool.uv", "[tool.pixi", "[tool.conda",
  ]
}
