import SluiceCore

/// What one YAML text may cost. A text beyond a limit ends in an SL104 finding, never in a long wait.
package struct YAMLLimits: Hashable, Sendable {
  /// Collections inside each other, aliases followed.
  package var depth: Int
  /// Nodes of the finished tree, aliases counted as what they name; a text of more than
  /// `bytesPerNode` bytes for each of them may have more.
  package var nodes: Int
  /// Bytes of the text.
  package var bytes: Int
  /// Lines that begin with `%`: libyaml compares each directive with all before it.
  package var directives: Int

  /// A long pipeline has so many bytes for each value at least.
  package static let bytesPerNode = 8

  /// Far above every real pipeline.
  package static let standard = YAMLLimits(
    depth: Limit.yamlDepth.value, nodes: Limit.yamlValues.value, bytes: Limit.yamlSize.value,
    directives: Limit.yamlDirectives.value)

  package init(depth: Int, nodes: Int, bytes: Int, directives: Int) {
    self.depth = depth
    self.nodes = nodes
    self.bytes = bytes
    self.directives = directives
  }
}
