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
  private var library: CodeLibrary
  private var slices: [String: (parts: [MeaningPart], isUnderstood: Bool)] = [:]

  /// `analyzer` is the one that gave the analysis.
  package init(_ analysis: Analysis, by analyzer: Analyzer) {
    self.analysis = analysis
    folder = analyzer.folder
    place = analyzer.place
    settings = TaskSettings(analyzer, analysis)
    texts = TaskTexts(analysis, folder: analyzer.folder, place: analyzer.place)
    library = CodeLibrary(folder: analyzer.folder, place: analyzer.place)
  }

  /// One meaning for each task, in declared order.
  package mutating func meanings() -> [TaskMeaning] {
    let environment = environmentParts(in: folder)
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
      slices[key] = (slice.parts(&library), slice.isUnderstood)
    }
    guard let known = slices[key] else { return }
    meaning.add(known.parts)
    if !known.isUnderstood { meaning.isUnderstood = false }
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
        addR(cell.text, at: places.indices.contains(index) ? places[index] : nil, to: &meaning)
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
    let key = source.path + "\u{0}"
    if slices[key] == nil {
      library.keep(
        CodeLibrary.Module(source, pythonOutline(ofCells: cells), isCells: true), as: key)
      var slice = CodeSlice()
      slice.add(module: key, &library)
      var parts = slice.parts(&library, cells: key, at: places)
      for cell in cells {
        for path in runFiles(of: cell) {
          let near = Path.joined(Path.directory(of: source.path), path)
          for candidate in [path, near] {
            guard let bytes = try? folder.bytes(at: candidate) else { continue }
            parts.append(MeaningPart(kind: .file, name: candidate, form: bytes))
            break
          }
        }
      }
      slices[key] = (parts, slice.isUnderstood)
    }
    guard let known = slices[key] else { return }
    meaning.add(known.parts)
    if !known.isUnderstood { meaning.isUnderstood = false }
  }

  private func addR(_ text: [UInt8], at place: Place?, to meaning: inout TaskMeaning) {
    meaning.parts.append(
      MeaningPart(kind: .cell, name: "", form: rForm(text), place: place))
    var open = rSourcedFiles(text)
    var seen: Set<String> = []
    while let path = open.popLast(), seen.count < 100 {
      guard seen.insert(path).inserted, let bytes = try? folder.bytes(at: path) else { continue }
      meaning.add([MeaningPart(kind: .file, name: path, form: rForm(bytes))])
      open += rSourcedFiles(bytes)
    }
  }

  private mutating func addTemplate(_ file: Int, _ position: Int, to meaning: inout TaskMeaning) {
    let source = analysis.sources.files[file]
    let form: [UInt8]
    switch texts.text(of: position) {
    case .sql(let text): form = sqlForm(Array(text.drop(while: isOrderMark)))
    case .plain(let text):
      form = shellForm(text)
      addScripts(calledBy: text, to: &meaning)
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

  /// The project's own scripts that a shell's text names, and those that they name: at most 100.
  private mutating func addScripts(calledBy text: [UInt8], to meaning: inout TaskMeaning) {
    var open = scriptNames(in: text)
    var seen: Set<String> = []
    while let path = open.popLast(), seen.count < 100 {
      guard seen.insert(path).inserted, let bytes = try? folder.bytes(at: path) else { continue }
      guard path.hasSuffix(".py") else {
        let isShell = path.hasSuffix("sh")
        meaning.add([
          MeaningPart(kind: .file, name: path, form: isShell ? shellForm(bytes) : bytes)
        ])
        if isShell { open += scriptNames(in: bytes) }
        continue
      }
      var code = TaskMeaning(name: meaning.name, parts: [])
      let cells = [CodeCell(text: bytes, isParameters: false)]
      addPython(cells, at: [], in: SourceFile(path: path, bytes: bytes), to: &code)
      for index in code.parts.indices where code.parts[index].kind == .cell {
        code.parts[index].kind = .file
        code.parts[index].name = path
      }
      meaning.add(code.parts)
      if !code.isUnderstood { meaning.isUnderstood = false }
    }
  }

  /// The words of a shell's text that may be scripts of the project, from its root.
  private func scriptNames(in text: [UInt8]) -> [String] {
    let words = shellForm(text).split { byte in
      !isNameByte(byte) && byte != UInt8(ascii: ".") && byte != UInt8(ascii: "/")
        && byte != UInt8(ascii: "-")
    }
    return words.compactMap { word in
      let name = Path.normalized(String(decoding: word, as: UTF8.self))
      let endings = [".sh", ".bash", ".py", ".R", ".awk", ".sed", ".pl", ".jq"]
      guard endings.contains(where: name.hasSuffix), !name.hasPrefix(".."), !name.hasPrefix("/")
      else { return nil }
      return name
    }
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
  fileprivate mutating func add(_ more: [MeaningPart]) {
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
