import SluicePipeline
import SluiceReport
import SluiceTemplates

/// The files that a project begins with, and what is to be said of each.
struct ProjectSetup {
  /// One file.
  struct File {
    /// Absolute.
    var path: String
    var text: String
    /// What to do where another file has the place already, before the lines to add.
    var advice: String?
    /// The lines to add to a file that is there already.
    var lines = ""
    /// What has to be done before the file is of use.
    var remark: String?
  }

  /// What editors check `sluice.yaml` with, beside it.
  static let schemaName = ".sluice-schema.json"

  /// In the order in which they are written.
  private(set) var files: [File] = []
  /// The folder that paths are shown from.
  let root: String
  /// What leads from the root to the project, as arguments of `sluice`.
  let folder: String
  private let arguments: [String]

  init(_ place: ProjectPlace) {
    let repository = RepositoryRoot(above: place.root)
    root = repository?.path ?? place.root
    folder = Path.way(from: root, to: place.root)
    arguments = place.isDefaultEntry ? [] : ["-e", place.entry]

    let configuration = place.here ?? place.root
    files.append(
      File(
        path: Path.joined(configuration, Configuration.fileName),
        text: configurationStart(Configuration.keys, schema: ProjectSetup.schemaName)))
    files.append(
      File(
        path: Path.joined(configuration, ProjectSetup.schemaName),
        text: configurationSchema(Configuration.keys)))
    files.append(preCommit)
    let disk = ProjectFolder.disk(root: root)
    func has(_ path: String) -> Bool { disk.kind(of: path) != .missing }
    if has(".github") || repository?.hasRemote(at: "github") ?? false { files.append(workflow) }
    if has(".gitlab-ci.yml") || has(".gitlab") || repository?.hasRemote(at: "gitlab") ?? false {
      files.append(pipeline)
    }
  }

  private var argumentText: String { arguments.joined(separator: " ") }

  private var preCommit: File {
    var text = String(decoding: Templates.preCommitConfiguration, as: UTF8.self)
    let words = (folder == "." ? [] : ["-C", folder]) + arguments
    if !words.isEmpty {
      let entry = "        entry: sluice check\n"
      let list = words.map(quoted).joined(separator: ", ")
      text = text.replacing(entry, with: entry + "        args: [\(list)]\n")
    }
    return File(
      path: Path.joined(root, ".pre-commit-config.yaml"), text: text,
      advice: "to check before each commit, add to its 'repos'",
      lines: lines(of: text, from: "  - "), remark: "once: pre-commit install")
  }

  private var workflow: File {
    let text = String(decoding: Templates.githubWorkflow, as: UTF8.self)
      .replacing("path: \".\"", with: "path: \(quoted(folder))")
      .replacing("arguments: \"\"", with: "arguments: \(quoted(argumentText))")
    return File(
      path: Path.joined(root, ".github/workflows/sluice.yml"), text: text,
      advice: "to check this project, add to its steps",
      lines: lines(of: text, from: "      - uses: ./"),
      remark:
        "set the variable SLUICE_REPOSITORY of the repository or its owner to OWNER/NAME of Sluice's"
    )
  }

  private var pipeline: File {
    let text = String(decoding: Templates.gitlabPipeline, as: UTF8.self)
      .replacing("SLUICE_FOLDER: \".\"", with: "SLUICE_FOLDER: \(quoted(folder))")
      .replacing("SLUICE_ARGUMENTS: \"\"", with: "SLUICE_ARGUMENTS: \(quoted(argumentText))")
    return File(
      path: Path.joined(root, ".gitlab-ci.yml"), text: text,
      advice: "to check each change, add", lines: text,
      remark: "set the CI/CD variable SLUICE_REPOSITORY to the address that Sluice is cloned from")
  }

  /// The lines of a text from the first that begins so.
  private func lines(of text: String, from start: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).drop { !$0.hasPrefix(start) }
      .joined(separator: "\n")
  }

  /// The text as YAML writes it between double quotes; JSON's strings are such.
  private func quoted(_ text: String) -> String { JSONValue.string(text).compact }
}
