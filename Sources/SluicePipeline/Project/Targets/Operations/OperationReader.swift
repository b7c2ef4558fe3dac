import SluiceCore
import SluiceScan
import SluiceYAML

/// Takes the texts of all targets' operations from where they stand, running nothing.
struct OperationReader {
  private(set) var texts: [SourceRange: OperationText] = [:]
  private(set) var findings: [Diagnostic] = []
  private var finder: FunctionFinder
  private let folder: ProjectFolder

  init(_ targets: [Target], folder: ProjectFolder, place: ProjectPlace, store: SourceStore) {
    self.folder = folder
    finder = FunctionFinder(
      library: SourceLibrary(folder: folder, store: store),
      locator: ModuleLocator(folder: folder, place: place))
    for target in targets {
      for entry in target.settings["operations"]?.mapping ?? [] { read(entry) }
    }
    findings += finder.library.diagnostics
  }

  /// With the files that were read.
  var store: SourceStore { finder.library.store }

  private mutating func read(_ operation: Node.Entry) {
    let node = operation.value
    guard node.mapping != nil else { return }
    let own = Target.operationTextKeys.compactMap { key in
      node[key].map { (key: key, node: $0) }
    }
    let commands = ["command", "args", "image"].filter { node[$0] != nil }
    guard let first = own.first else {
      if commands.isEmpty {
        report(
          operation.key.range, "the operation '\(operation.key.text)' says nothing that could run",
          help:
            "give it one of `bash`, `python`, `function`, `file`, or an `image` and its `command`")
      }
      return
    }
    if own.count > 1 {
      report(
        own[1].node.range, "an operation runs one thing: '\(first.key)' or '\(own[1].key)'",
        help: "make two operations of it, the second one `after` the first")
      return
    }
    if let other = commands.first(where: { $0 != "image" }) {
      report(
        node[other]?.range ?? node.range, "'\(other)' has no say beside '\(first.key)'",
        help: "leave one of them out")
      return
    }
    guard let text = text(first.key, first.node) else { return }
    texts[first.node.range] = text
  }

  private mutating func text(_ key: String, _ node: Node) -> OperationText? {
    guard node.scalar != nil else { return nil }
    switch key {
    case "bash": return OperationText(language: .bash, text: node.text)
    case "python": return inline(node)
    case "file": return file(node)
    default: return function(node)
    }
  }

  private mutating func report(_ range: SourceRange, _ message: String, help: String) {
    findings.append(
      Diagnostic(kind: OperationKinds.source, range: range, message: message, help: help))
  }

  // MARK: Each way

  private mutating func inline(_ node: Node) -> OperationText? {
    let tree = parsePython(
      Fragment(verbatim: Array(node.text.utf8)), file: node.range.file, mode: .module)
    guard let failure = tree.firstFailure else {
      return python(node.text, tree, seenFrom: nil, node)
    }
    let line = tree.fragment.text[..<failure.token].count { $0 == 0x0A } + 1
    report(
      node.range, "in line \(line) of the text: \(failure.message)", help: "correct the Python text"
    )
    return nil
  }

  private mutating func file(_ node: Node) -> OperationText? {
    let path = Path.normalized(node.text)
    guard let language = language(of: path) else {
      report(
        node.range, "'\(node.text)' is neither a '.sh' nor a '.py' file",
        help: "rename it; or run it with an `image` and a `command`")
      return nil
    }
    guard !path.hasPrefix("/"), path != "..", !path.hasPrefix("../"),
      let read = finder.library.text(path)
    else {
      let siblings = folder.names(in: Path.directory(of: path))
      let near = nearest(to: Path.name(of: path), among: siblings)
      report(
        node.range, "there is no file '\(node.text)' in the project that can be read",
        help: near.map { "did you mean '\(Path.joined(Path.directory(of: path), $0))'?" }
          ?? "write its path relative to the project's root")
      return nil
    }
    let text = String(decoding: read.bytes, as: UTF8.self)
    guard text.utf8.elementsEqual(read.bytes) else {
      report(
        node.range, "'\(path)' is not UTF-8, which is what a spec can hold",
        help: "save it in UTF-8")
      return nil
    }
    guard language == .python else { return OperationText(language: .bash, text: text) }
    let tree = parsePython(Fragment(verbatim: read.bytes), file: read.file, mode: .module)
    findings += tree.diagnostics
    return tree.diagnostics.isEmpty ? python(text, tree, seenFrom: path, node) : nil
  }

  private func language(of path: String) -> OperationText.Language? {
    switch Path.suffix(of: path) {
    case ".sh": .bash
    case ".py": .python
    default: nil
    }
  }

  private mutating func function(_ node: Node) -> OperationText? {
    let dotted = node.text
    switch finder.function(at: dotted) {
    case .found(let file, let function):
      let needed = function.parameters.filter { !$0.hasDefault && !$0.kind.isVariadic }
      if let first = needed.first {
        report(
          node.range, "'\(dotted)' has to be called with '\(first.name)', and nobody gives it one",
          help: "give the parameter a default, or take what it needs from the pod's `env`")
        return nil
      }
      let path = finder.library.store.files[file].path
      let tree = finder.tree(file)
      guard tree.diagnostics.isEmpty else { return nil }
      guard
        let excerpt = pythonExcerpt(
          ofFunctionAt: function.nameRange.bytes.lowerBound, in: tree)
      else { break }
      if let name = excerpt.missing.first {
        findings.append(
          Diagnostic(
            kind: OperationKinds.needs, range: node.range,
            message: "'\(dotted)' reads '\(name)', which nothing in '\(path)' defines",
            help: "define or import it in '\(path)'"))
      }
      let call =
        excerpt.isAsync ? "__import__('asyncio').run(\(function.name)())" : "\(function.name)()"
      let text = excerpt.text + "\n\(call)\n"
      let own = parsePython(Fragment(verbatim: Array(text.utf8)), file: file, mode: .module)
      return python(text, own, seenFrom: path, node)
    case .moduleMissing(0, _) where isPythonStandardModule(dotted),
      .outside:
      report(
        node.range,
        "'\(dotted)' comes from a module that is not the project's: there is no text of it",
        help: "import and call it in a text: `python: |`")
      return nil
    case .moduleMissing(let part, let siblings):
      let parts = dotted.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      guard parts.count > 1, parts.indices.contains(part) else { break }
      let near = nearest(to: parts[part], among: siblings)
      report(
        node.range, "there is no module '\(parts[...part].joined(separator: "."))' in the project",
        help: near.map {
          "did you mean '\((parts[..<part] + [$0] + parts[(part + 1)...]).joined(separator: "."))'?"
        }
          ?? "write `module.function`, as an import in the project's root has it")
      return nil
    case .unreadable(let path, _):
      report(node.range, "the module '\(path)' cannot be read", help: "make it a readable file")
      return nil
    case .functionMissing(let path, let names):
      let module = dotted.split(separator: ".").dropLast().joined(separator: ".")
      let name = dotted.split(separator: ".").last.map(String.init) ?? dotted
      let near = nearest(to: name, among: names)
      report(
        node.range, "'\(path)' does not define a function '\(name)'",
        help: near.map { "did you mean '\(module).\($0)'?" } ?? "define it there")
      return nil
    case .notADefinition:
      report(
        node.range,
        "'\(dotted)' is no `def`: a lambda or another value has no text that can be run",
        help: "write it as a function with `def`")
      return nil
    }
    report(
      node.range, "'\(dotted)' leads to no function", help: "write `module.function`")
    return nil
  }

  // MARK: What a Python text needs

  /// `path` is the file that the text comes from.
  private mutating func python(
    _ text: String, _ tree: PythonTree, seenFrom path: String?, _ node: Node
  ) -> OperationText? {
    var local: Set<String> = []
    var foreign: Set<String> = []
    for use in pythonImports(in: tree) where !use.guards.contains(.typeChecking) {
      guard use.level == 0 else {
        report(
          node.range,
          "the text imports '\(String(repeating: ".", count: use.level))\(use.module)', which no text "
            + "outside of its package can",
          help: "import it by its whole name: `import package.module`")
        return nil
      }
      let isCertain = use.guards.isDisjoint(with: .unsure)
      let isLocal =
        switch finder.locator.lookup([use.topLevel]) {
        case .found, .namespace: true
        case .missing: false
        }
      if isLocal, !isPythonStandardModule(use.topLevel) {
        if isCertain { local.insert(use.module) }
      } else if isCertain, !isPythonStandardModule(use.topLevel) {
        foreign.insert(use.topLevel)
      }
    }
    return OperationText(
      language: .python, text: text, localModules: local.sorted(), foreignModules: foreign.sorted())
  }
}

extension ModuleScan.Parameter.Kind {
  fileprivate var isVariadic: Bool {
    switch self {
    case .variadicPositional, .variadicKeyword: true
    case .positionalOnly, .normal, .keywordOnly: false
    }
  }
}
