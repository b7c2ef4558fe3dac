import SluiceCore
import SluicePipeline
import SluiceTemplates
import SluiceYAML

/// What the way in which the source reaches the pods means for the template that runs a task.
struct ArgoDelivery {
  let delivery: Delivery
  let analysis: Analysis
  /// Where the disk's folder of the project is mounted; `nil` without a shared disk.
  let diskPath: String?
  /// Where products go without one.
  let store: ArtifactStore?

  /// The private folder of a pod that does not run on the claim.
  private static let workPath = "/mnt/version"
  private static let workVolume = "work"
  private static let inputPath = "/mnt/input"
  /// Where pods have what is theirs alone.
  static let ownFolders = [workPath, inputPath]

  /// One variable of the pod.
  enum Variable {
    case text(PodVariable, String)
    case secret(String, Configuration.Source.SecretKey)
  }

  var image: String {
    switch delivery {
    case .image(let name, _): name
    case .folder, .version, .inline, .git, .package: "continuumio/miniconda3"
    }
  }

  /// `nil` for the image's own.
  var workingDirectory: String? {
    switch delivery {
    case .folder: diskPath
    case .version, .inline, .package: ArgoDelivery.workPath
    case .git(let checkout): Path.joined(ArgoDelivery.workPath, checkout.folder)
    case .image(_, let folder): folder
    }
  }

  /// Where a command runs that is not ours, and does not set the private folder up.
  var commandDirectory: String? {
    switch delivery {
    case .folder, .version, .inline, .package: diskPath
    case .git, .image: workingDirectory
    }
  }

  /// The pod's script.
  func script(setsParameters: Bool) -> String {
    var bytes: [UInt8] = []
    if delivery.isPrivate, diskPath != nil || store != nil {
      bytes += Templates.argoSource + (store == nil ? Templates.argoView : Templates.argoArtifacts)
    }
    if setsParameters { bytes += Templates.argoParams }
    return String(decoding: bytes + Templates.argoRun, as: UTF8.self)
  }

  /// Where pods find the entry point that `request` names in the root; `isAsked`: also where Ploomber
  /// would find it by itself.
  func entryPoint(_ entryPoint: String?, isAsked: Bool) -> String? {
    switch delivery {
    case .package(let package): package.entry ?? (isAsked ? "pipeline.yaml" : nil)
    case .folder, .version, .inline, .git, .image: entryPoint
    }
  }

  /// Texts of the user's in `variables` that may need an encoding.
  var encodedTexts: [String] { delivery.isPrivate ? analysis.graph.productPaths : [] }

  /// What the script reads beside the task; `encode` gives a text the spec's encoding.
  func variables(_ encode: (String) -> String) -> [Variable] {
    guard delivery.isPrivate else { return [] }
    guard diskPath != nil || store != nil else { return [.text(.environmentPlace, "image")] }
    var result: [Variable] = []
    if let diskPath { result.append(.text(.shared, diskPath)) }
    if let store {
      result += [.text(.inputs, ArtifactStore.inputFolder), .text(.output, store.outputPath)]
    }
    switch delivery {
    case .folder, .git, .image: break
    case .version(let digest):
      result.append(.text(.source, "\(diskPath ?? "")/\(versionFolder(digest))"))
    case .inline(_, let digest):
      result += [
        .text(.source, ArgoDelivery.inputPath + "/source"), .text(.digest, digest),
      ]
    case .package(let package):
      result += [
        .text(.package, "\(package.name)==\(package.version)"),
        .text(.packageFolder, package.folder),
        .text(.environmentFile, "\(ArgoDelivery.inputPath)/\(CondaEnvironment.path)"),
      ]
      let source = analysis.configuration.source
      if let secret = source.indexSecret {
        result.append(.secret("PIP_INDEX_URL", secret))
      } else if let url = source.indexURL {
        result.append(.text(.index, url))
      }
    }
    for (number, lines) in productLines(encode).enumerated() {
      result.append(.text(.products(number + 1), lines))
    }
    return result
  }

  /// The volumes that are each pod's own, by name: where they are mounted.
  private var ownVolumes: [(name: String, path: String)] {
    var volumes: [(name: String, path: String)] = []
    switch delivery {
    case .version, .inline, .package:
      volumes.append((ArgoDelivery.workVolume, ArgoDelivery.workPath))
    // Argo makes the folder of a checkout itself; an image has its own.
    case .folder, .git, .image: break
    }
    if store != nil { volumes.append((ArtifactStore.outputVolume, ArtifactStore.outputFolder)) }
    return volumes
  }

  /// The names and the sources of the workflow's volumes for what is each pod's own.
  var volumes: [(name: String, source: YAMLValue)] {
    ownVolumes.map { ($0.name, .entries([("emptyDir", .mapping([]))])) }
  }

  /// Mounts of the pod beside the claim.
  var mounts: [YAMLValue] {
    ownVolumes.map { .entries([("name", .string($0.name)), ("mountPath", .string($0.path))]) }
  }

  /// Files that Argo puts into the pod.
  var artifacts: [YAMLValue] {
    switch delivery {
    case .folder, .version, .image: return []
    case .inline(let archive, _): return [raw("source", "source", archive)]
    case .git(let checkout):
      return [
        .entries([
          ("name", .string("source")), ("path", .string(ArgoDelivery.workPath)),
          ("git", git(checkout)),
        ])
      ]
    case .package:
      return environmentFiles(analysis).enumerated().map { number, file in
        raw("environment-\(number + 1)", file.name, file.text)
      }
    }
  }

  private func raw(_ name: String, _ file: String, _ text: String) -> YAMLValue {
    .entries([
      ("name", .string(name)), ("path", .string("\(ArgoDelivery.inputPath)/\(file)")),
      ("raw", .entries([("data", .block(text))])),
    ])
  }

  private func git(_ checkout: Delivery.Checkout) -> YAMLValue {
    let source = analysis.configuration.source
    let secrets = [
      ("usernameSecret", source.username), ("passwordSecret", source.password),
      ("sshPrivateKeySecret", source.sshKey),
    ]
    return .entries(
      [("repo", .string(checkout.repository)), ("revision", .string(checkout.commit))]
        + secrets.compactMap { name, secret in secret.map { (name, reference($0)) } })
  }

  // MARK: Products

  /// The products in lines, in pieces that one variable each can hold: the kernel allows 128 KiB.
  private func productLines(_ encode: (String) -> String) -> [String] {
    var pieces: [String] = []
    var piece = ""
    for line in analysis.graph.productPaths.map(encode) {
      if !piece.isEmpty, piece.utf8.count + line.utf8.count > 60_000 {
        pieces.append(piece)
        piece = ""
      }
      piece += piece.isEmpty ? line : "\n" + line
    }
    return piece.isEmpty ? pieces : pieces + [piece]
  }
}

/// Where a version lies in the project's folder on the claim.
package func versionFolder(_ digest: String) -> String { ".sluice/source/\(digest)" }

/// `environment.yml` and the requirement files that it names beside it, as far as they were read.
func environmentFiles(_ analysis: Analysis) -> [(name: String, text: String)] {
  guard let environment = analysis.condaEnvironment else { return [] }
  let text = String(decoding: analysis.sources.files[environment.file].bytes, as: UTF8.self)
  let others = analysis.sources.files.filter { file in
    !file.path.contains("/") && Path.suffix(of: file.path) == ".txt" && text.contains(file.path)
  }
  return [(environment.path, text)]
    + others.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) }
}

/// One entry of a secret, as Kubernetes names it.
func reference(_ secret: Configuration.Source.SecretKey) -> YAMLValue {
  .entries([("name", .string(secret.secret)), ("key", .string(secret.key))])
}
