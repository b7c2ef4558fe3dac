/// The key other tasks use in `upstream`. An export target turns it into a cluster name.
package struct TaskName: Hashable, Sendable {
  /// As the specification has it, whatever characters it holds.
  package var text: String

  package init(_ text: String) {
    self.text = text
  }
}
