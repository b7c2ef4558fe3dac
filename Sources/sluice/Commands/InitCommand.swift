import ArgumentParser
import Glibc
import SluicePipeline

/// `sluice init`.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write sluice.yaml, and what runs the check before commits and in CI.",
    discussion: """
      Asks nothing, and never changes a file that is there: what to add to it is said instead. Beside \
      pipeline.yaml: sluice.yaml, every key as a comment, and .sluice-schema.json, which editors check \
      it with. In the repository's root: .pre-commit-config.yaml; .github/workflows/sluice.yml where \
      there is a folder .github or a remote at GitHub; .gitlab-ci.yml where there is a folder .gitlab \
      or a remote at GitLab.

      With --cluster it writes none of these, but what a Kubernetes cluster with Argo needs for exported \
      workflows: an NFS server, the claim on it, the rights of the pods, and a workflow that proves that \
      the claim works. It needs no project.
      """)

  @OptionGroup var project: ProjectOptions

  @Flag(help: "Print what would be written, as a diff, and write nothing.")
  var dryRun = false

  @Flag(help: "Write what a cluster needs, into the folder 'kubernetes' or the one that is named.")
  var cluster = false

  @Argument(
    help: ArgumentHelp("Where --cluster writes.", valueName: "folder"), completion: .directory)
  var folder: String?

  func validate() throws {
    guard folder == nil || cluster else {
      throw ValidationError("a folder is named for --cluster only; '-C' says where a project is")
    }
  }

  func run() throws {
    guard cluster else {
      let setup = ProjectSetup(try project.place())
      for file in setup.files where !exists(file.path) {
        try refuseWriting(file.path, of: setup.root)
      }
      return try write(setup.files, from: setup.root, of: setup.folder)
    }
    let root = try project.folder(project.directory ?? ".")
    let setup = ClusterSetup(folder: Path.joined(root, folder ?? "kubernetes"))
    try write(setup.files, from: root, of: ".")
    if !project.quiet, !dryRun { Console.talk(setup.steps) }
  }

  /// Writes what is not there. Paths are shown from `root`; `folder` leads from there to the project.
  private func write(_ files: [ProjectSetup.File], from root: String, of folder: String) throws {
    for file in files {
      let shown = Path.relative(file.path, to: root)
      if exists(file.path) {
        if !project.quiet { keep(file, shown, of: folder) }
      } else if dryRun {
        Console.result(newFileDiff(shown, file.text))
      } else {
        try makeFolders(above: file.path)
        try writeFile(Array(file.text.utf8), to: file.path)
        guard !project.quiet else { continue }
        Console.talk("wrote '\(shown)'\(file.remark.map { " (\($0))" } ?? "")")
      }
    }
  }

  /// Says that a file stays, and what to add to it where it does not speak of `folder` yet.
  private func keep(_ file: ProjectSetup.File, _ shown: String, of folder: String) {
    let bytes = (try? ProjectFolder.disk(root: "/").bytes(at: file.path)) ?? []
    let text = String(decoding: bytes, as: UTF8.self)
    guard text != file.text else { return Console.talk("kept '\(shown)': it says the same") }
    let isKnown = text.contains("sluice") && (folder == "." || text.contains(folder))
    guard let advice = file.advice, !isKnown else {
      return Console.talk("kept '\(shown)'")
    }
    Console.talk("kept '\(shown)'; \(advice):\n\n\(file.lines)")
  }

  /// As `git diff` shows a file that was not there. `text` ends its last line.
  private func newFileDiff(_ path: String, _ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    return "--- /dev/null\n+++ b/\(path)\n@@ -0,0 +1,\(lines.count) @@\n"
      + lines.map { "+\($0)\n" }.joined()
  }
}
