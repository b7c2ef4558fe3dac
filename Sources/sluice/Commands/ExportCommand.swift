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

  func run() throws {
    let place = try project.place()
    var analysis = try project.analysis(of: place.inPod)
    var request = exportRequest(analysis, place)
    request.overrides = try project.environmentOverrides()
    let export = to.export(request)
    analysis = analysis.adding(export.findings).withoutAdvice
    let isRefused = FailingSeverity.error.fails(analysis.diagnostics)
    if !analysis.diagnostics.isEmpty {
      let style = project.color.style(descriptor: STDERR_FILENO)
      Console.talk(textReport(analysis, options: TextOptions(style: style)))
    }
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
    guard !project.quiet else { return }
    Console.talk("wrote \(path): \(analysis.graph.tasks.count) tasks")
    for step in export.steps(file: path) {
      Console.talk("\(step.words):\n  \(step.command)")
    }
  }

  private func compare(_ bytes: [UInt8], with path: String) throws {
    let disk = ProjectFolder.disk(root: realFolder(".") ?? "/")
    guard let written = try? disk.bytes(at: path) else {
      Console.talk("there is no '\(path)': run `sluice export`")
      throw Exit.findings
    }
    guard written == bytes else {
      Console.talk("'\(path)' is stale: run `sluice export`")
      throw Exit.findings
    }
    if !project.quiet { Console.talk("'\(path)' is up to date") }
  }
}

/// The request for a project that was analyzed as a pod finds it, without overrides. `place` is where
/// it was found.
func exportRequest(_ analysis: Analysis, _ place: ProjectPlace) -> ExportRequest {
  ExportRequest(
    analysis: analysis, entryPoint: place.isDefaultEntry ? nil : place.entry, overrides: [],
    environmentHere: place.environmentFile(in: .disk(root: place.root)), toolVersion: toolVersion)
}
