/// The names that code in these trees could have meant: what they bind, in any scope, in the order of
/// its first binding, then Python's own, sorted. Each may come several times.
package func pythonKnownNames(in trees: [PythonTree]) -> [String] {
  trees.flatMap { PythonBoundNames(in: $0.nodes.indices, of: $0).names }
    + pythonBuiltinNames.sorted()
}
