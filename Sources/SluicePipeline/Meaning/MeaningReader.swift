import SluiceCore
import SluiceScan
import SluiceYAML

/// Tells what each task of an analyzed project means: its code and all that this uses, its params,
/// products and settings. Reads the files once more; nothing of an analysis waits for it.
package struct MeaningReader {
  let analysis: Analysis
  let folder: ProjectFolder
  private let place: ProjectPlace
  private let settings: TaskSettings
  let texts: TaskTexts
  var library: CodeLibrary
  private var slices: [String: CodeMeaning] = [:]
  /// Files that code names, by path.
  var namedFiles: [String: CodeMeaning] = [:]

  /// What some code means, and the files that it names.
  struct CodeMeaning {
    var parts: [MeaningPart]
    var isUnderstood: Bool
    var files: [String]

    init(_ parts: [MeaningPart], _ files: [String] = []) {
      self.parts = parts
      isUnderstood = true
      self.files = files
    }

    init(_ slice: CodeSlice, _ parts: [MeaningPart], _ library: CodeLibrary) {
      self.parts = parts
      isUnderstood = slice.isUnderstood
      files = slice.files.all(library)
    }
  }

  /// `analyzer` is the one that gave the analysis.
  package init(_ analysis: Analysis, by analyzer: Analyzer) {
    self.analysis = analysis
    folder = analyzer.folder
    place = analyzer.place
    settings = TaskSettings(analyzer, analysis)
    texts = TaskTexts(analysis, folder: analyzer.folder, place: analyzer.place)
    library = CodeLibrary(
      folder: analyzer.folder, place: analyzer.place, products: analysis.productPaths)
  }

  /// One meaning for each task, in declared order.
  package mutating func meanings() -> [TaskMeaning] {
    let environment = environmentParts(of: analysis, in: folder)
    return analysis.tasks.indices.map { position in
      var meaning = TaskMeaning(name: analysis.tasks[position].spec.name, parts: [])
      addCode(of: position, to: &meaning)
      addSettings(of: position, to: &meaning)
      meaning.parts += declaredParts(of: position)
      meaning.parts += environment
      return meaning
    }
  }

  // MARK: Code

  private mutating func addCode(of position: Int, to meaning: inout TaskMeaning) {
    let task = analysis.tasks[position]
    switch task.source {
    case .function(.found(let file, let function)):
      add(function: function.name, in: analysis.sources.files[file].path, to: &meaning)
    case .script(let file, let scan): addScript(file, scan, task.spec, to: &meaning)
    case .template(let file, _): addTemplate(file, position, to: &meaning)
    case .function, .failed, .notRead:
      if case .function(let path) = task.spec.source, let (module, name) = library.module(of: path)
      {
        // Bound in another way than by `def`, or brought from outside as well: all that may be it counts.
        add(function: name, in: module, to: &meaning)
      }
      meaning.parts.append(
        MeaningPart(
          kind: .file, name: "", form: Array(task.spec.source.words.utf8),
          words: task.spec.source.words, place: analysis.sources.place(of: task.spec.sourceRange)))
      meaning.isUnderstood = false
    }
  }

  private mutating func add(
    function name: String, in path: String, to meaning: inout TaskMeaning
  ) {
    let key = path + "\u{0}" + name
    if slices[key] == nil {
      var slice = CodeSlice()
      slice.add(name, in: path, &library)
      slices[key] = CodeMeaning(slice, slice.parts(&library), library)
    }
    add(slices[key], to: &meaning)
  }

  /// Adds what code means, and what the files mean that it names.
  private mutating func add(_ code: CodeMeaning?, to meaning: inout TaskMeaning) {
    guard let code else { return }
    meaning.add(code.parts)
    if !code.isUnderstood { meaning.isUnderstood = false }
    if !code.files.isEmpty { add(files: code.files, to: &meaning) }
  }

  private mutating func addScript(
    _ file: Int, _ scan: ScriptScan, _ task: TaskSpec, to meaning: inout TaskMeaning
  ) {
    let source = analysis.sources.files[file]
    let bytes = source.bytes
    let language = task.taskClass?.language(ofFile: source.path)
    if let kernel = kernelName(scan, bytes) {
      meaning.parts.append(
        MeaningPart(kind: .kernel, name: "", form: Array(kernel.utf8), words: kernel))
    }
    guard let language, let cells = codeCells(bytes, language: language) else {
      meaning.parts.append(MeaningPart(kind: .file, name: source.path, form: bytes))
      meaning.isUnderstood = false
      return
    }
    let kept = scan.parts.filter { $0.kind == .code && !$0.isInjected }
    let places: [Place?] =
      kept.count == cells.count ? kept.map { source.place(of: $0.range.bytes) } : []
    switch scan.language {
    case .python, .unknown: addPython(cells, at: places, in: source, to: &meaning)
    case .r:
      for (index, cell) in cells.enumerated() {
        meaning.parts.append(
          MeaningPart(
            kind: .cell, name: "", form: rForm(cell.text),
            place: places.indices.contains(index) ? places[index] : nil))
        add(files: rFiles(cell.text, from: source.path), to: &meaning)
      }
    case .other:
      for (index, cell) in cells.enumerated() {
        meaning.parts.append(
          MeaningPart(
            kind: .cell, name: "", form: cell.text,
            place: places.indices.contains(index) ? places[index] : nil))
      }
    }
  }

  private mutating func addPython(
    _ cells: [CodeCell], at places: [Place?], in source: SourceFile, to meaning: inout TaskMeaning
  ) {
    let code = python(cells, at: places, in: source)
    add(code, to: &meaning)
  }

  /// What the cells of a notebook or a script mean, or a script as one cell.
  mutating func python(
    _ cells: [CodeCell], at places: [Place?], in source: SourceFile
  ) -> CodeMeaning {
    let key = source.path + "\u{0}"
    if let known = slices[key] { return known }
    library.keep(
      CodeLibrary.Module(source, pythonOutline(ofCells: cells), isCells: true), as: key)
    var slice = CodeSlice()
    slice.add(module: key, &library)
    // `%run helpers` means `helpers.py`.
    let run = cells.flatMap(runFiles).map { Path.suffix(of: $0).isEmpty ? $0 + ".py" : $0 }
    slice.add(run.map { ProjectWord($0, .whole) }, in: key, &library)
    let code = CodeMeaning(slice, slice.parts(&library, cells: key, at: places), library)
    slices[key] = code
    return code
  }

  private mutating func addTemplate(_ file: Int, _ position: Int, to meaning: inout TaskMeaning) {
    let source = analysis.sources.files[file]
    let form: [UInt8]
    switch texts.text(of: position) {
    case .sql(let text): form = sqlForm(Array(text.drop(while: isOrderMark)))
    case .plain(let text):
      form = shellForm(text)
      addCommands(text, in: source.path, to: &meaning)
    case .python(let text): form = text
    case .unknown:
      // What comes out of it is not known: what goes in counts.
      form = source.bytes + texts.included(by: source.bytes)
      meaning.isUnderstood = false
    }
    meaning.parts.append(
      MeaningPart(
        kind: .file, name: "", form: form, place: source.place(of: 0..<source.bytes.count)))
  }

  private func kernelName(_ scan: ScriptScan, _ bytes: [UInt8]) -> String? {
    if let header = scan.header {
      let root = parseYAML(header.text, file: 0).root
      return (root?["jupyter"] ?? root)?["kernelspec"]?["name"]?.string
    }
    guard bytes.first == UInt8(ascii: "{"), let root = try? JSONParser.parse(bytes) else {
      return nil
    }
    return root["metadata"]?["kernelspec"]?["name"]?.string(in: bytes)
  }

  // MARK: The specification

  private mutating func addSettings(of position: Int, to meaning: inout TaskMeaning) {
    let task = analysis.tasks[position].spec
    for setting in settings.settings(of: task) {
      meaning.parts.append(setting.part)
      for name in setting.functions { addReferenced(name, by: task, to: &meaning) }
    }
    for entry in task.params where task.undecidedParams.contains(entry.key) {
      if let path = functionPath(of: entry.value) { addReferenced(path, by: task, to: &meaning) }
    }
  }

  /// The function of `module::function`, or of a mapping that holds that as its `dotted_path`.
  private func functionPath(of value: ParameterValue) -> String? {
    switch value {
    case .string(let text): return SluicePipeline.functionPath(ofValue: text)
    case .mapping(let entries):
      guard case .string(let text)? = entries.last(where: { $0.key == "dotted_path" })?.value else {
        return nil
      }
      return SluicePipeline.functionPath(ofValue: text)
    case .null, .bool, .int, .float, .list, .tuple, .opaque: return nil
    }
  }

  /// The function that a dotted path of the specification leads to.
  private mutating func addReferenced(
    _ path: String, by task: TaskSpec, to meaning: inout TaskMeaning
  ) {
    for (reference, lookup) in zip(analysis.spec.functions, analysis.functions)
    where reference.path == path && (reference.task == nil || reference.task == task.name) {
      guard case .found(let file, let function) = lookup else { continue }
      return add(function: function.name, in: analysis.sources.files[file].path, to: &meaning)
    }
  }
}

extension TaskMeaning {
  /// Adds parts that are not there yet: hooks and the task may use the same function.
  mutating func add(_ more: [MeaningPart]) {
    let known = Set(parts)
    parts += more.filter { !known.contains($0) }
  }
}

/// Whether the byte is one of the mark that some editors put before a text.
private func isOrderMark(_ byte: UInt8) -> Bool { byte == 0xEF || byte == 0xBB || byte == 0xBF }

extension ScriptScan.Cell {
  /// Whether Ploomber or papermill put it there.
  fileprivate var isInjected: Bool {
    tags.contains("injected-parameters") || tags.contains("debugging-settings")
  }
}
