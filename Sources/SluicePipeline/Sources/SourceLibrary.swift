import SluiceCore
import SluiceScan

/// The sources that were read so far, each once: its position in the store and what it says.
struct SourceLibrary {
  /// What became of a path that a task names.
  enum Entry: Hashable, Sendable {
    case read(file: Int)
    case failed(ProjectFolder.ReadError)
  }

  private(set) var store: SourceStore
  private var entries: [Key: Entry] = [:]
  private var scans: [Key: Scan] = [:]
  /// The Python code of the files that were read, by position: one may be a script and a module.
  private(set) var scripts: [Int: FileCode] = [:]
  private(set) var modules: [Int: FileCode] = [:]
  private let folder: ProjectFolder

  struct Key: Hashable, Sendable {
    var path: String
    var language: Language
    /// The language of the kernel that the task names for its notebook.
    var kernel: ScriptScan.Language?
  }

  init(folder: ProjectFolder, store: SourceStore) {
    self.folder = folder
    self.store = store
  }

  /// How many files were read.
  private(set) var readCount = 0

  func entry(_ key: Key) -> Entry? { entries[key] }
  func scan(_ key: Key) -> Scan? { scans[key] }
  /// Findings of the scanners, file by file in reading order.
  private(set) var diagnostics: [Diagnostic] = []

  /// Reads and scans what was not read before, spread over the processors.
  mutating func read(_ keys: [Key]) {
    var wanted: [Key] = []
    var seen: Set<Key> = []
    for key in keys where entries[key] == nil && seen.insert(key).inserted { wanted.append(key) }
    guard !wanted.isEmpty else { return }
    let folder = folder
    // A file's position must be known before its scan, which stamps it on every range.
    var next = store.files.count
    var positions: [String: Int] = [:]
    let jobs = wanted.map { key in
      let known = store.position(of: key.path) ?? positions[key.path]
      let position = known ?? next
      if known == nil {
        positions[key.path] = next
        next += 1
      }
      return (key: key, position: position)
    }
    let width = jobs.count < 8 ? 1 : processorCount
    let results = jobs.concurrentMap(width: width) { job -> Result<Read, ProjectFolder.ReadError> in
      do throws(ProjectFolder.ReadError) {
        let bytes = try folder.bytes(at: job.key.path)
        return .success(Read(bytes, job.key, file: job.position))
      } catch {
        return .failure(error)
      }
    }
    for (job, result) in zip(jobs, results) {
      switch result {
      case .success(let read):
        let file = SourceFile(path: job.key.path, bytes: read.bytes, cells: read.scan.cells)
        let position = store.add(file)
        precondition(position == job.position, "a scan's ranges must name its own file")
        entries[job.key] = .read(file: position)
        readCount += 1
        scans[job.key] = read.scan
        if let code = read.code {
          if code.module == nil { scripts[position] = code } else { modules[position] = code }
        }
        diagnostics.append(contentsOf: read.scan.diagnostics)
      case .failure(let error):
        entries[job.key] = .failed(error)
        if store.position(of: job.key.path) == nil {
          // Keeps the positions of the files behind it; nothing points here.
          _ = store.add(SourceFile(path: job.key.path, bytes: []))
        }
      }
    }
  }

  /// The bytes of a file that is no task's source, and its position; `nil` if it cannot be read.
  mutating func text(_ path: String) -> (file: Int, bytes: [UInt8])? {
    if let known = store.position(of: path) { return (known, store.files[known].bytes) }
    guard let bytes = try? folder.bytes(at: path) else { return nil }
    readCount += 1
    return (store.add(SourceFile(path: path, bytes: bytes)), bytes)
  }

  private struct Read: Sendable {
    var bytes: [UInt8]
    var scan: Scan
    var code: FileCode?

    init(_ bytes: [UInt8], _ key: Key, file: Int) {
      self.bytes = bytes
      guard key.language != .pythonModule else {
        let tree = parsePython(Fragment(verbatim: bytes), file: file, mode: .module)
        scan = .module(scanPythonModule(tree))
        code = FileCode(module: tree)
        return
      }
      scan = SluiceScan.scan(bytes, file: file, language: key.language, kernel: key.kernel)
      if case .script(let script) = scan, script.language == .python {
        code = FileCode(script, bytes, file: file)
      }
    }
  }
}

extension Scan {
  fileprivate var cells: [Fragment] {
    switch self {
    case .module, .template: []
    case .script(let scan): scan.cells
    }
  }

  fileprivate var diagnostics: [Diagnostic] {
    switch self {
    case .module(let scan): scan.diagnostics
    case .script(let scan): scan.diagnostics
    case .template(let scan): scan.diagnostics
    }
  }
}
