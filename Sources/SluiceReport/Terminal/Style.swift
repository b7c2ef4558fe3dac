import SluiceCore

/// Whether rendered text carries colours. The caller decides: a pipe gets `plain`.
package enum Style: Hashable, Sendable {
  /// Nothing but the words.
  case plain
  /// Words between ANSI SGR sequences, for a terminal that understands them.
  case ansi

  /// What a piece of text is; `ansi` gives each its colour.
  enum Role {
    case error, warning, advice, note, gutter, strong, faint, good, accent

    init(_ severity: DiagnosticKind.Severity) {
      switch severity {
      case .error: self = .error
      case .warning: self = .warning
      case .advice: self = .advice
      }
    }

    fileprivate var code: String {
      switch self {
      case .error: "1;31"
      case .warning: "1;33"
      case .advice: "1;36"
      case .note: "34"
      case .gutter: "1;34"
      case .strong: "1"
      case .faint: "2"
      case .good: "32"
      case .accent: "36"
      }
    }
  }

  /// `text` in the colour of `role`; unchanged when plain or empty.
  func paint(_ text: String, _ role: Role) -> String {
    switch self {
    case .plain: text
    case .ansi: text.isEmpty ? text : "\u{1B}[\(role.code)m\(text)\u{1B}[0m"
    }
  }
}
