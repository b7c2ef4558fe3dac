import SluiceCore
import SluiceScan

/// Decides which tasks are outdated, from the metadata that Ploomber left beside their products, as
/// `ploomber status` does.
package struct StatusReader {
  private let analysis: Analysis
  private let folder: ProjectFolder
  private let texts: TaskTexts
  private var products: [[ProductState]] = []
  private var problems: [ProductReader.Problem] = []
  /// For every task whether what reads from it is outdated with it.
  private var spreads: [TaskStatus.Answer] = []

  /// `folder` is the root of `place`.
  package init(_ analysis: Analysis, folder: ProjectFolder, place: ProjectPlace) {
    self.analysis = analysis
    self.folder = folder
    texts = TaskTexts(analysis, folder: folder, place: place)
  }

  /// Reads the products of all tasks once.
  package mutating func status() -> ProjectStatus {
    var reader = ProductReader(
      folder: folder, clients: analysis.spec.clients, tasks: analysis.tasks.map(\.spec))
    products = analysis.tasks.map { reader.products(of: $0.spec) }
    problems = reader.problems
    spreads = analysis.tasks.map { _ in .unknown("it is part of a cycle") }
    var tasks: [TaskStatus] = []
    for position in analysis.graph.order {
      let text = texts.text(of: position)
      let (code, upstream) = answers(position, text)
      tasks.append(
        TaskStatus(
          task: position, lastRun: lastRun(position), code: code, upstream: upstream,
          doc: doc(position, text), location: analysis.location(of: position)))
      spreads[position] = spread(position, code, upstream)
    }
    return ProjectStatus(tasks: tasks, analysis: analysisWithProblems())
  }

  private func spread(
    _ position: Int, _ code: TaskStatus.Answer, _ upstream: TaskStatus.Answer
  ) -> TaskStatus.Answer {
    let name = analysis.tasks[position].spec.name.text
    let mine = products[position]
    if mine.contains(where: { !$0.exists && $0.unknown == nil }) {
      return .yes(["'\(name)', upstream, is outdated"])
    }
    let answers = analysis.spec.freshness.isOutdatedByCode ? [code, upstream] : [upstream]
    if answers.contains(where: \.isYes) { return .yes(["'\(name)', upstream, is outdated"]) }
    if answers.allSatisfy({ $0 == .no }) { return .no }
    return .unknown("whether '\(name)', upstream, is outdated cannot be told")
  }

  /// Of several products the earliest time; `nil` if one has none.
  private func lastRun(_ position: Int) -> Double? {
    if analysis.tasks[position].spec.taskClass == .link { return nil }
    let times = products[position].map { $0.metadata?.timestamp }
    return times.contains(nil) ? nil : times.compactMap { $0 }.min()
  }

  private func answers(
    _ position: Int, _ text: TaskText
  ) -> (code: TaskStatus.Answer, upstream: TaskStatus.Answer) {
    let task = analysis.tasks[position].spec
    switch task.taskClass {
    case .link: return (.no, .no)
    case .input: return (.yes(["an input is always outdated"]), .yes([]))
    default: break
    }
    guard !products[position].isEmpty else {
      return (.unknown("it has no product"), .unknown("it has no product"))
    }
    let params = TaskParams(task, in: folder, root: texts.root)
    let code = products[position].map { self.code($0, text, params) }
    let upstream = products[position].map { self.upstream($0, position) }
    return (combined(code), combined(upstream))
  }

  private func combined(_ answers: [TaskStatus.Answer]) -> TaskStatus.Answer {
    var reasons: [String] = []
    for case .yes(let words) in answers {
      reasons += words.filter { !reasons.contains($0) }
    }
    if answers.contains(where: \.isYes) { return .yes(reasons) }
    return answers.first { $0 != .no } ?? .no
  }

  private func code(
    _ product: ProductState, _ text: TaskText, _ params: TaskParams
  ) -> TaskStatus.Answer {
    if let unknown = product.unknown { return .unknown(unknown) }
    guard product.exists else { return .yes(["'\(product.words)' is missing"]) }
    guard let stored = product.metadata?.code else {
      return .yes(["'\(product.words)' has no metadata that says what made it"])
    }
    var reasons: [String] = []
    var unknown: String?
    switch text.isSame(as: stored) {
    case true?: break
    case false?: reasons.append("the code changed")
    case nil: if case .unknown(let why) = text { unknown = why }
    }
    switch params.answer(product.metadata?.params) {
    case .same: break
    case .different(let names):
      let quoted = names.map { "'\($0)'" }.joined(separator: ", ")
      reasons.append(
        names.count == 1 ? "the param \(quoted) changed" : "the params \(quoted) changed")
    case .unknown(let why): unknown = unknown ?? why
    }
    return reasons.isEmpty ? unknown.map { .unknown($0) } ?? .no : .yes(reasons)
  }

  private func upstream(_ product: ProductState, _ position: Int) -> TaskStatus.Answer {
    var answers: [TaskStatus.Answer] = []
    for edge in analysis.graph.upstream[position] {
      let name = analysis.tasks[edge.upstream].spec.name.text
      let isLink = analysis.tasks[edge.upstream].spec.taskClass == .link
      if let unknown = product.unknown {
        answers.append(.unknown(unknown))
      } else if let unknown = products[edge.upstream].lazy.compactMap(\.unknown).first,
        product.metadata?.timestamp != nil, !isLink
      {
        answers.append(.unknown(unknown))
      } else if let own = product.metadata?.timestamp,
        let other = isLink ? 0 : lastRun(edge.upstream)
      {
        if other > own {
          answers.append(.yes(["'\(name)', upstream, ran later"]))
        } else {
          answers.append(spreads[edge.upstream])
        }
      } else if product.metadata?.timestamp == nil {
        answers.append(.yes([]))
      } else {
        answers.append(.yes(["'\(name)', upstream, has not been run"]))
      }
    }
    return combined(answers)
  }

  // MARK: Findings

  private func analysisWithProblems() -> Analysis {
    var result = analysis
    var all: [Diagnostic] = []
    for problem in problems {
      let file = result.sources.add(SourceFile(path: problem.path, bytes: problem.bytes))
      all.append(
        Diagnostic(
          kind: .brokenMetadata,
          range: SourceRange(file: file, bytes: problem.problem.range),
          message: "the metadata of '\(problem.task.text)' cannot be read: "
            + problem.problem.message,
          help: "remove '\(problem.path)'; the task then runs once more", task: problem.task))
    }
    return all.isEmpty ? analysis : result.adding(all)
  }

  // MARK: Words

  /// What each task's source says it is; `nil` where it does not. No product is read.
  package func docs() -> [String?] {
    analysis.tasks.indices.map { doc($0, texts.text(of: $0)) }
  }

  private func doc(_ position: Int, _ text: TaskText) -> String? {
    switch text {
    case .python(let bytes): functionDocumentation(bytes)
    case .sql(let bytes): leadingComment(bytes)
    case .plain, .unknown: notebookDocumentation(position)
    }
  }

  private func notebookDocumentation(_ position: Int) -> String? {
    guard case .script(let file, _) = analysis.tasks[position].source,
      case .file(let path) = analysis.tasks[position].spec.source,
      let language = analysis.tasks[position].spec.taskClass?.language(ofFile: path)
    else { return nil }
    return SluiceScan.notebookDocumentation(
      analysis.sources.files[file].bytes, language: language)
  }
}
