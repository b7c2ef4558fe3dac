import ArgumentParser
import Glibc
import SluiceCore
import SluiceExport
import SluicePipeline
import SluiceReport

/// `sluice export`.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Check the project and write the Argo Workflows spec that runs it.",
    discussion: """
      One DAG task for each pipeline task. Every pod mounts the claim 'nfs' at /mnt/vol, sets up the \
      conda environment of environment.yml (once, shared by all pods), and runs its one task. Nothing \
      is written while an error stands.
      """)

  @OptionGroup var project: ProjectOptions

  @Option(help: "The backend.")
  var to: ExportTarget = .argo

  @Option(
    name: .shortAndLong,
    help:
      "A file, a folder, or '-' for standard output (default: argo.yaml beside the specification).",
    completion: .file())
  var output: String?

  @Flag(help: "Write nothing; exit 1 if the file is not what would be written.")
  var check = false

  @Flag(help: "Where a version is delivered: take files as they are now, though they have changed.")
  var allowDirty = false

  func run() throws {
    let place = try project.place()
    let written = output.flatMap { $0 == "-" ? nil : outputPath($0, to.fileName, in: place) }
    let run = ExportRun(
      to, try project.analysis(of: place.inPod), place,
      overrides: try project.environmentOverrides(), allowDirty: allowDirty,
      output: written.map(realFile))
    for line in run.talk { Console.talk(line) }
    let export = run.export
    let analysis = run.analysis.withoutAdvice
    let isRefused = FailingSeverity.error.fails(analysis.diagnostics)
    project.showFindings(analysis)
    if isRefused {
      Console.talk("nothing was written: mend the errors first")
      throw Exit.findings
    }
    if output == "-", !check {
      Console.result(export.bytes)
      return
    }
    let path = outputPath(output, export.fileName, in: place)
    if check { return try compare(export.bytes, with: path) }
    try writeFile(export.bytes, to: path)
    if !project.quiet { Console.talk("wrote \(path): \(analysis.graph.tasks.count) tasks") }
    try write(export.sideFiles, in: place.root)
    guard !project.quiet else { return }
    for step in export.steps(file: path) {
      Console.talk("\(step.words):\n  \(step.command)")
    }
  }

  /// Writes those that are not there.
  private func write(_ files: [Export.SideFile], in root: String) throws {
    for file in files {
      let path = Path.way(from: realFolder(".") ?? "/", to: Path.joined(root, file.name))
      let isThere = ProjectFolder.disk(root: root).kind(of: file.name) != .missing
      if !isThere { try writeFile(file.bytes, to: path) }
      guard !project.quiet else { continue }
      Console.talk(isThere ? "kept \(path), which was there" : "wrote \(path)")
    }
  }

  private func compare(_ bytes: [UInt8], with path: String) throws {
    let disk = ProjectFolder.disk(root: realFolder(".") ?? "/")
    guard let written = try? disk.bytes(at: path) else {
      Console.talk("there is no '\(path)': run `sluice export`")
      throw Exit.findings
    }
    guard written == bytes || meansTheSame(written, bytes) else {
      Console.talk("'\(path)' is stale: run `sluice export`")
      throw Exit.findings
    }
    if !project.quiet { Console.talk("'\(path)' is up to date") }
  }
}
