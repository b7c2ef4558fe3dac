import SluiceCore
import SluiceYAML

extension SoopervisorReader {
  /// A file of the shape that it had up to 0.3.
  mutating func readDisk(_ root: Node) {
    let node = sound(root, of: "'\(Soopervisor.fileName)'")
    let start = SourceRange(file: result.file, bytes: 0..<0)
    var parts: [Soopervisor.Part] = []
    var volumes = volumes(node, section: "")
    if let list = node["mounted_volumes"] {
      if list.sequence?.isEmpty ?? false {
        report(
          SoopervisorKinds.value, list.range, "'mounted_volumes' is empty",
          help: "name the volume with the project, or remove the key: it is the claim `nfs` then")
      }
    } else {
      volumes = [standardDisk(at: start)]
    }
    let subPaths = volumes.map { template($0.subPath) }
    if let disk = volumes.first, let subPath = subPaths.first {
      let entries =
        disk.keys + [("sub-path", .made(subPath.ours, at: disk.subPath?.range ?? disk.range))]
      let isNamed = node["mounted_volumes"] != nil
      parts.append(
        .init(
          key: "disk", value: .made(entries, at: disk.range),
          origins: isNamed ? [disk.origin] : [],
          reason: isNamed ? nil : "Soopervisor's own default"))
    }
    let others = Array(zip(volumes, subPaths)).dropFirst()
    if let first = others.first {
      parts.append(
        .init(
          key: "volumes",
          value: .made(others.map { $0.entry(subPath: $1.expanded) }, at: first.0.range),
          origins: others.map(\.0.origin)))
    }
    if let image = node["image"] {
      parts.append(.init(key: "image", value: image, origins: ["image"]))
    }
    if let pod = codePod(node["code_pod"]) { parts.append(pod) }
    parts += arguments(node["args"])
    parts += paths(node["paths"])
    leaveOutOldKeys(node)
    let spec = Soopervisor.Spec(
      generateName: facts.projectName + "-",
      volumes: zip(volumes, subPaths).map { $0.volume(subPath: $1.expanded) },
      workingDirectory: volumes.first?.mountPath,
      image: node["image"]?.text ?? "continuumio/miniconda3", imagePullPolicy: nil)
    result.translations = [.init(name: "argo", range: start, parts: parts, spec: spec)]
  }

  private func standardDisk(at range: SourceRange) -> SoopervisorVolume {
    let name = Node.made("nfs", at: range)
    return SoopervisorVolume(
      name: name,
      source: .made(
        [("persistentVolumeClaim", .made([("claimName", name)], at: range))], at: range),
      subPath: .made("{{project_name}}", at: range), range: range, origin: "mounted_volumes")
  }

  // MARK: Templates

  /// What a text with `{{project_name}}` is in our words, and what it comes to here.
  private mutating func template(_ node: Node?) -> (ours: String, expanded: String) {
    guard let node else { return ("", "") }
    var ours = ""
    var expanded = ""
    var rest = node.text[...]
    while let start = rest.firstRange(of: "{{") {
      ours += rest[..<start.lowerBound]
      expanded += rest[..<start.lowerBound]
      rest = rest[start.upperBound...]
      guard let end = rest.firstRange(of: "}}"),
        rest[..<end.lowerBound].split(separator: " ") == ["project_name"]
      else {
        report(
          SoopervisorKinds.value, node.range,
          "'\(node.text)' has another placeholder than `{{project_name}}`",
          help: "write the text that it stands for")
        return (node.text, node.text)
      }
      ours += "{project}"
      expanded += facts.projectName
      rest = rest[end.upperBound...]
    }
    return (ours + rest, expanded + rest)
  }

  // MARK: Sections

  private mutating func codePod(_ node: Node?) -> Soopervisor.Part? {
    guard let node, let args = node["args"], let path = node["path"] else { return nil }
    var entries: [(String, Node)] = []
    guard let words = shellWords(args.text) else {
      report(
        SoopervisorKinds.value, args.range, "'\(args.text)' has a quote without its end",
        help: "close it")
      return nil
    }
    for option in commandOptions(
      words, with: ["-l", "--selector", "-n", "--namespace", "-o", "--output"])
    {
      switch (option.name, option.value) {
      case ("-l", let text?), ("--selector", let text?):
        entries.append(("selector", .made(text, at: args.range)))
      case ("-n", let text?), ("--namespace", let text?):
        entries.append(("namespace", .made(text, at: args.range)))
      case ("-o", _), ("--output", _):
        report(
          SoopervisorKinds.value, args.range, "'args' sets how kubectl answers",
          help: "remove `\(option.name)`")
      default:
        leaveOut(
          "code_pod.args", args.range,
          because: "'\(option.name)' is nothing that `sluice upload` says to kubectl",
          kind: SoopervisorKinds.notCarriedOver,
          help: "name the pod by `-l LABEL` and `-n NAMESPACE` alone")
      }
    }
    entries.append(("path", .made(template(path).ours, at: path.range)))
    return .init(
      key: "source", value: .made([("pod", .made(entries, at: node.range))], at: node.range),
      origins: ["code_pod"])
  }

  private mutating func arguments(_ node: Node?) -> [Soopervisor.Part] {
    guard let node, !node.text.isEmpty else { return [] }
    guard let words = shellWords(node.text) else {
      report(
        SoopervisorKinds.value, node.range, "'\(node.text)' has a quote without its end",
        help: "close it")
      return []
    }
    var placeholders: [(String, Node)] = []
    var parts: [Soopervisor.Part] = []
    for option in commandOptions(words, with: ["-e", "--entry-point"]) {
      switch (option.name, option.value) {
      case ("-f", _), ("--force", _):
        leaveOut("args", node.range, because: "every task is run with '--force' anyway")
      case ("-e", let text?), ("--entry-point", let text?):
        parts.append(.init(key: "entry", value: .made(text, at: node.range), origins: ["args"]))
      case (let name, let text?) where name.hasPrefix("--env--"):
        let key = name.dropFirst("--env--".utf8.count).replacing("--", with: ".")
        placeholders.append((String(key), .made(text, at: node.range)))
      default:
        leaveOut(
          "args", node.range, because: "'\(option.name)' is nothing that the pods pass on",
          kind: SoopervisorKinds.notCarriedOver,
          help: "see whether the tasks run as meant without it")
      }
    }
    if !placeholders.isEmpty {
      parts.append(
        .init(
          key: "placeholders", value: .made(placeholders, at: node.range), origins: ["args"]))
    }
    return parts
  }

  private mutating func paths(_ node: Node?) -> [Soopervisor.Part] {
    guard let node else { return [] }
    if let project = node["project"], Path.normalized(project.text) != "." {
      leaveOut(
        "paths.project", project.range,
        because: "the project is where its specification is, as for Soopervisor from 0.3 on",
        kind: SoopervisorKinds.notCarriedOver,
        help: "run `sluice -C \(shellQuoted(project.text))` if that folder has it")
    }
    if let products = node["products"] {
      leaveOut("paths.products", products.range, because: "only 'storage' reads it")
    }
    guard let file = node["environment"], Path.normalized(file.text) != CondaEnvironment.path else {
      return []
    }
    return [
      .init(
        key: "env",
        value: .made(
          [("SLUICE_ENVIRONMENT_FILE", .made(file.text, at: file.range))], at: file.range),
        origins: ["paths.environment"])
    ]
  }

  private mutating func leaveOutOldKeys(_ node: Node) {
    let reasons = [
      ("environment_prefix", "the environment lies on the disk, under a digest of its file"),
      ("cache_env", "the environment is made once, and again when its file changes"),
      ("executor", "it is for 'soopervisor build'"),
      ("allow_incremental", "it is for 'soopervisor build'"),
      ("lazy_import", "nothing of the project is ever imported"),
    ]
    for (key, reason) in reasons {
      if let entry = node.entry(key) { leaveOut(key, entry.key.range, because: reason) }
    }
    guard let storage = node["storage"] else { return }
    guard let provider = storage["provider"] else {
      for entry in storage.mapping ?? [] {
        leaveOut("storage.\(entry.key.text)", entry.key.range, because: "there is no 'provider'")
      }
      return
    }
    leaveOut(
      "storage", provider.range, because: "products stay on the disk, and nothing copies them",
      kind: SoopervisorKinds.notCarriedOver,
      help: "copy them in a task of the pipeline, or with a client for `File`")
  }
}
