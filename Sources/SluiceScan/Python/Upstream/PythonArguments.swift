/// A call as far as it matters who gets which argument.
struct PythonInvocation {
  var module: Int
  /// The call's own node.
  var call: Int
  /// What is called.
  var callee: Int
  /// Arguments and keywords, in order.
  var arguments: [Int]
  /// Whether a later call may bring more: `partial(read, upstream)`.
  var isPartial = false
}

/// The arguments of a call by the parameters that take them.
struct PythonArguments {
  /// The nodes of the arguments, by the parameter's name.
  private(set) var nodes: [String: Int] = [:]
  /// Whether parameters without a node may still get something.
  private(set) var isOpen: Bool

  /// `skipped` counts the leading parameters that are taken already. Arguments that no parameter
  /// takes by its own name are left out; so are those behind a `*list`.
  init(
    of invocation: PythonInvocation, in tree: PythonTree,
    to parameters: [PythonSignature.Parameter],
    skipped: Int
  ) {
    isOpen = invocation.isPartial
    let byPosition = parameters.filter(\.takesPosition).dropFirst(skipped)
    var position = byPosition.startIndex
    var isCounted = true
    for argument in invocation.arguments {
      let value = tree.nodes[argument]
      switch value.kind {
      case .starred:
        isCounted = false
        isOpen = true
      case .keyword where value.detail == 1: isOpen = true
      case .keyword:
        let keyword = tree.identifier(at: value.range.lowerBound)
        if parameters.contains(where: { $0.name == keyword && $0.takesKeyword }) {
          nodes[keyword] = tree.child(0, of: argument)
        }
      default:
        if isCounted, position < byPosition.endIndex {
          nodes[byPosition[position].name] = argument
          position += 1
        }
      }
    }
  }
}

/// The parameters of a `def` or a lambda.
struct PythonSignature {
  struct Parameter {
    var name: String
    var node: Int
    /// 0 for none.
    var standard: Int
    var takesPosition: Bool
    var takesKeyword: Bool
  }

  let parameters: [Parameter]

  init(of function: Int, in tree: PythonTree) {
    let list = tree.child(tree.nodes[function].kind == .lambda ? 0 : 2, of: function)
    parameters = tree.children(of: list).map { link in
      let node = tree.nodes[Int(link)]
      let (takesPosition, takesKeyword) =
        switch PythonParameterKind(rawValue: node.detail) ?? .normal {
        case .positionalOnly: (true, false)
        case .normal: (true, true)
        case .keywordOnly: (false, true)
        case .variadicPositional, .variadicKeyword: (false, false)
        }
      return Parameter(
        name: tree.identifier(at: node.range.lowerBound), node: Int(link),
        standard: tree.child(1, of: Int(link)), takesPosition: takesPosition,
        takesKeyword: takesKeyword)
    }
  }
}
