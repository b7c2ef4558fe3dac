import SluiceBundle
import SluiceCore
import SluicePipeline
import SluiceReport

/// A bundle of a project: what goes in, what there is to say about it, and the archive itself.
struct BundleRun {
  let plan: BundlePlan
  private(set) var analysis: Analysis
  private var findings: [Diagnostic]
  private let refusesChanges: Bool
  private var secrets = SecretSearch()

  /// `outputs` are files that this run writes: they never go in.
  init(
    _ analysis: Analysis, _ place: ProjectPlace, from origin: BundleOrigin?, allowDirty: Bool,
    outputs: [String]
  ) throws(BundleError) {
    var request = BundleRequest(
      root: place.root, origin: origin, allowsDirty: allowDirty,
      rules: analysis.configuration.bundle)
    request.reasons = analysis.bundleReasons
    request.products = analysis.bundleProducts
    request.outputs = Set(outputs.map { BundlePath(Path.relative($0, to: place.root)) })
    plan = try BundlePlan(request)
    self.analysis = analysis
    refusesChanges = origin == nil && !allowDirty
    findings = plan.findings(in: &self.analysis, refusesChanges: refusesChanges)
  }

  /// The findings about the bundle alone, as far as contents were looked at.
  var report: Analysis {
    var analysis = analysis
    let found = findings + secrets.findings(in: &analysis)
    return analysis.withBundle(found)
  }

  /// Looks into the contents, and writes nothing.
  mutating func look() throws(BundleError) {
    var secrets = secrets
    try plan.look { file, bytes in secrets.look(at: file, bytes) }
    self.secrets = secrets
  }

  /// Writes the archive, and says which version it is.
  mutating func write(to sink: @escaping ArchiveSink) throws(BundleError) -> Written {
    var secrets = secrets
    var version = version
    let analysis = analysis
    let written = try plan.write(to: sink) { file, bytes in
      secrets.look(at: file, bytes)
    } manifest: { manifest in
      Array(manifestJSON(manifest, version, analysis, tool: toolVersion).document.utf8)
    }
    self.secrets = secrets
    version.digest = written.manifest.digest
    version.archiveSize = written.archiveSize
    return Written(version: version, archiveDigest: written.archiveDigest)
  }

  /// What was written.
  struct Written {
    var version: SourceVersion
    /// SHA-256 of the archive as it is.
    var archiveDigest: String
  }

  /// What is no finding, and may surprise.
  var notes: [String] {
    var notes: [String] = []
    if plan.list.origin == .folder {
      notes.append(
        "the project is in no git repository: the whole folder goes in, without caches, environments "
          + "and products")
    }
    for (path, filter) in plan.unclear {
      notes.append(
        "\(path.shown) has changed on the disk, unless the filter '\(filter)' takes that back, which "
          + "is not run here: the commit's content goes in")
    }
    if !refusesChanges, let count = Optional(plan.uncommitted.count), count > 0 {
      let files = count == 1 ? "1 file differs" : "\(count) files differ"
      let taken =
        plan.list.origin == .head ? "the commit's content goes in" : "what is here goes in"
      notes.append("\(files) from the commit; \(taken)")
    }
    let errors = analysis.diagnostics.count { $0.kind.severity == .error }
    if errors > 0 {
      notes.append("`sluice check` finds \(errors == 1 ? "an error" : "\(errors) errors")")
    }
    return notes
  }

  /// The version before anything is read: without a digest and a size.
  var version: SourceVersion {
    let commit = plan.commit
    return SourceVersion(
      digest: "", commit: commit?.id,
      describe: commit.map { $0.describe + (plan.isDirty ? "-dirty" : "") },
      isDirty: plan.isDirty, remote: commit?.remote, branch: commit?.branch,
      isPushed: commit?.isPushed, folder: commit?.folder, archiveSize: 0,
      fileCount: plan.list.files.count)
  }
}

extension BundleRun {
  /// The version of the source, and the archive itself if its compressed bytes are `limit` at most.
  /// Writes nothing to the disk.
  mutating func sourceVersion(inlineLimit limit: Int) throws(BundleError) -> SourceVersion {
    let collected = Collected(limit)
    var written = try write { collected.append($0) }
    written.version.archive = collected.bytes
    return written.version
  }

  /// Bytes up to a limit.
  private final class Collected {
    private let limit: Int
    /// `nil` once there were more.
    private(set) var bytes: [UInt8]? = []

    init(_ limit: Int) {
      self.limit = limit
    }

    func append(_ piece: UnsafeRawBufferPointer) {
      guard let count = bytes?.count, count + piece.count <= limit else {
        bytes = nil
        return
      }
      bytes?.append(contentsOf: piece)
    }
  }
}
