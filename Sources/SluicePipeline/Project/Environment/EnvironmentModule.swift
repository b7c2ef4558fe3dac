import SluiceCore
import SluiceScan
import SluiceYAML

/// The key `_module` of `env.yaml`: the package whose version `{{version}}` is.
struct EnvironmentModule {
  private(set) var diagnostics: [Diagnostic] = []
  private let folder: ProjectFolder
  private let place: ProjectPlace
  /// The file that has the key, relative to the root.
  private let path: String
  private var state = State.absent

  private enum State: Hashable {
    case absent
    /// The package's folder, relative to the root.
    case folder(String)
    /// A package that is not part of the project, or a mistake that was reported.
    case elsewhere
  }

  /// What `{{version}}` stands for.
  enum Version: Hashable, Sendable {
    case known(String)
    case later
    /// What to do about it.
    case missing(String)
  }

  init(folder: ProjectFolder, place: ProjectPlace, path: String) {
    self.folder = folder
    self.place = place
    self.path = path
  }

  mutating func read(_ draft: EnvironmentDraft) {
    switch draft {
    case .standard, .later: state = .elsewhere
    case .value(.string(let text)): read(text, nil)
    case .value, .mapping: state = .elsewhere
    case .node(let node):
      guard node.isTruthy else { return }
      guard let text = node.string else {
        return report(
          node.range, "'_module' is \(node.kindWords), not the name of a module",
          help: "name a module or a folder, or write '{{here}}'")
      }
      read(text, node.range)
    }
  }

  private mutating func read(_ text: String, _ range: SourceRange?) {
    guard text != "{{here}}" else {
      state = .folder(Path.directory(of: path))
      return
    }
    let working = Path.way(from: place.root, to: place.workingDirectory)
    let here = Path.relative(Path.joined(Path.joined(place.root, working), text), to: place.root)
    switch folder.kind(of: here) {
    case .directory: state = .folder(here)
    case .file, .other:
      report(
        range, "'_module' names the file '\(text)'",
        help: "name a module, or the folder of a package")
    case .missing:
      let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      guard parts.allSatisfy(isName) else {
        return report(
          range, "'_module' is '\(text)', which is neither a module nor a folder",
          help: "the path is seen from the folder that Ploomber is run in")
      }
      let bases = [working] + (place.isPackage ? ["src"] : [])
      switch ModuleLocator(folder: folder, bases: bases).lookup(parts) {
      case .found(let file): state = .folder(Path.directory(of: file))
      case .namespace(let found): state = .folder(found)
      case .missing: state = .elsewhere
      }
    }
  }

  /// The version that the package states, without importing it.
  func version(_ folder: ProjectFolder) -> Version {
    switch state {
    case .absent: return .missing("it needs the key '_module' with the package's name")
    case .elsewhere: return .later
    case .folder(let package):
      let file = Path.joined(package, "__init__.py")
      guard let bytes = try? folder.bytes(at: file) else {
        return .missing("there is no '\(file)' that states it")
      }
      guard let version = statedVersion(String(decoding: bytes, as: UTF8.self)) else {
        return .missing("'\(file)' has no line `__version__ = '1.0'`, with blanks around '='")
      }
      return .known(version)
    }
  }

  private mutating func report(_ range: SourceRange?, _ message: String, help: String) {
    state = .elsewhere
    guard let range else { return }
    diagnostics.append(
      Diagnostic(kind: .environmentModule, range: range, message: message, help: help))
  }
}

private func isName(_ text: String) -> Bool {
  guard let first = text.first, first == "_" || first.isLetter else { return false }
  return text.allSatisfy { $0 == "_" || $0.isLetter || $0.isNumber }
}

/// The first `__version__ = LITERAL`, wherever it stands, as Ploomber looks for it: with blanks on both
/// sides of `=`, and a literal to the end of the line.
func statedVersion(_ text: String) -> String? {
  var rest = text[...]
  while let mark = rest.firstRange(of: "__version__") {
    rest = rest[mark.upperBound...]
    var value = rest
    func skipBlanks() -> Bool {
      let before = value.startIndex
      value = value.drop { $0.isWhitespace }
      return value.startIndex > before
    }
    guard skipBlanks(), value.first == "=" else { continue }
    value = value.dropFirst()
    guard skipBlanks() else { continue }
    return ParameterValue(pythonLiteral: String(value.prefix { !$0.isNewline }))?.pythonText
  }
  return nil
}
