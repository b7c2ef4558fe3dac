import SluiceCore
import SluiceScan

/// The text of a task's source as Ploomber would keep it beside the product.
enum TaskText: Hashable {
  /// A function, compared without comments and layout.
  case python([UInt8])
  /// A rendered query, compared without comments and layout.
  case sql([UInt8])
  /// A notebook's cells or a rendered shell script, compared as they are.
  case plain([UInt8])
  /// Why it cannot be told.
  case unknown(String)

  /// Whether `stored` is the same code; `nil` where that cannot be told.
  func isSame(as stored: [UInt8]) -> Bool? {
    switch self {
    case .unknown: return nil
    case .plain(let text): return text == stored
    case .python(let text):
      if text == stored { return true }
      guard let one = PythonNormalForm(text), let other = PythonNormalForm(stored) else {
        return false
      }
      return one == other
    case .sql(let text): return text == stored || SQLNormalForm(text) == SQLNormalForm(stored)
    }
  }
}

/// Makes the texts of an analysis' tasks.
struct TaskTexts {
  let analysis: Analysis
  /// The project's absolute path: the products that a template sees lie in it.
  let root: String
  let folder: ProjectFolder
  /// Where `source_loader` finds templates that others include.
  let templates: TemplateFolders?

  init(_ analysis: Analysis, folder: ProjectFolder, place: ProjectPlace) {
    self.analysis = analysis
    self.folder = folder
    root = place.root
    templates = analysis.spec.meta.sourceLoader.map {
      TemplateFolders($0, ModuleLocator(folder: folder, place: place))
    }
  }

  /// The template of this name; `nil` if there is none.
  private func loaded(_ name: String) -> LoadedTemplate? {
    guard let path = templates?.file(name), let bytes = try? folder.bytes(at: path) else {
      return nil
    }
    return LoadedTemplate(name: name, template: JinjaTemplate(bytes))
  }

  /// The bytes of all templates that one includes, by itself or through others, in the order of their
  /// names.
  func included(by bytes: [UInt8]) -> [UInt8] {
    var found: [String: [UInt8]] = [:]
    var open = [bytes]
    while let next = open.popLast() {
      for name in JinjaTemplate(next).inclusions.flatMap(\.names) where found[name] == nil {
        guard let path = templates?.file(name), let bytes = try? folder.bytes(at: path) else {
          continue
        }
        found[name] = bytes
        open.append(bytes)
      }
    }
    return found.sorted { $0.key < $1.key }.flatMap(\.value)
  }

  func text(of position: Int) -> TaskText {
    let task = analysis.tasks[position]
    switch task.source {
    case .function(.found(let file, let function)):
      let bytes = analysis.sources.files[file].bytes
      let range = function.range.bytes.clamped(to: 0..<bytes.count)
      return .python(Array(bytes[range]))
    case .function: return .unknown("the function is not in the project")
    case .script(let file, _):
      let source = analysis.sources.files[file]
      guard case .file(let path) = task.spec.source,
        let language = task.spec.taskClass?.language(ofFile: path),
        let cells = cellSources(source.bytes, language: language)
      else { return .unknown("the cells of the notebook cannot be told") }
      return .plain(Array(cells.joined(separator: [0x0A])))
    case .template(let file, _):
      return rendered(position, analysis.sources.files[file].bytes)
    case .failed: return .unknown("the source cannot be read")
    case .notRead: return .unknown("the source is not read")
    }
  }

  private func rendered(_ position: Int, _ bytes: [UInt8]) -> TaskText {
    let task = analysis.tasks[position].spec
    let upstream = analysis.graph.upstream[position].map { analysis.tasks[$0.upstream].spec }
    var values = templateValues(task.params, upstream: upstream, root: root)
    values["product"] = templateValue(task, root: root)
    let loader: TemplateLoader? = templates == nil ? nil : { name in loaded(name) }
    switch renderTemplate(bytes, values: values, loader: loader) {
    case .success(let text):
      return task.taskClass == .shellScript
        ? .plain(Array(text.utf8)) : .sql(Array(text.utf8))
    case .failure(let failure): return .unknown("the template is not rendered: \(failure.words)")
    }
  }
}
