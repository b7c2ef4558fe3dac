import SluiceCore
import SluiceScan

/// Follows `include`, `import` and `extends` from the tasks' templates to the files that they lead to:
/// each is read once, its mistakes are reported in its own place.
struct IncludedTemplates {
  private(set) var library: SourceLibrary
  private(set) var diagnostics: [Diagnostic] = []
  /// `nil` without `source_loader`.
  private let folders: TemplateFolders?
  private var known: [String: Included] = [:]

  private struct Included {
    var file: Int
    var inclusions: [TemplateInclusion]
    var upstream: [UpstreamReference]
  }

  init(_ library: SourceLibrary, _ folders: TemplateFolders?) {
    self.library = library
    self.folders = folders
  }

  mutating func follow(_ tasks: [ReadTask]) {
    for task in tasks {
      guard case .template(let file, let scan) = task.source, !scan.inclusions.isEmpty,
        !scan.diagnostics.contains(where: { $0.kind.severity == .error })
      else { continue }
      follow(task, scan.inclusions, from: file)
    }
  }

  private mutating func follow(
    _ task: ReadTask, _ inclusions: [TemplateInclusion], from file: Int
  ) {
    guard let folders else {
      if let first = inclusions.first { reportNoLoader(first, file, task) }
      return
    }
    guard folders.paths != nil else { return }
    var visited: Set<String> = []
    var waiting = inclusions.reversed().map { (inclusion: $0, file: file, root: $0) }
    while let (inclusion, file, root) = waiting.popLast() {
      guard !inclusion.names.isEmpty else { continue }
      guard let path = inclusion.names.lazy.compactMap({ folders.file($0) }).first else {
        if !inclusion.ignoresMissing { reportMissing(inclusion, file, folders, task) }
        continue
      }
      guard visited.insert(path).inserted, let included = read(path) else { continue }
      reportUpstream(included, task, root)
      waiting += included.inclusions.reversed().map { ($0, included.file, root) }
    }
  }

  private mutating func read(_ path: String) -> Included? {
    if let included = known[path] { return included }
    guard let (file, bytes) = library.text(path) else { return nil }
    let template = JinjaTemplate(bytes)
    for error in template.errors.prefix(1) {
      diagnostics.append(
        Diagnostic(
          kind: .jinjaSyntax, range: SourceRange(file: file, bytes: error.range),
          message: error.message, help: error.wayOut))
    }
    let included = Included(
      file: file, inclusions: template.errors.isEmpty ? template.inclusions : [],
      upstream: template.upstreamReferences(file: file))
    known[path] = included
    return included
  }

  // MARK: Findings

  private mutating func reportNoLoader(
    _ inclusion: TemplateInclusion, _ file: Int, _ task: ReadTask
  ) {
    guard !inclusion.ignoresMissing || !inclusion.names.isEmpty else { return }
    diagnostics.append(
      Diagnostic(
        kind: .templateWithoutLoader, range: SourceRange(file: file, bytes: inclusion.range),
        message: "without a 'source_loader', this template cannot reach another one",
        help: "add `source_loader: {path: …}` with the templates' folder to 'meta'",
        task: task.spec.name))
  }

  private mutating func reportMissing(
    _ inclusion: TemplateInclusion, _ file: Int, _ folders: TemplateFolders, _ task: ReadTask
  ) {
    let name = inclusion.names[0]
    let places = folders.candidates(name).map { "'\($0)'" }.joined(separator: ", ")
    diagnostics.append(
      Diagnostic(
        kind: .templateMissing, range: SourceRange(file: file, bytes: inclusion.range),
        message: inclusion.names.count == 1
          ? "there is no template '\(name)'"
          : "none of these templates is there",
        help: nearest(to: name, among: folders.neighbours(of: name)).map { "did you mean '\($0)'?" }
          ?? "it would be \(places)",
        task: task.spec.name))
  }

  /// Ploomber looks for upstream in the task's own file only.
  private mutating func reportUpstream(
    _ included: Included, _ task: ReadTask, _ root: TemplateInclusion
  ) {
    let own = Set(
      task.references.compactMap { reference in
        if case .task(let name, _) = reference { name } else { nil }
      })
    let hasOther = task.references.contains { reference in
      if case .task = reference { false } else { true }
    }
    guard !hasOther, let file = task.source.file else { return }
    for case .task(let name, let range) in included.upstream where !own.contains(name) {
      diagnostics.append(
        Diagnostic(
          kind: .includedUpstream, range: range,
          message: "Ploomber does not see that '\(task.spec.name.text)' depends on '\(name.text)'",
          related: [
            .init(
              range: SourceRange(file: file, bytes: root.range), message: "it comes in here")
          ],
          help: "mention it in the task's own file: `{% set _ = upstream['\(name.text)'] %}`",
          task: task.spec.name))
    }
  }
}
