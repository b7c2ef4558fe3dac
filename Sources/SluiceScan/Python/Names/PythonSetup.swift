package import SluiceCore

/// What the calls of `setup` in a `setup.py` ask for.
package struct PythonSetup: Sendable {
  /// The texts of `install_requires` and `extras_require`, by offset.
  package var requirements: [(text: String, range: SourceRange)]
  /// Some of it is computed. Then every text of the file is taken for a requirement that may be one.
  package var isIncomplete: Bool
}

/// Reads a `setup.py` without running it: lists of texts, written in the call or bound to a name once.
/// Linear in the text.
package func pythonSetupRequirements(in tree: PythonTree) -> PythonSetup {
  var setup = PythonSetup(requirements: [], isIncomplete: !tree.diagnostics.isEmpty)
  guard tree.root > 0 else { return setup }
  // A list that grows behind its literal.
  for node in tree.nodes.indices where tree.nodes[node].kind == .attribute {
    let name = tree.identifier(at: Int(tree.nodes[node].payload))
    if ["append", "extend", "insert", "update"].contains(name) { setup.isIncomplete = true }
  }
  let bound = PythonBoundNames(in: 1..<tree.nodes.count, of: tree)
  for call in tree.nodes.indices where tree.nodes[call].kind == .call {
    let callee = tree.child(0, of: call)
    guard
      tree.text(of: callee).elementsEqual("setup".utf8)
        || tree.text(of: callee).elementsEqual("setuptools.setup".utf8)
    else { continue }
    for link in tree.children(of: call).dropFirst() {
      let keyword = Int(link)
      guard tree.nodes[keyword].kind == .keyword else { continue }
      if tree.nodes[keyword].detail == 1 {
        setup.isIncomplete = true
        continue
      }
      let name = tree.identifier(at: tree.nodes[keyword].range.lowerBound)
      guard name == "install_requires" || name == "extras_require" else { continue }
      read(tree.child(0, of: keyword), tree, bound, &setup)
    }
  }
  if setup.isIncomplete {
    setup.requirements = tree.nodes.indices.compactMap { node in
      guard tree.nodes[node].kind == .string, let text = tree.stringValue(of: node) else {
        return nil
      }
      return text.contains { $0 == " " || $0 == "/" || $0 == "\n" }
        ? nil : (text, tree.place(of: node))
    }
  }
  return setup
}

private func read(
  _ value: Int, _ tree: PythonTree, _ bound: PythonBoundNames, _ setup: inout PythonSetup
) {
  var open = [value]
  var names = 0
  while let node = open.popLast() {
    switch tree.nodes[node].kind {
    case .listDisplay, .tuple, .set: open += tree.children(of: node).reversed().map(Int.init)
    case .dictionary:
      for (index, link) in tree.children(of: node).enumerated() where index % 2 == 1 {
        open.append(Int(link))
      }
    case .binaryOperation where tree.nodes[node].detail == PythonOperator.add.rawValue:
      open += [tree.child(1, of: node), tree.child(0, of: node)]
    case .string:
      if let text = tree.stringValue(of: node) {
        setup.requirements.append((text, tree.place(of: node)))
      }
    case .name:
      names += 1
      guard names < 16,
        let target = bound.only(tree.identifier(at: tree.nodes[node].range.lowerBound)),
        let value = assigned(to: target, tree)
      else {
        setup.isIncomplete = true
        continue
      }
      open.append(value)
    default: setup.isIncomplete = true
    }
  }
}

/// The value of the plain assignment that binds the name at `target`.
private func assigned(to target: Int, _ tree: PythonTree) -> Int? {
  for node in tree.nodes.indices where tree.nodes[node].kind == .assign {
    if tree.childCount(of: node) == 2, tree.child(0, of: node) == target {
      return tree.child(1, of: node)
    }
  }
  return nil
}
