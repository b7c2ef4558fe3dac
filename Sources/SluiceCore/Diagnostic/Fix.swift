/// A mend that can be made without asking back. Applied only where the user asks for it.
package struct Fix: Hashable, Sendable {
  /// One change of a file.
  package enum Change: Hashable, Sendable {
    /// The bytes of the range become this text, UTF-8; in a notebook's cell the text of the cell, not
    /// yet escaped for JSON.
    case replace(SourceRange, with: String)
    /// A file gets another name; both relative to the project's root.
    case rename(from: String, to: String)
  }

  /// What it does, as a command: `replace it by 'clean'`.
  package var title: String
  /// All are made, or none.
  package var changes: [Change]
  /// It cannot change the meaning of what is right already.
  package var isSafe: Bool

  package init(title: String, changes: [Change], isSafe: Bool) {
    self.title = title
    self.changes = changes
    self.isSafe = isSafe
  }
}
