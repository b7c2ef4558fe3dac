import SluiceCore
import SluiceScan

/// What a Python module says, as far as rules about its functions ask.
struct ModuleCode: Sendable {
  /// What the body of one function says, as far as that is plain to see.
  struct Body: Sendable {
    /// It calls nothing: it does nothing yet.
    var isStub: Bool
    /// Those of the function's parameters that stand in the body, and the words by which code reads
    /// names in secret.
    var words: NameList
    /// The keys that the function takes out of its parameter `upstream`; `nil` where that cannot be
    /// told.
    var keys: [String]?
  }

  /// Whether it has no syntax errors; of others nothing else is known.
  let isSound: Bool
  /// What CPython's compiler refuses.
  private(set) var errors: [PythonCodeError] = []
  /// Names that nothing binds, by offset.
  private(set) var undefined: [PythonNameUse] = []
  /// The texts that are addresses.
  private(set) var addresses: [PythonAddress] = []
  /// The bodies of the functions that tasks may have, by the offset of the function's name in the file.
  private(set) var bodies: [Int: Body] = [:]

  init(_ tree: PythonTree, _ scan: ModuleScan, isPackage: Bool) {
    isSound = tree.diagnostics.isEmpty
    guard isSound else { return }
    errors = pythonCodeErrors(in: tree)
    undefined = undefinedNames(in: tree, PythonNameOptions(isPackage: isPackage)).filter(
      \.isCertain)
    addresses = pythonAddresses(in: tree)
    var parameters: [Int: [String]] = [:]
    for function in scan.functions {
      parameters[function.nameRange.bytes.lowerBound] = function.parameters.map(\.name)
    }
    for node in tree.functions {
      let name = tree.fragment.fileOffset(Int(tree.nodes[node].payload))
      guard let names = parameters[name] else { continue }
      bodies[name] = ModuleCode.body(of: node, names, in: tree)
    }
  }

  /// As it was made before of a module about which there is nothing to say.
  init(addresses: [PythonAddress], bodies: [Int: Body]) {
    isSound = true
    self.addresses = addresses
    self.bodies = bodies
  }

  /// The same without the bodies of other functions than those whose names stand at these offsets.
  func keeping(_ functions: Set<Int>) -> ModuleCode {
    var code = self
    code.bodies = bodies.filter { functions.contains($0.key) }
    return code
  }

  private static func body(of function: Int, _ names: [String], in tree: PythonTree) -> Body {
    let nodes = tree.subtree(of: tree.child(4, of: function))
    return Body(
      isStub: !tree.calls(in: nodes),
      words: NameList(pythonWords(among: names + secretReaders, in: tree, nodes: nodes)),
      keys: names.contains("upstream") ? tree.upstreamKeys(ofFunction: function) : nil)
  }
}

/// Words by which code may read names that it does not spell.
let secretReaders = ["locals", "vars", "eval", "exec", "inspect", "_getframe"]

extension PythonNameUse {
  /// Whether Python fails there, as far as one can tell by reading.
  var isCertain: Bool {
    switch kind {
    case .undefined, .beforeAssignment: true
    case .undecided, .export: false
    }
  }
}
