/// One finding about the user's project. Rendered by a report, never here.
package struct Diagnostic: Hashable, Sendable {
  /// A second place that explains the finding.
  package struct Related: Hashable, Sendable {
    /// The place that explains.
    package var range: SourceRange
    /// One clause: `'clean' is declared here`.
    package var message: String

    package init(range: SourceRange, message: String) {
      self.range = range
      self.message = message
    }
  }

  /// What was found, for all findings of its kind.
  package var kind: DiagnosticKind
  /// Where a person has to look first.
  package var range: SourceRange
  /// One clause, no capital, no full stop, and it names the thing: `no task is named 'fi'`.
  package var message: String
  /// Words beside the caret: `no such task in pipeline.yaml`.
  package var label: String?
  /// Further places, in the order in which they are shown.
  package var related: [Related]
  /// What to do: `did you mean 'fit'?`
  package var help: String?
  /// The word that was most likely meant where the range's own word stands.
  package var meant: String?
  /// A mend that can be made by itself.
  package var fix: Fix?
  /// The task that the finding speaks of, if it is one.
  package var task: TaskName?
  /// Tasks that cannot run without a mend: the task itself and all behind it, in graph order.
  package var blocks: [TaskName]

  package init(
    kind: DiagnosticKind, range: SourceRange, message: String, label: String? = nil,
    related: [Related] = [], help: String? = nil, meant: String? = nil, fix: Fix? = nil,
    task: TaskName? = nil, blocks: [TaskName] = []
  ) {
    self.kind = kind
    self.range = range
    self.message = message
    self.label = label
    self.related = related
    self.help = help
    self.meant = meant
    self.fix = fix
    self.task = task
    self.blocks = blocks
  }
}
