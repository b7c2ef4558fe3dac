import SluiceCore
import SluiceScan

/// What of a project's Python some code leads to: the functions, classes and variables that it uses, by
/// itself or through others, and what the modules do that are loaded for it.
struct CodeSlice {
  private(set) var isUnderstood = true
  private var visited: [CodeLibrary.UnitKey: [CodeLink]] = [:]
  /// All that was visited, in the order in which code leads there.
  private var found: [CodeLibrary.UnitKey] = []
  private var open: [CodeLibrary.UnitKey] = []
  private var loaded: Set<String> = []
  /// Files whose text, comments and all, is read by the code itself.
  private var texts: Set<String> = []
  private var readsDocumentation = false
  private var countsClasses = false
  /// What the texts of code name besides code.
  private(set) var files = NamedFiles()
  /// Units that change a variable while their module is loaded, by the variable.
  private var changers: [CodeLibrary.UnitKey: [CodeLibrary.UnitKey]] = [:]

  /// Adds what `name` stands for in the module at `path`, which is loaded.
  mutating func add(_ name: String, in path: String, _ library: inout CodeLibrary) {
    load(path, &library)
    let use = PythonUse(name: name, path: [])
    for target in library.targets(of: use, in: path) { add(target, &library) }
    run(&library)
  }

  /// Adds what the words of a command name in the module at `path`.
  mutating func add(
    _ words: [ProjectWord], in path: String, _ library: inout CodeLibrary
  ) {
    for word in words {
      let named = library.named(by: word, in: path)
      for target in named.targets { add(target, &library) }
      files.add(word, named)
    }
    run(&library)
  }

  /// Adds all of a module.
  mutating func add(module path: String, _ library: inout CodeLibrary) {
    add(.module(path), &library)
    run(&library)
  }

  private mutating func run(_ library: inout CodeLibrary) {
    while let key = open.popLast() {
      guard let unit = library.unit(key) else { continue }
      var links = orderLinks(of: unit, key, &library)
      for use in unit.uses {
        let targets = library.targets(of: use, in: key.module)
        links.append(CodeLink(use, targets))
        for target in targets { add(target, &library) }
      }
      for use in unit.innerUses {
        for found in unit.imports where found.boundName == use.name {
          let targets = library.targets(of: found, reading: use.path, from: key.module)
          links.append(CodeLink(use, targets))
          for target in targets { add(target, &library) }
        }
      }
      for found in unit.imports {
        for path in library.files(loadedBy: found, from: key.module) { load(path, &library) }
        guard found.name == "*" else { continue }
        for path in library.files(loadedBy: found, from: key.module).suffix(1) {
          add(.module(path), &library)
        }
      }
      for word in unit.words {
        let named = library.named(by: word, in: key.module)
        for target in named.targets { add(target, &library) }
        files.add(word, named)
      }
      visited[key] = links
      follow(unit.marks, key.module, &library)
    }
  }

  private mutating func follow(
    _ marks: PythonUnit.Marks, _ path: String, _ library: inout CodeLibrary
  ) {
    if marks.contains(.anyName) {
      add(.module(path), &library)
      for star in library.module(path)?.stars ?? [] {
        for file in library.files(loadedBy: star, from: path).suffix(1) {
          add(.module(file), &library)
        }
      }
    }
    if marks.contains(.documentation) { readsDocumentation = true }
    if marks.contains(.sourceText) { texts.insert(path) }
    if marks.contains(.anyClass), !countsClasses {
      countsClasses = true
      for path in loaded.sorted() { addClasses(of: path, &library) }
    }
    guard marks.contains(.anyModule) else { return }
    for path in library.allModules() { add(.module(path), &library) }
  }

  private mutating func add(_ target: CodeLibrary.Target, _ library: inout CodeLibrary) {
    switch target {
    case .outside: break
    case .unit(let key):
      load(key.module, &library)
      enter(key)
    case .module(let path):
      load(path, &library)
      for index in library.module(path)?.outline.units.indices ?? 0..<0 {
        enter(CodeLibrary.UnitKey(module: path, index: index))
      }
    }
  }

  private mutating func enter(_ key: CodeLibrary.UnitKey) {
    guard visited[key] == nil else { return }
    visited[key] = []
    found.append(key)
    open.append(key)
    for changer in changers[key] ?? [] { enter(changer) }
  }

  /// A module that is loaded does what stands at its top, and loads what it imports.
  private mutating func load(_ path: String, _ library: inout CodeLibrary) {
    var waiting = [path]
    while let path = waiting.popLast() {
      guard loaded.insert(path).inserted, let module = library.module(path) else { continue }
      if !module.outline.isSound { isUnderstood = false }
      let package = Path.joined(Path.directory(of: module.file.path), "__init__.py")
      if package != path, library.folder.kind(of: package) == .file { waiting.append(package) }
      for found in module.outline.imports where !found.guards.contains(.typeChecking) {
        waiting += library.files(loadedBy: found, from: path)
      }
      for loading in library.loadings(of: path) {
        switch loading {
        case .runs(let key): enter(key)
        case .changes(let variable, let caller): change(variable, by: caller)
        }
      }
      if countsClasses { addClasses(of: path, &library) }
    }
  }

  /// Classes that are derived from others, whoever asks for them.
  private mutating func addClasses(of path: String, _ library: inout CodeLibrary) {
    for (index, unit) in (library.module(path)?.outline.units ?? []).enumerated()
    where unit.kind == .classDefinition && !unit.bases.isEmpty {
      enter(CodeLibrary.UnitKey(module: path, index: index))
    }
  }

  private mutating func change(
    _ variable: CodeLibrary.UnitKey, by caller: CodeLibrary.UnitKey
  ) {
    if visited[variable] != nil { enter(caller) }
    changers[variable, default: []].append(caller)
  }

  /// How often a name of its module was bound before a statement that reads it while the module is
  /// loaded; only of names that are bound more than once.
  private func orderLinks(
    of unit: PythonUnit, _ key: CodeLibrary.UnitKey, _ library: inout CodeLibrary
  ) -> [CodeLink] {
    guard unit.kind != .function, let module = library.module(key.module), !module.isCells else {
      return []
    }
    return unit.uses.compactMap { use in
      guard let units = module.units[use.name], units.count > 1 else { return nil }
      return CodeLink(use.name, after: units.count { $0 < key.index })
    }
  }

  // MARK: Parts

  /// The parts in a fixed order: by module, then by offset. `isCells` tells notebooks' code, whose cells
  /// stand at `places`.
  func parts(
    _ library: inout CodeLibrary, cells: String? = nil, at places: [Place?] = []
  ) -> [MeaningPart] {
    var parts: [MeaningPart] = []
    let namesakes = namesakes(&library)
    for key in namesakes.ordered(found) {
      guard let module = library.module(key.module), let unit = library.unit(key) else { continue }
      var form =
        readsDocumentation && !unit.documentedForm.isEmpty ? unit.documentedForm : unit.form
      if unit.kind != .effect || key.module == cells { form += module.outline.future }
      if unit.marks.contains(.place) { form += module.file.path.utf8 }
      let isCell = key.module == cells
      if isCell, unit.form.isEmpty { continue }
      let kind = isCell ? .cell : kind(of: unit, module)
      // Pickled objects name the module of their class.
      if kind == .classDefinition { form += module.file.path.utf8 }
      let place =
        isCell
        ? (places.indices.contains(key.index) ? places[key.index] : nil)
        : module.file.place(of: unit.range.bytes)
      parts.append(
        MeaningPart(
          kind: kind, name: name(of: unit, kind, module), form: form,
          links: (visited[key] ?? []).compactMap { $0.words(&library, namesakes.ranks) }.sorted(),
          place: place))
    }
    for path in texts.sorted() {
      guard let file = library.module(path)?.file else { continue }
      parts.append(MeaningPart(kind: .file, name: file.path, form: file.bytes))
    }
    return parts
  }

  /// Functions, classes and variables that share their names, which modules' names cannot tell apart.
  private func namesakes(_ library: inout CodeLibrary) -> Namesakes {
    var namesakes = Namesakes()
    for key in found {
      guard let module = library.module(key.module), !module.isCells, let unit = library.unit(key),
        unit.kind != .effect
      else { continue }
      let kind = kind(of: unit, module)
      namesakes.add(key, kind.rawValue + " " + name(of: unit, kind, module))
    }
    return namesakes
  }

  private func kind(of unit: PythonUnit, _ module: CodeLibrary.Module) -> MeaningPart.Kind {
    switch unit.kind {
    case .function: .function
    case .classDefinition: .classDefinition
    case .binding: .variable
    case .effect: module.outline.isSound ? .loading : .file
    }
  }

  private func name(
    of unit: PythonUnit, _ kind: MeaningPart.Kind, _ module: CodeLibrary.Module
  ) -> String {
    switch kind {
    case .cell: ""
    case .loading, .file: module.file.path
    case .function, .classDefinition: unit.binds.first ?? ""
    default: unit.binds.joined(separator: ", ")
    }
  }
}
