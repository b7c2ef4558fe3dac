import SluiceCore
import SluicePipeline
import SluiceYAML

extension TargetRule {
  static let volumes = TargetRule(.targetVolume) { check, found in
    if let path = check.settings["disk"]?["mount"] {
      found.add(path, "the mount", KubernetesPath.mountProblem(path.text))
    }
    if let path = check.settings["disk"]?["sub-path"] {
      found.add(path, "the folder", KubernetesPath.subPathProblem(path.text))
    }
    let taken = takenMounts(check)
    let common = found.mounts(check.settings, over: [], taken)
    for pod in check.pods where pod.role != .target {
      _ = found.mounts(pod.node, over: common, taken)
    }
  }

  static let volumesInProject = TargetRule(.volumeInProject) { check, found in
    let disk = KubernetesPath.normal(check.argo.disk.mountPath)
    for pod in check.pods {
      for mount in Mount.all(in: pod.node) where mount.normal.hasPrefix(disk + "/") {
        found.add(
          mount.place,
          "'\(shortened(mount.path))' lies within the project's own disk, at '\(disk)'",
          help: "what is written there does not reach the project's folder")
      }
    }
  }
}

/// Where a volume is mounted, with its place.
private struct Mount {
  var path: String
  var place: Node

  var normal: String { KubernetesPath.normal(path) }

  static func all(in node: Node) -> [Mount] {
    node.at("volumes.[]").compactMap { volume in
      if volume.mapping != nil {
        return volume["mount"].map { Mount(path: $0.text, place: $0) }
      }
      return (try? ShortVolume(volume.text)).map { Mount(path: $0.path, place: volume) }
    }
  }
}

/// Paths that the pods have something else at.
private func takenMounts(_ check: TargetCheck) -> [(path: String, what: String)] {
  let disk = check.argo.disk.mountPath
  var taken = [(KubernetesPath.normal(disk), "the project's disk")]
  let source = check.analysis.configuration.source
  if source.delivery != .volume || source.isVersioned {
    taken += ArgoDelivery.ownFolders.map { ($0, "the version of the source") }
  }
  return taken
}

extension TargetFindings {
  /// Checks the volumes of one place; `common` are the mounts that hold there already, and may be replaced
  /// under the same path. Returns all mounts that it has.
  fileprivate mutating func mounts(
    _ node: Node, over common: [Mount], _ taken: [(path: String, what: String)]
  ) -> [Mount] {
    for volume in node.at("volumes.[]") { check(volume) }
    var own: [Mount] = []
    for mount in Mount.all(in: node) {
      if let other = taken.first(where: { $0.path == mount.normal }) {
        add(
          mount.place, "'\(shortened(mount.path))' is where \(other.what) is mounted",
          help: "mount it somewhere else")
      } else if let other = own.first(where: { $0.normal == mount.normal }) {
        add(
          mount.place, "two volumes are mounted at '\(mount.normal)'",
          help: "give each a path of its own", related: other.place)
      } else if let other = common.first(where: {
        $0.normal == mount.normal && $0.path != mount.path
      }) {
        add(
          mount.place, "'\(shortened(mount.path))' and '\(shortened(other.path))' are one path",
          help: "write it as '\(shortened(other.path))' to replace that volume",
          related: other.place)
      }
      own.append(mount)
    }
    return common + own
  }

  private mutating func check(_ volume: Node) {
    guard volume.mapping != nil else {
      do throws(TextProblem) {
        _ = try ShortVolume(volume.text)
      } catch {
        add(volume, "the volume", error)
      }
      return
    }
    if let path = volume["mount"] {
      add(path, "the mount", KubernetesPath.mountProblem(path.text))
    }
    if let path = volume["sub-path"] {
      add(path, "the folder", KubernetesPath.subPathProblem(path.text))
    }
    if let claim = volume["claim"], let other = volume["volume"] {
      add(
        other, "a volume is either the claim '\(shortened(claim.text))' or something else",
        help: "leave `claim` or `volume`", related: claim)
    }
  }
}

extension DiagnosticKind {
  static let targetVolume = DiagnosticKind(
    code: "SL644", name: "target-volume", severity: .error,
    explanation: """
      A disk that pods could not mount as it is written: a path that is not absolute or holds `..`, a
      folder outside of the volume, an unknown mode, two disks at one path, or one at the path of the
      project's own.

      ```yaml
      # sluice.yaml
      targets:
        nightly:
          volumes:
            - models:mnt/models:ro      # did you mean '/mnt/models'?
      ```

      The short form is `[CLAIM:]PATH[:ro|rw|rwx]`. Without a claim, a new one is made for the run:
      `ro` is read only, `rw` is written by pods of one node, `rwx` by pods of many.
      """)

  static let volumeInProject = DiagnosticKind(
    code: "SL645", name: "volume-in-project", severity: .warning,
    explanation: """
      The disk is mounted below the one that has the project's folder. What pods write there goes to
      the inner disk: products are found by the pods that have it too, and by nobody who looks at the
      project's folder.

      ```yaml
      # sluice.yaml
      targets:
        nightly:
          volumes: [scratch:/mnt/vol/tmp]      # scratch:/mnt/scratch
      ```

      Nothing has to be mended where that is meant.
      """)
}
