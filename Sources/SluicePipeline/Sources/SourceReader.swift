import SluiceCore
import SluiceScan

/// Reads what the tasks' sources say: one read and one scan of each file, however many tasks share it.
struct SourceReader {
  private var finder: FunctionFinder
  private let folder: ProjectFolder
  private let spec: PipelineSpec
  /// `nil` without `source_loader`.
  private let templates: TemplateFolders?
  private var found: [Diagnostic] = []

  init(
    folder: ProjectFolder, place: ProjectPlace, store: SourceStore, spec: PipelineSpec,
    memory: SourceMemory? = nil
  ) {
    let locator = ModuleLocator(folder: folder, place: place)
    finder = FunctionFinder(
      library: SourceLibrary(folder: folder, store: store, memory: memory), locator: locator)
    self.folder = folder
    var spec = spec
    let templates = spec.meta.sourceLoader.map { TemplateFolders($0, locator) }
    if let templates { spec.tasks = spec.tasks.map { $0.located(in: templates) } }
    self.templates = templates
    self.spec = spec
  }

  var store: SourceStore { finder.library.store }
  /// Where the specification says the upstream, nobody asks what the sources say of it.
  var diagnostics: [Diagnostic] {
    let all = finder.library.diagnostics + found
    guard !spec.meta.extractUpstream else { return all }
    return all.filter {
      ![.invalidUpstream, .rUpstream, .rMultiLineUpstream].contains($0.kind)
    }
  }
  var library: SourceLibrary { finder.library }

  /// What the code of `tasks` says, and that of `functions` beside them. Nobody can ask for functions or
  /// scans behind it.
  mutating func code(of tasks: [ReadTask], _ functions: [FunctionLookup]) -> ProjectCode {
    finder.library.forgetScans()
    return ProjectCode(of: tasks, functions, in: &finder.library)
  }
  var readCount: Int { finder.library.readCount }

  mutating func tasks() -> [ReadTask] {
    var functionPaths = spec.functions.map(\.path)
    var keys: [SourceLibrary.Key] = []
    var questions: [SourceLibrary.Key: ScriptQuestion] = [:]
    for task in spec.declared.lazy.map(\.spec) {
      switch task.source {
      case .function(let path): functionPaths.append(path)
      case .file(let path):
        if let taskClass = task.taskClass, let language = taskClass.language(ofFile: path) {
          let key = SourceLibrary.Key(path: path, language: language, kernel: task.kernel)
          keys.append(key)
          questions[key, default: ScriptQuestion()]
            .ask(task, extractsUpstream: spec.meta.extractUpstream)
        }
      case .text: break
      }
    }
    let modules = finder.moduleKeys(of: functionPaths)
    finder.library.read(modules + consume keys, consume questions)
    returnFreedMemory(behind: spec.declared.count)
    var tasks = spec.declared.map { declared in
      let source = state(declared.spec)
      var task = ReadTask(
        declared: declared, source: source, references: references(declared.spec, source))
      // A function that is imported under another name keeps its own, and Ploomber goes by that.
      if task.spec.nameRange == task.spec.sourceRange,
        case .function(.found(_, let function)) = source, task.spec.name.text != function.name
      {
        task.spec.name = TaskName(function.name)
      }
      return task
    }
    followImports(&tasks)
    var included = IncludedTemplates(finder.library, templates)
    included.follow(tasks)
    finder.library = included.library
    found += included.diagnostics
    return tasks
  }

  /// Reads the helpers in other modules that tasks hand their upstream to.
  private mutating func followImports(_ tasks: inout [ReadTask]) {
    guard spec.meta.extractUpstream else { return }
    var jobs: [(task: Int, tree: PythonTree, range: SourceRange)] = []
    for (index, task) in tasks.enumerated() {
      guard case .function(.found(let file, let function)) = task.source, function.followsImports
      else { continue }
      jobs.append((index, finder.tree(file), function.range))
    }
    guard !jobs.isEmpty else { return }
    var trace = PythonUpstreamTrace(finder)
    for job in jobs {
      if let upstream = trace.upstream(ofFunction: job.range, in: job.tree) {
        tasks[job.task].references = upstream
      }
    }
    finder = trace.source
  }

  /// Where the functions lead that the specification names beside its tasks.
  mutating func functions() -> [FunctionLookup] {
    spec.functions.map { finder.function(at: $0.path) }
  }

  private mutating func state(_ task: TaskSpec) -> SourceState {
    switch task.source {
    case .text: return .notRead
    case .function(let path): return .function(finder.function(at: path))
    case .file(let path):
      guard let taskClass = task.taskClass else { return .notRead }
      // Where the loader's folders are not known, nothing can be said about its files.
      if let templates, templates.paths == nil, folder.kind(of: path) != .file { return .notRead }
      guard let language = taskClass.language(ofFile: path) else {
        return folder.kind(of: path) == .file
          ? .notRead : .failed(.missing, names: folder.names(in: Path.directory(of: path)))
      }
      let key = SourceLibrary.Key(path: path, language: language, kernel: task.kernel)
      switch finder.library.entry(key) {
      case .failed(let error):
        return .failed(error, names: folder.names(in: Path.directory(of: path)))
      case .read(let file):
        switch finder.library.scan(key) {
        case .script(let scan): return .script(file: file, scan)
        case .template(let scan): return .template(file: file, scan)
        case .module, nil: return .notRead
        }
      case nil: return .notRead
      }
    }
  }

  private func references(_ task: TaskSpec, _ source: SourceState) -> [UpstreamReference] {
    guard spec.meta.extractUpstream else {
      return task.declaredUpstream.map { UpstreamReference(key: $0.key, range: $0.range) }
    }
    switch source {
    case .function(.found(_, let function)): return function.upstream
    case .script(_, let scan): return scan.upstream
    case .template(_, let scan): return scan.upstream
    case .function, .failed, .notRead: return []
    }
  }
}

extension TaskSpec {
  /// With the source's file as the loader finds it: in the first folder that has it, else in the first.
  fileprivate func located(in templates: TemplateFolders) -> TaskSpec {
    guard !isPlaced, case .file(let path) = source, !path.hasPrefix("/"),
      let located = templates.file(path) ?? templates.candidates(path).first
    else { return self }
    var task = self
    task.source = .file(located)
    return task
  }
}
