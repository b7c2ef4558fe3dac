import ArgumentParser
import Glibc
import SluiceBundle
import SluiceCore
import SluicePipeline
import SluiceReport

/// `sluice bundle`.
struct BundleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bundle",
    abstract: "Pack the project's source into an archive that is the same on every machine.",
    discussion: """
      What git tracks in the project's folder goes in, submodules too, without what .gitattributes \
      marks export-ignore and what bundle.exclude names, and with what bundle.include names. The same \
      files give the same bytes: a tar.gz without times, owners and this machine's settings, with a \
      manifest in .sluice/manifest.json.

      Contents are those of the commit. If a file has changed since, nothing is written, unless \
      --allow-dirty takes what is there, or --from says which state is wanted. Outside of a repository \
      the whole folder goes in, without caches, environments and products.

      The version's digest is printed on standard output. Nothing is written while an error about the \
      bundle stands.
      """)

  @OptionGroup var project: ProjectOptions

  @Flag(help: "Print every file with its reason, and what is left out; write nothing.")
  var list = false

  @Option(
    name: .shortAndLong,
    help: """
      A file, a folder, or '-' for standard output (default: PROJECT.tar.gz beside the specification).
      """)
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Take this state as it is: the commit, what is staged, or the tracked files as they lie here.",
      valueName: "state"))
  var from: Origin?

  @Flag(help: "If tracked files have changed, take them as they are now.")
  var allowDirty = false

  @Option(help: "The form of --list, or of what is said about the archive.")
  var format: AnswerFormat = .text

  /// What `--from` can name.
  enum Origin: String, ExpressibleByArgument, CaseIterable {
    case head, index, worktree

    var value: BundleOrigin {
      switch self {
      case .head: .head
      case .index: .index
      case .worktree: .worktree
      }
    }
  }

  func validate() throws {
    if output == "-", !list, format == .json {
      throw ValidationError("'-o -' prints the archive: leave '--format json' out")
    }
  }

  func run() throws {
    let place = try project.place().inPod
    let analysis = try project.analysis(of: place)
    let path = outputPath(output, place.name + ".tar.gz", in: place)
    do throws(BundleError) {
      var run = try BundleRun(
        analysis, place, from: from?.value, allowDirty: allowDirty, outputs: [realFile(path)])
      if !project.quiet { for note in run.notes { Console.talk("note: " + note) } }
      // What goes to standard output cannot be taken back: it is looked at before.
      if list || output == "-" { try run.look() }
      if list {
        answer(run, nil)
      } else if output == "-" {
        try stream(&run)
      } else {
        try write(&run, to: path)
      }
    } catch {
      Console.talk("error: \(words(error))")
      finish(error.exit)
    }
  }

  private func stream(_ run: inout BundleRun) throws(BundleError) {
    endIfRefused(run.report)
    let written = try run.write { bytes in Console.result(Array(bytes)) }
    project.showFindings(run.report)
    summarize(written, to: "standard output")
  }

  private func write(_ run: inout BundleRun, to path: String) throws(BundleError) {
    endIfRefused(run.report)
    let file: PendingFile
    do throws(PendingFile.Refusal) { file = try PendingFile(path) } catch {
      throw .unwritable(error.words)
    }
    let written = try run.write { (bytes) throws(BundleError) in
      do throws(PendingFile.Refusal) { try file.write(bytes) } catch {
        throw .unwritable(error.words)
      }
    }
    // A secret may weigh as an error here.
    endIfRefused(run.report)
    do throws(PendingFile.Refusal) { try file.finish() } catch { throw .unwritable(error.words) }
    answer(run, (path, written))
    summarize(written, to: path)
  }

  /// Says what was found, and ends where an error stands.
  private func endIfRefused(_ report: Analysis) {
    guard FailingSeverity.error.fails(report.diagnostics) else { return }
    project.showFindings(report)
    Console.talk("nothing was written: mend the errors first")
    finish(.findings)
  }

  /// Prints the list, or what was written.
  private func answer(_ run: BundleRun, _ written: (path: String, archive: BundleRun.Written)?) {
    let report = run.report
    switch format {
    case .json:
      let archive = written.map { written in
        BundleAnswer.Archive(file: written.path, digest: written.archive.archiveDigest)
      }
      Console.result(
        bundleJSON(
          BundleAnswer(
            analysis: report, list: run.plan.list, version: written?.archive.version ?? run.version,
            archive: archive)
        ).document)
    case .text:
      project.showFindings(report)
      Console.report(
        written.map(\.archive.version.digest)
          ?? bundleText(run.plan.list, style: project.color.style(descriptor: STDOUT_FILENO)))
    }
    if FailingSeverity.error.fails(report.diagnostics) { finish(.findings) }
  }

  private func summarize(_ written: BundleRun.Written, to path: String) {
    guard !project.quiet else { return }
    let version = written.version
    let files = version.fileCount == 1 ? "1 file" : "\(version.fileCount) files"
    Console.talk("wrote \(path): \(files), \(sizeText(version.archiveSize))")
    Console.talk("  version \(version.describe ?? "without a commit"), digest \(version.digest)")
    Console.talk("  sha256 of the archive \(written.archiveDigest)")
  }
}
