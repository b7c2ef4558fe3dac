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

  @Argument(
    help: "Targets of sluice.yaml (default: the only one).",
    completion: .none)
  var targets: [String] = []

  @OptionGroup var project: ProjectOptions

  @Option(help: "The backend.")
  var to: ExportTarget = .argo

  @Option(
    name: .shortAndLong,
    help: """
      A file, a folder, or '-' for standard output (default: argo.yaml beside the specification; with \
      several targets {target}/argo.yaml).
      """,
    completion: .file())
  var output: String?

  @Flag(help: "All targets of sluice.yaml.")
  var all = false

  @Flag(help: "Write nothing; exit 1 if the file is not what would be written.")
  var check = false

  @Flag(help: "Where a version is delivered: take files as they are now, though they have changed.")
  var allowDirty = false

  func validate() throws {
    if all, !targets.isEmpty { throw ValidationError("--all needs no names of targets") }
  }

  func run() throws {
    let chosen = try project.targets(targets, all: all, to)
    if chosen.count > 1, let output, output != "-", realFolder(output) == nil,
      !output.hasSuffix("/")
    {
      Console.talk("error: several targets do not fit into one file: give a folder to -o")
      throw Exit.wrongQuestion
    }
    var worst: Exit?
    for (number, target) in chosen.enumerated() {
      do {
        try export(target, number: number, of: chosen.count)
      } catch let exit as Exit {
        if exit.rawValue > worst?.rawValue ?? 0 { worst = exit }
      }
    }
    if let worst { throw worst }
  }

  /// Writes, prints or compares the file of one target.
  private func export(_ chosen: ChosenTarget, number: Int, of count: Int) throws {
    let path = path(of: chosen, among: count)
    let run = ExportRun(
      to, chosen, allowDirty: allowDirty, output: output == "-" ? nil : realFile(path))
    for line in run.talk { Console.talk(line) }
    let export = run.export
    let analysis = run.analysis.withoutAdvice
    project.showFindings(analysis)
    if FailingSeverity.error.fails(analysis.diagnostics) {
      Console.talk("nothing was written: mend the errors first")
      throw Exit.findings
    }
    if output == "-", !check {
      if number > 0 { Console.result(Array("---\n".utf8)) }
      Console.result(export.bytes)
      return
    }
    if check { return try compare(export.bytes, with: path) }
    // A folder that somebody names by hand and that is not there is a slip of the hand.
    if output == nil || count > 1 { try makeFolders(above: path) }
    try writeFile(export.bytes, to: path)
    if !project.quiet {
      let others = counted(export.operationCount, "operation")
      let words = export.operationCount > 0 ? " and \(others)" : ""
      Console.talk("wrote \(path): \(analysis.graph.tasks.count) tasks\(words)")
    }
    try write(export.sideFiles, in: chosen.place.root)
    guard !project.quiet else { return }
    for step in export.steps(file: path) {
      Console.talk("\(step.words):\n  \(step.command)")
    }
  }

  /// The file of a target, as it is seen from here.
  private func path(of chosen: ChosenTarget, among count: Int) -> String {
    guard let output, output != "-" else {
      return Path.way(from: realFolder(".") ?? "/", to: chosen.output)
    }
    let name = count > 1 ? "\(chosen.target.name)/\(to.fileName)" : to.fileName
    return outputPath(output, name, in: chosen.place)
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
