/// The names of one scope while it runs.
final class JinjaFrame {
  let symbols: JinjaSymbols
  let parent: JinjaFrame?
  let context: JinjaContext
  /// A name that has no value here is missing.
  var values: [String: JinjaValue] = [:]
  /// What `set` writes is seen by blocks and imports.
  var isTopLevel = false
  /// Nothing is printed once the template extends another.
  var checksOutput: Bool
  /// What this template extends; known in the outermost frame.
  var parentTemplate: RunningTemplate?

  init(symbols: JinjaSymbols, parent: JinjaFrame? = nil, context: JinjaContext) {
    self.symbols = symbols
    self.parent = parent
    self.context = context
    checksOutput = parent?.checksOutput ?? false
  }

  /// Gives the names the values that they begin with; parameters are set by the caller.
  func enter() {
    for (name, load) in symbols.loads {
      switch load {
      case .parameter, .missing: break
      case .resolve: values[name] = context.value(name)
      case .alias: values[name] = parent?.value(name)
      }
    }
  }

  /// The value that the name has here; `nil` where it is missing.
  func value(_ name: String) -> JinjaValue? {
    var frame: JinjaFrame? = self
    while let current = frame {
      if current.symbols.loads[name] != nil { return current.values[name] }
      frame = current.parent
    }
    return context.value(name)
  }

  /// Whoever stores a name, stores it into the scope that knows it.
  func store(_ name: String, _ value: JinjaValue) {
    var frame: JinjaFrame? = self
    while let current = frame {
      if current.symbols.loads[name] != nil {
        current.values[name] = value
        return
      }
      frame = current.parent
    }
    values[name] = value
  }

  var outermost: JinjaFrame {
    var frame = self
    while let parent = frame.parent { frame = parent }
    return frame
  }

  /// What the scopes here and around have set.
  var locals: [String: JinjaValue] {
    var all: [String: JinjaValue] = [:]
    var seen: Set<String> = []
    var frame: JinjaFrame? = self
    while let current = frame {
      for name in current.symbols.stores where seen.insert(name).inserted {
        all[name] = current.values[name]
      }
      frame = current.parent
    }
    return all
  }
}
