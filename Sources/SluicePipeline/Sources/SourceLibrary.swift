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
  /// The code of the files that were read, by position: one may be a script and a module.
  private(set) var scripts: [Int: ReadFile] = [:]
  private var modules: [Int: ReadFile] = [:]
  /// Modules of many functions, few of which are ever asked for: unpacked when they are.
  private var packed: [Int: PackedFacts] = [:]
  private var unpacked: [Int: ModuleScan] = [:]
  private static let unpackedLimit = 16
  /// The comments of those files that hide findings.
  private(set) var comments = KnownComments()
  private let folder: ProjectFolder
  private let memory: SourceMemory?

  struct Key: Hashable, Sendable {
    var path: String
    var language: Language
    /// The language of the kernel that the task names for its notebook.
    var kernel: ScriptScan.Language?

    func scan(_ bytes: [UInt8], file: Int) -> Scan {
      SluiceScan.scan(bytes, file: file, language: language, kernel: kernel)
    }
  }

  init(folder: ProjectFolder, store: SourceStore, memory: SourceMemory? = nil) {
    self.folder = folder
    self.memory = memory
    self.store = store
  }

  /// How many files were read.
  private(set) var readCount = 0

  func entry(_ key: Key) -> Entry? { entries[key] }
  /// What a script or a template says.
  func scan(_ key: Key) -> Scan? { scans[key] }

  /// The module's position in the store and what it says; `nil` where it was not read.
  mutating func module(_ key: Key) -> (file: Int, scan: ModuleScan)? {
    guard case .read(let file) = entries[key] else { return nil }
    if case .module(let scan) = scans[key] { return (file, scan) }
    if let scan = unpacked[file] { return (file, scan) }
    guard case .module(let scan) = packed[file]?.scan() else { return nil }
    if unpacked.count >= SourceLibrary.unpackedLimit { unpacked = [:] }
    unpacked[file] = scan
    return (file, scan)
  }

  /// What the code of the module at this position says; `nil` where it was not read as one.
  func moduleCode(_ file: Int) -> FileCode? { modules[file]?.code ?? packed[file]?.code() }

  /// Drops what scripts and modules say, but for their code: nobody asks for it any more.
  mutating func forgetScans() {
    scans = [:]
    entries = [:]
    unpacked = [:]
  }

  /// Drops what is packed of these modules, by position.
  mutating func forget(_ files: ArraySlice<Int>) {
    for file in files {
      packed[file] = nil
    }
  }
  /// Findings of the scanners, file by file in reading order.
  private(set) var diagnostics: [Diagnostic] = []

  /// Reads and scans what was not read before, spread over the processors. `questions` are what tasks
  /// want to know of their scripts.
  mutating func read(
    _ keys: consuming [Key], _ questions: consuming [Key: ScriptQuestion] = [:]
  ) {
    let jobs = jobs(keys, questions)
    guard !jobs.isEmpty else { return }
    // Of a large project they take megabytes.
    keys = []
    questions = [:]
    let width = jobs.count < 8 ? 1 : processorCount
    let results = jobs.concurrentMap(width: width) { $0.result() }
    entries.reserveCapacity(entries.count + jobs.count)
    for (job, result) in zip(jobs, results) {
      switch result {
      case .success(let read):
        let position = store.add(read.source)
        precondition(position == job.file, "a scan's ranges must name its own file")
        entries[job.key] = .read(file: position)
        readCount += 1
        comments.keep(read.comments, of: position)
        switch read.facts {
        case .packed(let facts): packed[position] = facts
        case .made(let scan, let file):
          scans[job.key] = scan
          if job.key.language == .pythonModule {
            modules[position] = file
          } else {
            scripts[position] = file
          }
          diagnostics.append(contentsOf: scan.diagnostics)
        }
      case .failure(let error):
        entries[job.key] = .failed(error)
        if store.position(of: job.key.path) == nil {
          // Keeps the positions of the files behind it; nothing points here.
          _ = store.add(SourceFile(path: job.key.path, bytes: []))
        }
      }
    }
  }

  /// What has to be read of `keys`, each once.
  private func jobs(_ keys: [Key], _ questions: [Key: ScriptQuestion]) -> [SourceJob] {
    var jobs: [SourceJob] = []
    var seen: Set<Key> = []
    // A file's position must be known before its scan, which stamps it on every range.
    var next = store.files.count
    var positions: [String: Int] = [:]
    for key in keys where entries[key] == nil && seen.insert(key).inserted {
      let known = store.position(of: key.path) ?? positions[key.path]
      let position = known ?? next
      if known == nil {
        positions[key.path] = next
        next += 1
      }
      jobs.append(
        SourceJob(
          key: key, file: position, question: questions[key] ?? ScriptQuestion(), folder: folder,
          memory: memory))
    }
    return jobs
  }

  /// The bytes of a file that is no task's source, and its position; `nil` if it cannot be read.
  mutating func text(_ path: String) -> (file: Int, bytes: [UInt8])? {
    if let known = store.position(of: path) { return (known, store.files[known].bytes) }
    guard let bytes = try? folder.bytes(at: path) else { return nil }
    readCount += 1
    return (store.add(SourceFile(path: path, bytes: bytes)), bytes)
  }
}
