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

/// The kinds of scopes.
enum PythonScope {
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
