/// Two specs side by side: what Soopervisor would have written, and what the export writes.
package struct SpecComparison: Hashable, Sendable {
  /// One subject.
  package struct Row: Hashable, Sendable {
    /// `volumes`
    package var topic: String
    package var theirs: [String]
    package var ours: [String]
    /// Why they differ; `nil` where they do not, or where nothing explains it.
    package var reason: String?
  }

  /// The target's name.
  package var title: String
  /// In the order in which they are shown.
  package private(set) var rows: [Row] = []

  package init(title: String) { self.title = title }

  /// Adds a subject; `because` counts where the two differ.
  package mutating func add(
    _ topic: String, _ theirs: [String], _ ours: [String], because reason: String?
  ) {
    rows.append(
      Row(topic: topic, theirs: theirs, ours: ours, reason: theirs == ours ? nil : reason))
  }
}
