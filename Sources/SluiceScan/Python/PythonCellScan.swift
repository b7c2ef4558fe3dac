package import SluiceCore

/// What the parameters cell of a Python script or notebook says about the tasks it reads from.
package struct PythonCellScan: Hashable, Sendable {
  /// How the cell states its upstream.
  package enum Status: Hashable, Sendable {
    /// The cell does not name `upstream`.
    case absent
    /// `upstream = None`, or an empty collection.
    case none
    /// Names that were read; all of them are in `upstream`.
    case names
    /// There is an `upstream` that cannot be decided without running the cell.
    case computed
    /// What Ploomber refuses or does not see; `diagnostics` says why.
    case invalid
  }

  /// What became of `upstream`.
  package var status: Status
  /// In the order of the literal; each range is the key with its quotes.
  package var upstream: [UpstreamReference]
  /// The statement that decides `upstream`; `nil` if there is none.
  package var upstreamRange: SourceRange?
  /// SL206; with `scanPythonCell`, which parses the cell itself, its syntax errors too.
  package var diagnostics: [Diagnostic]

  package init(
    status: Status = .absent, upstream: [UpstreamReference] = [],
    upstreamRange: SourceRange? = nil, diagnostics: [Diagnostic] = []
  ) {
    self.status = status
    self.upstream = upstream
    self.upstreamRange = upstreamRange
    self.diagnostics = diagnostics
  }
}
