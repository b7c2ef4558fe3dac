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

  @Flag(
    help: "Write nothing; exit 1, and say what differs, if the file asks for something else.")
  var check = false

  @Option(help: "With --check: the form of the answer.")
  var format: AnswerFormat = .text

  @OptionGroup var part: PartOptions

  @Flag(
    help: """
      Write beside the spec which lines of the project each of its parts comes from, as \
      argo.map.json, for `sluice translate`.
      """)
  var map = false

  @Flag(help: "Where a version is delivered: take files as they are now, though they have changed.")
  var allowDirty = false

  func validate() throws {
    if all, !targets.isEmpty { throw ValidationError("--all needs no names of targets") }
    if map, output == "-" { throw ValidationError("--map needs a file beside which it is written") }
    if format == .json, !check { throw ValidationError("--format json goes with --check") }
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
    var answers: [StaleAnswer] = []
    for (number, target) in chosen.enumerated() {
      do {
        let answer = try export(target, number: number, of: chosen.count)
        if let answer { answers.append(answer) }
      } catch let exit as Exit {
        if exit.rawValue > worst?.rawValue ?? 0 { worst = exit }
      }
    }
    if format == .json { Console.result(StaleAnswer.json(answers).document) }
    if let worst { throw worst }
    if answers.contains(where: \.isStale) { throw Exit.findings }
  }

  /// Writes or prints the file of one target, or compares it and answers what came of that.
  private func export(
    _ chosen: ChosenTarget, number: Int, of count: Int
  ) throws -> StaleAnswer? {
    let path = path(of: chosen, among: count)
    var part: ExportPart?
    switch try self.part.part(of: chosen, project) {
    case .whole: break
    case .part(let some, let notes):
      part = some
      if !project.quiet { for note in notes { Console.talk("note: " + note) } }
    case .nothing:
      if !project.quiet {
        Console.talk("nothing is outdated: nothing was \(check ? "compared" : "written")")
      }
      return nil
    }
    let run = ExportRun(
      to, chosen, part: part, allowDirty: allowDirty,
      output: output == "-" ? nil : realFile(path))
    for line in run.talk { Console.talk(line) }
    let export = run.export
    let analysis = run.analysis.withoutAdvice
    project.showFindings(analysis)
    if FailingSeverity.error.fails(analysis.diagnostics) {
      Console.talk("nothing was written: mend the errors first")
      throw Exit.findings
    }
    if !project.quiet, !check { for note in export.notes { Console.talk("note: " + note) } }
    if output == "-", !check {
      if number > 0 { Console.result(Array("---\n".utf8)) }
      Console.result(export.bytes)
      return nil
    }
    let mapBytes = map || chosen.target.writesMap ? run.mapFile(beside: path) : nil
    if check {
      var answer = StaleAnswer(path, shallBe: export.bytes)
      if let mapBytes { answer.add(map: sourceMapPath(of: path), shallBe: mapBytes) }
      if format == .text { answer.talk(isQuiet: project.quiet) }
      return answer
    }
    if output == nil {
      for written in [chosen.output] + (mapBytes == nil ? [] : [sourceMapPath(of: chosen.output)]) {
        try refuseWriting(written, of: chosen.place.root, flag: "-o")
      }
    }
    // A folder that somebody names by hand and that is not there is a slip of the hand.
    if output == nil || count > 1 { try makeFolders(above: path) }
    try writeFile(export.bytes, to: path)
    if !project.quiet {
      let all = counted(analysis.graph.tasks.count, "task")
      let others = export.operationCount
      Console.talk(
        "wrote \(path): \(part.map { "\($0.positions.count) of " } ?? "")\(all)"
          + (others > 0 ? " and \(counted(others, "operation"))" : ""))
    }
    if let mapBytes {
      try writeFile(mapBytes, to: sourceMapPath(of: path))
      if !project.quiet { Console.talk("wrote \(sourceMapPath(of: path))") }
    }
    try write(export.sideFiles, in: chosen.place.root)
    guard !project.quiet else { return nil }
    for step in export.steps(file: path) {
      Console.talk("\(step.words):\n  \(step.command)")
    }
    return nil
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
      if !isThere {
        try refuseWriting(Path.joined(root, file.name), of: root)
        try writeFile(file.bytes, to: path)
      }
      guard !project.quiet else { continue }
      Console.talk(isThere ? "kept \(path), which was there" : "wrote \(path)")
    }
  }
}
