import SluiceCore
import SluicePipeline
import SluiceYAML

/// What stands against handing products through the artifact repository, and what it leaves behind.
/// `isCommand`: the task at a position runs a command that is not Ploomber's.
func artifactFindings(
  _ request: ExportRequest, _ settings: ArgoSettings, isCommand: (Int) -> Bool
) -> [Diagnostic] {
  guard request.target.data == .artifacts, let data = settings["data"] else { return [] }
  let analysis = request.analysis
  var found = settingFindings(analysis, settings, data)
  for (upstream, reader) in request.part?.border(in: analysis.graph) ?? [] {
    let (name, task) = (analysis.graph.tasks[upstream].name, analysis.graph.tasks[reader.task].name)
    found.append(
      artifactSetting(
        "'\(task.text)' reads from '\(name.text)', which is left out, so that no archive of this run has "
          + "its products", help: "export it too: `--with-upstream`", at: reader.proof))
  }
  let graph = request.graph
  let isRead = Set(graph.upstream.joined().map(\.upstream))
  for (position, task) in graph.tasks.enumerated() {
    if graph.upstream[position].count > inputLimit {
      found.append(
        artifactSetting(
          "'\(task.name.text)' reads from \(graph.upstream[position].count) tasks, and a template has "
            + "at most \(inputLimit + 2) parameters",
          help: "let tasks between them join some of the products, or share a disk: `data: disk`",
          at: task.range))
    }
    if let left = leftOut(task, isCommand: isCommand(position), isRead: isRead.contains(position)) {
      found.append(left)
    }
  }
  return found
}

/// Argo's full resource definitions take 500 parameters in one list.
private let inputLimit = 498

private func settingFindings(
  _ analysis: Analysis, _ settings: ArgoSettings, _ data: Node
) -> [Diagnostic] {
  var found: [Diagnostic] = []
  switch analysis.configuration.source.delivery {
  case .volume:
    found.append(
      artifactSetting(
        "`data: artifacts` has no shared disk, and the source would be on one",
        help: "let the source travel otherwise: `source: {delivery: inline}`, or `git`, `package`, "
          + "`image`", at: data.range))
  case .inline, .git, .package, .image: break
  }
  if let disk = settings["disk"] {
    found.append(
      artifactSetting(
        "`disk` has no use with `data: artifacts`",
        help: "leave it out; a disk that pods need besides belongs to `volumes`", at: disk.range))
  }
  if let repository = settings["artifacts"]?["repository"] {
    let kinds = ArtifactStore.Kind.allCases.map(\.rawValue)
    let words = kinds.map { "`\($0)`" }.joined(separator: ", ")
    let entries = repository.mapping ?? []
    if entries.count != 1 || !kinds.contains(entries[0].key.text) {
      let near = entries.count == 1 ? nearest(to: entries[0].key.text, among: kinds) : nil
      found.append(
        artifactSetting(
          "an artifact repository is one location with keys",
          help: near.map { "did you mean '\($0)'?" }
            ?? "write one of \(words): `{s3: {bucket: …}}`", at: repository.range))
    }
  }
  return found
}

/// What of a task's products no other pod would find.
private func leftOut(_ task: TaskNode, isCommand: Bool, isRead: Bool) -> Diagnostic? {
  func finding(_ message: String, _ help: String) -> Diagnostic {
    Diagnostic(
      kind: .artifactLeftOut, range: task.range, message: message, help: help, task: task.name)
  }
  for product in task.products.all {
    switch product {
    case .relation(let parts) where isRead && !isCommand:
      return finding(
        "'\(parts.dropLast().joined(separator: "."))' is kept in a database: the tasks that read it find it if "
          + "all pods reach that, which a file such as SQLite's they do not",
        "use a database server; or share a disk: `data: disk`")
    case .file(let path) where path.hasPrefix("/") || path == ".." || path.hasPrefix("../"):
      return finding(
        "'\(path)' lies outside of the project, and is not kept",
        "write it into the project's folder")
    case .file where isCommand && isRead:
      return finding(
        "the products of '\(task.name.text)' are not kept: its pod runs a command that is not "
          + "Ploomber's",
        "let the command keep them itself; or share a disk: `data: disk`")
    case .relation, .file: break
    }
  }
  return nil
}

private func artifactSetting(
  _ message: String, help: String, at range: SourceRange
) -> Diagnostic {
  Diagnostic(kind: .artifactSetting, range: range, message: message, help: help)
}

extension DiagnosticKind {
  static let artifactKinds: [DiagnosticKind] = [.artifactSetting, .artifactLeftOut]

  static let artifactSetting = DiagnosticKind(
    code: "SL684", name: "artifact-setting", severity: .error,
    explanation: """
      With `data: artifacts` the pods share no disk: each fetches what it reads from the cluster's
      artifact repository, and keeps there what it has made. What the finding names needs a disk, or
      cannot be kept that way.

      ```yaml
      # sluice.yaml
      targets:
        nightly:
          data: artifacts
          source: {delivery: volume}      # is on the disk: choose inline, git, package or image
      ```

      `docs/artifacts.md` says what it takes.
      """)
  static let artifactLeftOut = DiagnosticKind(
    code: "SL685", name: "artifact-left-out", severity: .warning,
    explanation: """
      With `data: artifacts` a pod's files are gone with it, but for the products of its task, which go to
      the artifact repository: files and folders in the project's folder. What the finding names is
      none, so the tasks that read it may not find it.

      ```yaml
      - source: sql/clean.sql
        product: [clean, table]       # in a database: no pod sends it to another
      ```

      A database that all pods reach is fine. A file such as SQLite's needs a shared disk: `data: disk`.
      """)
}
