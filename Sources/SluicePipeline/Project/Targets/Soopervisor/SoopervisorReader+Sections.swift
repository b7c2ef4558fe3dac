import SluiceCore
import SluiceYAML

extension SoopervisorReader {
  /// A file of the shape that it has from 0.4 on.
  mutating func readSections(_ root: Node) {
    for entry in lastOfEach(root.mapping ?? [], \.key.text) {
      let name = entry.key.text
      guard entry.value.mapping != nil else {
        report(
          SoopervisorKinds.value, entry.value.range,
          "'\(name)' is \(entry.value.kindWords), not a section with a backend",
          help: "write `\(name): {backend: \(Soopervisor.backend)}`")
        continue
      }
      guard let backend = entry.value["backend"] else {
        report(
          SoopervisorKinds.value, entry.key.range, "'\(name)' has no 'backend'",
          help: "add `backend: \(Soopervisor.backend)`")
        continue
      }
      let isOther =
        Soopervisor.backends.contains(backend.text) && backend.text != Soopervisor.backend
      guard isOther else {
        readSection(entry.key, entry.value)
        continue
      }
      report(
        SoopervisorKinds.otherBackend, backend.range,
        "'\(name)' is for '\(backend.text)', which is not exported to yet",
        help: "go on exporting it with Soopervisor")
      result.others.append(.init(name: name, backend: backend.text))
    }
  }

  private mutating func readSection(_ key: Node, _ section: Node) {
    let name = key.text
    let node = sound(section, of: "'\(name)'")
    // Without a backend that is known, nothing else can be judged; the table has said so.
    guard let backend = node["backend"] else { return }
    if let preset = node["preset"] {
      report(
        SoopervisorKinds.value, preset.range,
        "the backend '\(Soopervisor.backend)' has no presets", help: "remove `preset`")
    }
    let image = image(node, at: backend.range)
    let volumes = volumes(node, section: name)
    var parts: [Soopervisor.Part] = [
      .init(
        key: "output", value: .made("\(name)/argo.yaml", at: key.range), origins: [],
        reason: "where Soopervisor writes it"),
      .init(
        key: "data", value: .made("project", at: backend.range), origins: [],
        reason: "the image brings source and environment, and pods share only what is mounted"),
    ]
    parts += imageParts(node, image, backend, section: name)
    // Beside a specification of its own Ploomber finds the file by itself.
    let environment = "env.\(name).yaml"
    if facts.isThere(environment), !facts.isThere("pipeline.\(name).yaml") {
      parts.append(
        .init(
          key: "env",
          value: .made(
            [("PLOOMBER_ENV_FILENAME", .made(environment, at: key.range))], at: key.range),
          origins: [], reason: "the file is there, and Soopervisor takes it for this target"))
    }
    if !volumes.isEmpty, let list = node["mounted_volumes"] {
      parts.append(
        .init(
          key: "volumes",
          value: .made(volumes.map { $0.entry(subPath: $0.subPath?.text ?? "") }, at: list.range),
          origins: volumes.map(\.origin)))
    }
    if let resources = node["task_resources"], !(resources.mapping ?? []).isEmpty {
      parts.append(
        .init(
          key: "resources", value: self.resources(resources, section: name),
          origins: ["\(name).task_resources"]))
    }
    bundle(node, section: name)
    let prefix = facts.package ?? facts.projectName
    result.translations.append(
      .init(
        name: name, range: key.range, parts: parts,
        spec: .init(
          generateName: "\(prefix)-".replacing("_", with: "-"),
          volumes: volumes.map { $0.volume(subPath: $0.subPath?.text ?? "") },
          workingDirectory: nil, image: image?.text,
          imagePullPolicy: node["repository"] == nil ? "Never" : nil)))
  }

  // MARK: The image

  /// `nil` where only Python knows its tag.
  private mutating func image(_ node: Node, at place: SourceRange) -> Node? {
    let repository = node["repository"]
    let range = repository?.range ?? place
    let name = repository?.text ?? ""
    if name == Soopervisor.placeholderRepository {
      report(
        SoopervisorKinds.placeholderRepository, range,
        "'\(name)' is what `soopervisor add` writes, and no image",
        help: "write the name of your own, or `repository: null` for one that is on the node")
    }
    if name.contains(":") { return .made(name, at: range) }
    guard let version = facts.package == nil ? "latest" : facts.version else {
      report(
        SoopervisorKinds.versionUnknown, range,
        "the image's tag is the version of '\(facts.package ?? "")', which only Python knows",
        help: "write the tag behind the repository, as `:1.0`")
      return nil
    }
    let tag = version.replacing("+", with: "-plus-")
    let base = name.isEmpty ? facts.package ?? facts.projectName : name
    return .made("\(base):\(tag)", at: range)
  }

  private func imageParts(
    _ node: Node, _ image: Node?, _ backend: Node, section: String
  ) -> [Soopervisor.Part] {
    let repository = node["repository"]
    let range = repository?.range ?? backend.range
    let source =
      [("delivery", Node.made("image", at: range))] + (image.map { [("image", $0)] } ?? [])
    var parts: [Soopervisor.Part] = [
      .init(
        key: "source", value: .made(source, at: range),
        origins: repository == nil ? [] : ["\(section).repository"],
        reason: repository == nil ? "the image that Soopervisor builds here" : nil)
    ]
    if repository == nil {
      parts.append(
        .init(
          key: "image-pull-policy", value: .made("Never", at: range), origins: [],
          reason: "there is no repository"))
    }
    return parts
  }

  // MARK: Resources

  /// Of several matches the first counts there, and here all do; so a pattern that shares tasks with an
  /// earlier one is written out as the tasks that are left to it.
  private mutating func resources(_ node: Node, section: String) -> Node {
    var taken: Set<String> = []
    var entries: [Node.Entry] = []
    for entry in node.mapping ?? [] {
      let glob = Glob(entry.key.text)
      let matches = facts.tasks.filter { glob.matches($0) }
      let own = matches.filter { !taken.contains($0) }
      taken.formUnion(matches)
      let value = resources(entry.value)
      if matches.isEmpty, !facts.tasks.isEmpty {
        report(
          SoopervisorKinds.value, entry.key.range, "no task has a name like '\(entry.key.text)'",
          help: nearest(to: entry.key.text, among: facts.tasks).map { "did you mean '\($0)'?" }
            ?? "correct the pattern, or remove the entry")
      } else if own.count == matches.count {
        entries.append(.init(key: .made(entry.key.text, at: entry.key.range), value: value))
      } else if own.isEmpty {
        leaveOut(
          "\(section).task_resources.\(entry.key.text)", entry.key.range,
          because: "earlier entries match all of its tasks")
      } else {
        entries += own.map {
          .init(key: .made(literalGlob($0), at: entry.key.range), value: value)
        }
      }
    }
    return Node(value: .mapping(entries), range: node.range)
  }

  private func resources(_ node: Node) -> Node {
    var entries: [(String, Node)] = []
    // Soopervisor passes nothing on that is 0.
    if let cores = node["vcpus"], cores.int != 0 {
      entries.append(("cpu", .made(cores.text, at: cores.range)))
    }
    if let memory = node["memory"], memory.int != 0 {
      entries.append(("memory", .made("\(memory.text)Mi", at: memory.range)))
    }
    if let count = node["gpu"]?.int, count != 0, let range = node["gpu"]?.range {
      entries.append(("gpu", .made(count, at: range)))
    }
    return .made(entries, at: node.range)
  }

  // MARK: The bundle

  private mutating func bundle(_ node: Node, section: String) {
    let include = node["include"]?.sequence ?? []
    let exclude = node["exclude"]?.sequence ?? []
    // Of a package setuptools says what goes in, and the two keys have no say.
    for item in exclude where facts.package == nil {
      guard let other = include.first(where: { $0.text == item.text }) else { continue }
      report(
        SoopervisorKinds.value, item.range, "'\(item.text)' stands in 'include' too",
        related: [.init(range: other.range, message: "here")], help: "remove one of them")
    }
    var parts: [Soopervisor.Part] = []
    for (key, items) in [("include", include), ("exclude", exclude)] where !items.isEmpty {
      let patterns = items.map { Node.made(literalGlob($0.text), at: $0.range) }
      parts.append(
        .init(
          key: key, value: .made(patterns, at: node[key]?.range ?? node.range),
          origins: ["\(section).\(key)"]))
    }
    if parts.count == 2, let range = node["exclude"]?.range {
      parts.append(
        .init(
          key: "last-word", value: .made("exclude", at: range), origins: [],
          reason: "what Soopervisor excludes stays out"))
    }
    guard !result.translations.isEmpty else {
      result.bundle = parts
      return
    }
    for part in parts {
      let first = result.bundle.first { $0.key == part.key }
      let texts = (first?.value.sequence ?? []).map(\.text)
      guard let entry = node.entry(part.key), (part.value.sequence ?? []).map(\.text) != texts
      else { continue }
      leaveOut(
        "\(section).\(part.key)", entry.key.range,
        because: "a project has one bundle, and an earlier section says what goes in",
        kind: SoopervisorKinds.notCarriedOver,
        help: "write the same list in all sections, or `bundle` in sluice.yaml")
    }
  }
}

/// The pattern that fits this text alone.
private func literalGlob(_ text: String) -> String {
  guard text.contains(where: { "*?[".contains($0) }) else { return text }
  return text.map { "*?[".contains($0) ? "[\($0)]" : String($0) }.joined()
}
