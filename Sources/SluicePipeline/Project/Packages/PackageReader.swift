import SluiceCore
import SluiceScan
import SluiceYAML

/// Reads the files that say which distributions a project needs. Total; each file once.
struct PackageReader {
  private let folder: ProjectFolder
  private(set) var store: SourceStore
  private(set) var packages = DeclaredPackages()
  private var visited: Set<String> = []
  private static let fileLimit = Limit.packageFiles.value

  init(folder: ProjectFolder, store: SourceStore) {
    self.folder = folder
    self.store = store
  }

  /// Reads what lies in `folders`, and notes the modules in them and in `codeFolders`.
  mutating func read(_ folders: [String], codeFolders: [String]) {
    for place in folders {
      for name in folder.names(in: place) where PackageFile(name)?.isRead == true {
        read(Path.joined(place, name))
      }
      for name in folder.names(in: Path.joined(place, "requirements")) where name.hasSuffix(".txt")
      {
        readRequirements(Path.joined(place, "requirements/" + name))
      }
    }
    for place in Set(folders + codeFolders) {
      for name in folder.names(in: place) {
        packages.localModules.insert(topLevelModule(name))
      }
    }
  }

  private mutating func read(_ path: String) {
    let name = Path.name(of: path)
    if name.contains(".lock") || name.contains("-lock") { packages.hasLock = true }
    guard let form = PackageFile(name) else { return }
    if case .requirements = form { return readRequirements(path) }
    guard let (file, bytes) = open(path) else { return }
    switch (form, name) {
    case (.setup, _): readSetup(bytes, file)
    case (.configuration, _): readSetupConfiguration(bytes)
    case (_, "Pipfile.lock"): readPipfileLock(bytes)
    case (_, "conda-lock.yml"): readCondaLock(bytes, file)
    case (.project, _), (.pipenv, _), (.lock, _): readTOML(bytes, file)
    // What an image installs beside, nobody reads here.
    case (.image, _): packages.isIncomplete = true
    case (.environment, _): readEnvironment(bytes, file, path)
    case (.requirements, _), (.otherEnvironment, _), (.pins, _): break
    }
  }

  private mutating func open(_ path: String) -> (file: Int, bytes: [UInt8])? {
    guard visited.count < PackageReader.fileLimit else {
      if !visited.contains(path) { packages.isCut = true }
      packages.isIncomplete = true
      return nil
    }
    guard visited.insert(path).inserted, let bytes = try? folder.bytes(at: path),
      bytes.count < 4 << 20
    else { return nil }
    packages.files.append(path)
    let file = store.position(of: path) ?? store.add(SourceFile(path: path, bytes: bytes))
    return (file, bytes)
  }

  // MARK: Requirements

  private mutating func readRequirements(_ path: String) {
    guard let (file, bytes) = open(path) else {
      if !visited.contains(path) { packages.isIncomplete = true }
      return
    }
    var start = 0
    var continues = false
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != 0x0A { end += 1 }
      let line = String(decoding: bytes[start..<end], as: UTF8.self)
      let lead = bytes[start..<end].prefix { $0 == 0x20 || $0 == 0x09 }.count
      if !continues {
        let name = bytes[(start + lead)..<end].prefix { $0 > 0x20 && !"[=<>!~;@".utf8.contains($0) }
        let range = SourceRange(file: file, bytes: start + lead..<start + lead + name.count)
        readRequirement(line, range, in: Path.directory(of: path))
      }
      continues = line.trimmed.hasSuffix("\\")
      start = end + 1
    }
  }

  /// One line of a requirements file, or one entry of a list of requirements.
  private mutating func readRequirement(_ line: String, _ range: SourceRange?, in place: String) {
    var text = line[...].trimmed
    if text.hasPrefix("#") { return }
    if let comment = text.firstRange(of: " #") { text = text[..<comment.lowerBound].trimmed }
    guard !text.isEmpty else { return }
    if text.hasPrefix("-") { return readOption(text, in: place) }
    if text.contains("{{") || text.contains("${") {
      packages.isIncomplete = true
      return
    }
    let isNamed = text.contains(" @ ")
    if !isNamed, text.contains("://") || text.hasPrefix(".") || text.hasPrefix("/") {
      packages.isIncomplete = packages.isIncomplete || text != "."
    }
    // An extra brings more along than the tables know.
    if text.contains("["), !distributionName(String(text)).hasPrefix("ploomber") {
      packages.isIncomplete = true
    }
    let name = distributionName(String(text))
    guard !name.isEmpty else { return }
    let hasVersion = isNamed || text.contains { "=<>~!/".contains($0) }
    packages.entries.append(.init(name: name, range: range, hasVersion: hasVersion))
  }

  private mutating func readOption(_ text: Substring, in place: String) {
    let words = text.split(whereSeparator: { $0 == " " || $0 == "=" || $0 == "\t" })
    let option = words[0]
    for (short, long) in [("-r", "--requirement"), ("-c", "--constraint")] {
      guard option == short || option == long || option.hasPrefix(short) && !option.hasPrefix("--")
      else { continue }
      let value = option == short || option == long ? words.dropFirst().first : option.dropFirst(2)
      guard short == "-r" else {
        packages.hasLock = true
        return
      }
      guard let value, !value.contains("://") else {
        packages.isIncomplete = true
        return
      }
      let path = Path.joined(place, String(value))
      if folder.kind(of: path) != .file { packages.isIncomplete = true }
      return readRequirements(path)
    }
    if option == "-e" || option == "--editable" {
      packages.isIncomplete = packages.isIncomplete || words.dropFirst().first != "."
    }
  }

  // MARK: conda

  private mutating func readEnvironment(_ bytes: [UInt8], _ file: Int, _ path: String) {
    guard let root = parseYAML(bytes, file: file).root, root.mapping != nil else {
      packages.isIncomplete = true
      return
    }
    for entry in root["dependencies"]?.sequence ?? [] {
      if let text = entry.string {
        let name = distributionName(text)
        if name == "anaconda" { packages.isIncomplete = true }
        packages.entries.append(
          .init(
            name: name, range: entry.range,
            hasVersion: text.contains { "=<>~! ".contains($0) } || name == "pip"))
        continue
      }
      guard let list = entry["pip"]?.sequence else {
        packages.isIncomplete = true
        continue
      }
      for requirement in list {
        guard let text = requirement.string else { continue }
        readRequirement(text, requirement.range, in: Path.directory(of: path))
      }
    }
  }

  // MARK: Packages

  private mutating func readSetup(_ bytes: [UInt8], _ file: Int) {
    let tree = parsePython(Fragment(verbatim: bytes), file: file, mode: .module)
    let setup = pythonSetupRequirements(in: tree)
    if setup.isIncomplete { packages.isIncomplete = true }
    for (text, range) in setup.requirements { readRequirement(text, range, in: ".") }
  }

  private mutating func readSetupConfiguration(_ bytes: [UInt8]) {
    guard let file = try? SetupConfiguration(bytes) else {
      packages.isIncomplete = true
      return
    }
    var lists = file.sections["options.extras_require"].map { Array($0.values) } ?? []
    if let own = file.sections["options"]?["install_requires"] { lists.append(own) }
    for list in lists {
      if list.hasPrefix("file:") || list.hasPrefix("attr:") {
        packages.isIncomplete = true
        continue
      }
      for line in list.split(separator: "\n") { readRequirement(String(line), nil, in: ".") }
    }
  }

  private mutating func readTOML(_ bytes: [UInt8], _ file: Int) {
    for entry in tomlEntries(bytes) {
      let table = entry.table
      switch (table, entry.key) {
      case ("project", "dynamic"):
        if entry.strings.contains(where: { $0.text.contains("dependencies") }) {
          packages.isIncomplete = true
        }
      case ("project", "dependencies"), ("project.optional-dependencies", _),
        ("dependency-groups", _):
        for string in entry.strings {
          readRequirement(string.text, SourceRange(file: file, bytes: string.range), in: ".")
        }
      case ("[package]", "name"):
        for string in entry.strings { readRequirement(string.text, nil, in: ".") }
      default:
        guard table == "packages" || table == "dev-packages" || isToolTable(table),
          entry.key != "python"
        else { continue }
        packages.entries.append(
          .init(name: distributionName(entry.key), range: nil, hasVersion: true))
      }
    }
  }

  private mutating func readPipfileLock(_ bytes: [UInt8]) {
    guard let root = try? JSONParser.parse(bytes) else {
      packages.isIncomplete = true
      return
    }
    for section in ["default", "develop"] {
      for member in root[section]?.members ?? [] {
        packages.entries.append(
          .init(name: distributionName(member.key), range: nil, hasVersion: true))
      }
    }
  }

  private mutating func readCondaLock(_ bytes: [UInt8], _ file: Int) {
    let entries = parseYAML(bytes, file: file).root?["package"]?.sequence
    // Too large a file, or another form of it.
    if entries == nil { packages.isIncomplete = true }
    for entry in entries ?? [] {
      guard let name = entry["name"]?.string else { continue }
      packages.entries.append(.init(name: distributionName(name), range: nil, hasVersion: true))
    }
  }

  /// `tool.poetry.dependencies`, `tool.poetry.group.dev.dependencies`, `tool.pixi.dependencies`
  private func isToolTable(_ table: String) -> Bool {
    (table.hasPrefix("tool.poetry") || table.hasPrefix("tool.pixi"))
      && table.hasSuffix("dependencies")
  }
}
