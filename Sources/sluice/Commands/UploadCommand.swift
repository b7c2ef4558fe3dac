import ArgumentParser
import Glibc
import SluiceExport
import SluicePipeline
import SluiceReport

/// `sluice upload`.
struct UploadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "upload",
    abstract: "Put the source on the claim, through a pod that has it.",
    discussion: """
      The one command that uses the network: it runs `kubectl`, which has to be installed and to know \
      the cluster. The files are those of `sluice bundle`. They go into the project's folder, file by \
      file; products that lie there stay, and so does all else but what an upload before this one \
      brought and that is gone now. With `versioned: true` in sluice.yaml they go into a folder of their \
      own, at once, and a version that is there already is not sent again.
      """)

  @Argument(help: "A target of sluice.yaml (default: the only one).", completion: .none)
  var target: String?

  @OptionGroup var project: ProjectOptions

  @Flag(help: "Say what would be done, and use no network.")
  var dryRun = false

  @Flag(help: "With `versioned: true`: take files as they are now, though they have changed.")
  var allowDirty = false

  func run() throws {
    let chosen = try project.targets(target.map { [$0] } ?? [], all: false, .argo)
    guard let chosen = chosen.first else { return }
    let (place, analysis) = (chosen.place, chosen.analysis)
    let source = analysis.configuration.source
    guard source.delivery == .volume else {
      Console.talk(
        "error: there is nothing to upload: sluice.yaml chooses `delivery: "
          + "\(source.delivery.rawValue)`")
      throw Exit.wrongQuestion
    }
    guard chosen.target.data != .artifacts else {
      Console.talk("error: there is no disk to upload to: the target has `data: artifacts`")
      throw Exit.wrongQuestion
    }
    // The plain folder is for trying things; a version has a name that others rely on.
    let archive = try project.sourceArchive(
      analysis, place, allowDirty: allowDirty || !source.isVersioned)
    defer { close(archive.descriptor) }
    let target = UploadTarget(
      source, TargetDisk(chosen.target, project: analysis.projectName),
      project: analysis.projectName)
    let upload = Upload(
      target: target, archive: archive, isVersioned: source.isVersioned,
      products: Set(analysis.graph.productPaths.map { Array($0.utf8) }), isQuiet: project.quiet)
    if dryRun { upload.describe() } else { try upload.run() }
  }
}

/// The project's source as one file.
struct SourceArchive {
  var version: SourceVersion
  /// An open file with the `tar.gz`.
  var descriptor: Int32
  /// What it holds.
  var files: UploadList
}

/// One upload.
private struct Upload {
  let target: UploadTarget
  let archive: SourceArchive
  let isVersioned: Bool
  /// Paths of products: never taken away.
  let products: Set<[UInt8]>
  let isQuiet: Bool

  private var action: UploadTarget.Action {
    isVersioned ? .version(digest: archive.version.digest) : .folder
  }

  /// Where the files end, for people.
  private var place: String {
    isVersioned
      ? Path.joined(target.folder, versionFolder(archive.version.digest)) : target.folder
  }

  func describe() {
    let size = "\(archive.version.fileCount) files, \(archive.version.archiveSize) bytes compressed"
    Console.result("would put \(size), into '\(safeText(place))' of a pod, with:")
    Console.result("  \(safeText(target.shownQuery))")
    if isVersioned {
      let question = target.shownCommand(
        .there(digest: archive.version.digest), readsInput: false)
      Console.result("  \(safeText(question))")
    }
    Console.result("  \(safeText(target.shownCommand(action, readsInput: true)))")
  }

  func run() throws {
    let pod = try podName()
    if isVersioned {
      let question = target.command(
        .there(digest: archive.version.digest), in: pod, readsInput: false)
      if try kubectl(question, accepting: [0, 9]).code == 0 {
        talk("version \(archive.version.digest.prefix(12)) is there already: nothing was sent")
        return
      }
    }
    let former =
      isVersioned ? nil : try kubectl(target.command(.list, in: pod, readsInput: false)).output
    _ = try kubectl(
      target.command(action, in: pod, readsInput: true), input: archive.descriptor)
    if let former { try remove(former, in: pod) }
    talk("put \(archive.version.fileCount) files into '\(safeText(place))' of pod '\(pod)'")
  }

  /// Takes away what the upload before brought and this one does not.
  private func remove(_ former: [UInt8], in pod: String) throws {
    let gone = UploadList(reading: former).gone(since: archive.files, products: products)
    guard !gone.isEmpty else { return }
    let descriptor = try temporaryFile(holding: gone)
    defer { close(descriptor) }
    _ = try kubectl(target.command(.remove, in: pod, readsInput: true), input: descriptor)
    talk("removed \(gone.count { $0 == 0 }) files that are no source any more")
  }

  private func podName() throws -> String {
    let output = try kubectl(target.query).output
    let names = String(decoding: output, as: UTF8.self).split { $0 == " " || $0 == "\n" }
    guard let name = names.sorted().first else {
      Console.talk(
        "error: no pod runs in the namespace '\(target.namespace)' with the label "
          + "'\(target.selector)'; name the one that serves the claim in sluice.yaml: "
          + "`source: {pod: {selector: …}}`")
      throw Exit.couldNotFinish
    }
    return String(name)
  }

  private func kubectl(
    _ arguments: [String], input: Int32? = nil, accepting codes: Set<Int32> = [0]
  ) throws -> ChildProcess.Outcome {
    let outcome: ChildProcess.Outcome
    do throws(ChildProcess.Refusal) {
      outcome = try ChildProcess.run(UploadTarget.program, arguments, input: input)
    } catch {
      Console.talk("error: '\(UploadTarget.program)' cannot be run: \(error.reason)")
      throw Exit.couldNotFinish
    }
    guard codes.contains(outcome.code) else {
      Console.talk(
        "error: '\(UploadTarget.program) \(arguments.first ?? "")' ended with \(outcome.code)")
      throw Exit.couldNotFinish
    }
    return outcome
  }

  private func talk(_ text: String) {
    if !isQuiet { Console.talk(text) }
  }
}
