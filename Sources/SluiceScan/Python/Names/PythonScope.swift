/// What a name stands for in a scope, as far as undefined names depend on it.
struct PythonNameBinding {
  enum Kind: Equatable {
    case value
    /// `name: int` without a value: bound for annotations only.
    case annotation
    /// The module `typing` or `typing_extensions`.
    case typingModule
    /// A member of those, by the symbol of its own name.
    case typingMember(UInt32)
  }

  /// The last place that read the binding.
  struct Use {
    /// The scope that stood innermost.
    var scope: UInt32
    var tree: UInt32
    var node: UInt32

    init(scope: Int, tree: Int, node: Int) {
      self.scope = UInt32(truncatingIfNeeded: scope)
      self.tree = UInt32(truncatingIfNeeded: tree)
      self.node = UInt32(truncatingIfNeeded: node)
    }
  }

  var kind = Kind.value
  var use: Use?
}

extension PythonSymbolMap<PythonNameBinding> {
  /// Notes that the name is read, and answers what it stands for; `nil` if it is not bound here.
  mutating func use(_ symbol: Int, _ use: PythonNameBinding.Use) -> PythonNameBinding.Kind? {
    update(symbol) { binding in
      binding.use = use
      return binding.kind
    }
  }
}

/// One scope of the text. Scopes live in an arena; a child comes after its parent.
struct PythonScope {
  enum Kind {
    case module, classBody, function, typeParameters, comprehension, generator

    /// Whether names of a class around it are in reach.
    var seesClass: Bool {
      switch self {
      case .typeParameters, .comprehension, .generator: true
      case .module, .classBody, .function: false
      }
    }

    /// Whether `:=` binds in the scope around it.
    var isComprehension: Bool {
      switch self {
      case .comprehension, .generator: true
      case .module, .classBody, .function, .typeParameters: false
      }
    }
  }

  var kind: Kind
  /// -1 for the module.
  var parent: Int
  /// By symbol.
  var bindings = PythonSymbolMap<PythonNameBinding>()
}
