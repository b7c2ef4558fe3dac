import SluiceCore
import SluiceScan

/// Reads one file, and keeps what it says: neither its tree nor, if it can be read again, its text.
struct SourceJob: Sendable {
  /// What came of it.
  struct Read: Sendable {
    var source: SourceFile
    var facts: SourceFacts
    /// Comments that hide findings, or try to; `nil` without any.
    var comments: SuppressionReader?

    /// The same, with these facts.
    func with(_ facts: SourceFacts) -> Read {
      var read = self
      read.facts = facts
      return read
    }
  }

  let key: SourceLibrary.Key
  /// The file's position in the store.
  let file: Int
  let question: ScriptQuestion
  let folder: ProjectFolder
  /// What earlier runs know, where it is asked.
  let memory: SourceMemory?

  typealias Outcome = Result<Read, ProjectFolder.ReadError>

  func result() -> Outcome {
    switch folder {
    case .memory, .snapshot: reading()
    case .disk: memory.map { remembered(in: $0) } ?? packing()
    }
  }

  /// Reads the file, whatever is known of it.
  func reading() -> Outcome {
    do throws(ProjectFolder.ReadError) {
      return .success(read(try folder.bytes(at: key.path)))
    } catch {
      return .failure(error)
    }
  }

  /// The same; of a module the facts are packed.
  private func packing() -> Outcome {
    guard isPacked else { return reading() }
    return reading().map { read in
      PackedFacts(read, by: self).map { read.with(.packed($0)) } ?? read
    }
  }

  /// Of modules the facts are kept packed: tasks have few of their functions.
  var isPacked: Bool { key.language == .pythonModule }

  private func read(_ bytes: [UInt8]) -> Read {
    // Without the notebook's cells, which the source has.
    var (scan, code) = contents(bytes)
    let source = SourceFile(path: key.path, bytes: bytes, cells: scan.takeCells())
    let comments = SuppressionReader(source, file: file)
    return Read(
      source: scan.diagnostics.isEmpty ? forgetful(source) : source,
      facts: .made(scan, ReadFile(key, code)),
      comments: comments.isSilent ? nil : comments)
  }

  private func contents(_ bytes: [UInt8]) -> (Scan, FileCode) {
    let (scan, trees) = scanWithTrees(
      bytes, file: file, language: key.language, kernel: key.kernel)
    switch scan {
    case .module(let module):
      guard case .whole(let tree) = trees else { return (scan, FileCode()) }
      let isPackage = Path.name(of: key.path) == "__init__.py"
      return (scan, FileCode(module: tree, module, isPackage: isPackage))
    case .script(let script):
      switch script.language {
      case .python: return (scan, FileCode(script, bytes, trees, file: file, asked: question))
      case .r: return (scan, FileCode(rPathLiterals(script, bytes, file: file)))
      case .other, .unknown: return (scan, FileCode())
      }
    case .template:
      let isShell = key.language == .shell
      return (scan, FileCode(templatePaths(bytes, isShell: isShell, file: file)))
    }
  }

  /// The same file without its text, where the disk has it.
  private func forgetful(_ source: SourceFile) -> SourceFile {
    switch folder {
    case .memory, .snapshot: return source
    case .disk: return readAgain(source.fingerprint, isNotebook: source.isNotebook)
    }
  }

  /// A file whose text is read when somebody asks for it.
  func readAgain(_ fingerprint: Fingerprint, isNotebook: Bool) -> SourceFile {
    let (key, file, folder) = (key, file, folder)
    return SourceFile(path: key.path, fingerprint: fingerprint, isNotebook: isNotebook) {
      guard let bytes = try? folder.bytes(at: key.path) else { return nil }
      guard isNotebook else { return SourceText(bytes: bytes) }
      var scan = key.scan(bytes, file: file)
      return SourceText(bytes: bytes, cells: scan.takeCells())
    }
  }
}

extension Scan {
  /// The notebook's cells, which the scan has no more then.
  fileprivate mutating func takeCells() -> [Fragment] {
    guard case .script(var script) = self else { return [] }
    let cells = script.cells
    script.cells = []
    self = .script(script)
    return cells
  }

  var diagnostics: [Diagnostic] {
    switch self {
    case .module(let scan): scan.diagnostics
    case .script(let scan): scan.diagnostics
    case .template(let scan): scan.diagnostics
    }
  }
}
