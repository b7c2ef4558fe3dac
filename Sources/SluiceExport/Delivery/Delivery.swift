import SluiceCore
import SluicePipeline

/// How the pods of one export get the source: `sluice.yaml`'s choice with all that it takes.
enum Delivery: Hashable, Sendable {
  /// The project's folder on the claim is the source.
  case folder
  /// A version that was uploaded to the claim, by its digest.
  case version(digest: String)
  /// The archive, `tar.gz` in base64, and its SHA-256.
  case inline(archive: String, digest: String)
  case git(Checkout)
  case package(Package)
  /// `folder` is `nil` for the image's working directory.
  case image(name: String, folder: String?)

  /// A commit of a repository.
  struct Checkout: Hashable, Sendable {
    var repository: String
    /// In full.
    var commit: String
    /// The project's folder in the repository; empty where they are the same.
    var folder: String
  }

  /// A distribution on a package index.
  struct Package: Hashable, Sendable {
    var name: String
    var version: String
    /// The folder of the specification among what pip installs.
    var folder: String
    /// The specification's name in it; `nil` where Ploomber finds it itself.
    var entry: String?
  }

  /// Whether each pod works in a folder of its own instead of on the claim.
  var isPrivate: Bool { self != .folder }
}

/// The delivery that the configuration chooses, and what stands against it. With an error among the
/// findings the delivery is `folder`, so that the rest of the export can be judged.
func delivery(_ request: ExportRequest) -> (delivery: Delivery, findings: [Diagnostic]) {
  var draft = DeliveryDraft(request)
  let delivery = draft.delivery()
  return (delivery ?? .folder, draft.findings)
}

private struct DeliveryDraft {
  let request: ExportRequest
  let source: Configuration.Source
  private(set) var findings: [Diagnostic] = []

  init(_ request: ExportRequest) {
    self.request = request
    source = request.analysis.configuration.source
  }

  mutating func delivery() -> Delivery? {
    checkKeys()
    let sharesDisk = request.target.data != .project
    if sharesDisk, source.delivery != .volume || source.isVersioned { checkClients() }
    if !sharesDisk, source.delivery != .image {
      findings.append(
        setting(
          "with `data: project` the pods share no disk for `delivery: \(source.delivery.rawValue)`",
          help: "choose `delivery: image`, which brings the source and the environment",
          at: place("delivery")))
    }
    switch source.delivery {
    case .volume:
      return source.isVersioned ? version().map { .version(digest: $0.digest) } : .folder
    case .inline: return inline()
    case .git: return git()
    case .package: return package()
    case .image:
      guard let image = source.image else {
        return missing("image", "the image that holds the source")
      }
      return plain([("image", image), ("folder", source.folder ?? "")])
        ? .image(name: image, folder: source.folder) : nil
    }
  }

  // MARK: Each way

  private mutating func inline() -> Delivery? {
    guard let version = version() else { return nil }
    guard let archive = version.archive else {
      findings.append(inlineTooLarge(version, at: place("delivery")))
      return nil
    }
    let text = base64(archive)
    if text.utf8.count > templateLimit {
      findings.append(inlineNeedsConfigMaps(text.utf8.count, at: place("delivery")))
    }
    return .inline(archive: text, digest: SHA256.digest(archive))
  }

  private mutating func git() -> Delivery? {
    guard let version = version() else { return nil }
    guard let commit = version.commit, let folder = version.folder else {
      findings.append(
        noVersion(
          "there is no commit that the pods could check out",
          help: "commit the project, or choose `delivery: inline`", at: place("delivery")))
      return nil
    }
    guard let repository = source.repository ?? version.remote else {
      findings.append(
        noVersion(
          "the repository has no remote that the pods could clone",
          help: "add one with `git remote add`, or name it: `repository: https://…`",
          at: place("delivery")))
      return nil
    }
    if version.isDirty {
      findings.append(
        Diagnostic(
          kind: .uncommittedDelivery, range: place("delivery"),
          message: "there are changes that commit \(commit.prefix(12)) does not have, and the pods "
            + "run the commit", help: "commit and push them"))
    }
    if version.isPushed == false {
      findings.append(
        Diagnostic(
          kind: .commitNotPushed, range: place("delivery"),
          message: "commit \(commit.prefix(12)) is not on the remote, as far as is known here",
          help: "push it; or `git fetch`, if somebody else has"))
    }
    if source.sshKey == nil, isSSH(repository) {
      findings.append(
        Diagnostic(
          kind: .gitWithoutKey, range: place("repository"),
          message: "'\(repository)' is cloned through SSH, and the pods have no key",
          help: "name the secret that holds one: `ssh-key: {secret: NAME}`"))
    }
    guard plain([("repository", repository), ("delivery", folder)]) else { return nil }
    return .git(.init(repository: repository, commit: commit, folder: folder))
  }

  private mutating func package() -> Delivery? {
    guard let name = source.package else { return missing("package", "the distribution's name") }
    guard let version = source.version else { return missing("version", "the package's version") }
    let entry = request.analysis.entry
    let folder = Path.directory(of: entry)
    let inside = folder.hasPrefix("src/") ? String(folder.dropFirst(4)) : folder
    guard inside != ".", inside != "src", !entry.hasPrefix("/") else {
      findings.append(
        setting(
          "'\(entry)' lies in no package, so installing '\(name)' does not bring it",
          help: "move it into the package's folder, such as src/\(name)/", at: place("package")))
      return nil
    }
    guard plain([("package", name), ("version", version), ("index", source.indexURL ?? "")]) else {
      return nil
    }
    let file = Path.name(of: entry)
    return .package(
      .init(
        name: name, version: version, folder: inside, entry: file == "pipeline.yaml" ? nil : file))
  }

  // MARK: What it takes

  private mutating func version() -> SourceVersion? {
    if let version = request.source { return version }
    findings.append(
      noVersion(
        "which version of the source this is could not be found out",
        help: "the note on standard error says why; `delivery: volume` needs no version",
        at: place("delivery")))
    return nil
  }

  private mutating func missing(_ key: String, _ what: String) -> Delivery? {
    findings.append(
      setting(
        "`delivery: \(source.delivery.rawValue)` needs `\(key)`, \(what)",
        help: "add `\(key): …` to `source`", at: place("delivery")))
    return nil
  }

  /// Keys that the chosen delivery does not read: what they ask for would not happen.
  private mutating func checkKeys() {
    let owners: [(key: String, delivery: Configuration.Source.Delivery)] = [
      ("versioned", .volume), ("repository", .git), ("username", .git), ("password", .git),
      ("ssh-key", .git), ("package", .package), ("version", .package), ("index", .package),
      ("image", .image), ("folder", .image),
    ]
    for (key, owner) in owners where owner != source.delivery {
      guard let range = source.ranges[key], key != "versioned" || source.isVersioned else {
        continue
      }
      findings.append(
        setting(
          "`\(key)` has no use with `delivery: \(source.delivery.rawValue)`",
          help: "it belongs to `delivery: \(owner.rawValue)`", at: range))
    }
  }

  /// A client of files takes a product's path apart where it lies in the project's root.
  private mutating func checkClients() {
    guard request.analysis.spec.clients.contains("File"), request.target.data != .artifacts else {
      return
    }
    findings.append(
      Diagnostic(
        kind: .fileClientElsewhere, range: request.analysis.spec.head,
        message: "the client for 'File' refuses products outside the project's root, and on the "
          + "pods they are links to the shared disk",
        help: "use `delivery: volume` without `versioned`, or leave the client out"))
  }

  /// Whether none of these texts, which stand in the spec as they are, holds a variable of Argo's.
  private mutating func plain(_ texts: [(key: String, text: String)]) -> Bool {
    guard let braces = texts.first(where: { holdsVariable($0.text) }) else { return true }
    findings.append(
      Diagnostic(
        kind: .argoVariable, range: place(braces.key),
        message: "'\(braces.text)' holds what Argo would take for a variable",
        help: "use another name"))
    return false
  }

  /// Where the key stands; else the section, or the specification.
  private func place(_ key: String) -> SourceRange {
    source.ranges[key] ?? source.ranges["delivery"]
      ?? source.ranges.values.min { $0.bytes.lowerBound < $1.bytes.lowerBound }
      ?? request.analysis.spec.head
  }
}

/// Whether git takes the address for one that SSH leads to.
private func isSSH(_ address: String) -> Bool {
  if address.hasPrefix("ssh://") { return true }
  guard !address.contains("://"), !address.hasPrefix("/") else { return false }
  return address.prefix { $0 != "/" }.contains(":")
}
