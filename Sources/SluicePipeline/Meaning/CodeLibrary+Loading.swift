import SluiceScan

extension CodeLibrary {
  /// What happens to others when a module is loaded.
  enum Loading {
    /// The unit counts for all who load the module.
    case runs(UnitKey)
    /// The unit counts for those who use the variable.
    case changes(UnitKey, by: UnitKey)
  }

  /// All that happens when the module is loaded, in order; told once.
  mutating func loadings(of path: String) -> [Loading] {
    if let known = knownLoadings[path] { return known }
    var found: [Loading] = []
    for (index, unit) in (module(path)?.outline.units ?? []).enumerated() {
      let key = UnitKey(module: path, index: index)
      if unit.kind == .effect {
        found.append(.runs(key))
        continue
      }
      for call in unit.calls { add(call, by: key, to: &found) }
      for base in unit.bases { add(subclassOf: base, key, to: &found) }
    }
    knownLoadings[path] = found
    return found
  }

  /// A call that a module makes while it is loaded may change what others see.
  private mutating func add(_ call: PythonUse, by caller: UnitKey, to found: inout [Loading]) {
    for target in targets(of: call, in: caller.module) {
      switch target {
      case .outside: break
      case .module: found.append(.runs(caller))
      case .unit(let key):
        // `@convert.register` of a function that is defined elsewhere.
        let isChanged = unit(key)?.kind == .binding || call.path.last == "register"
        if isChanged, key.module != caller.module {
          found.append(.changes(key, by: caller))
        }
        for changed in changes(by: key) {
          switch changed {
          case .unit(let variable): found.append(.changes(variable, by: caller))
          case .module, .outside: found.append(.runs(caller))
          }
        }
      }
    }
  }

  /// A class may be kept by that from which it is derived: `__init_subclass__`, a metaclass.
  private mutating func add(
    subclassOf base: PythonUse, _ derived: UnitKey, to found: inout [Loading]
  ) {
    for case .unit(let key) in targets(of: base, in: derived.module)
    where hearsOfSubclasses(key) {
      for case .unit(let variable) in changes(by: key) {
        found.append(.changes(variable, by: derived))
      }
    }
  }

  /// Whether a class, or one from which it is derived, does something when others are derived from it.
  private mutating func hearsOfSubclasses(_ key: UnitKey) -> Bool {
    var seen: Set<UnitKey> = [key]
    var open = [key]
    while let next = open.popLast() {
      guard let unit = unit(next) else { continue }
      if unit.marks.contains(.hearsOfSubclasses) { return true }
      for base in unit.bases {
        for case .unit(let target) in targets(of: base, in: next.module)
        where seen.insert(target).inserted { open.append(target) }
      }
    }
    return false
  }
}
