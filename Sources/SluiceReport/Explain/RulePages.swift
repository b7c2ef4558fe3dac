package import SluiceCore

/// The documentation of the findings: one Markdown page for each kind, and an index. The same kinds
/// give the same bytes.
package enum RulePages {
  /// `SL301-unknown-upstream.md`
  package static func fileName(of kind: DiagnosticKind) -> String { "\(kind.code)-\(kind.name).md" }

  /// The kind's page: its code, its severity, its explanation.
  package static func page(of kind: DiagnosticKind) -> String {
    """
    # \(kind.code) \(kind.name)

    \(words(kind.severity))

    \(kind.explanation)

    [All findings](README.md)

    """
  }

  /// The index: a table for each digit that a code begins with, in the order of `kinds`.
  package static func index(of kinds: [DiagnosticKind]) -> String {
    var text = """
      # Findings

      What `sluice check` and `sluice export` can find. A code and a name mean the same for ever; both
      work in `sluice explain`.

      """
    var room: Character?
    for kind in kinds {
      let digit = kind.code.dropFirst(2).first
      if digit != room {
        room = digit
        text += "\n## \(title(of: digit))\n\n| code | name | severity |\n| --- | --- | --- |\n"
      }
      text +=
        "| [\(kind.code)](\(fileName(of: kind))) | \(kind.name) | \(kind.severity.rawValue) |\n"
    }
    return text
  }

  private static func words(_ severity: DiagnosticKind.Severity) -> String {
    switch severity {
    case .error: "**Error**: the pipeline will not run, or not as meant."
    case .warning: "**Warning**: the pipeline may run, and may surprise."
    case .advice: "**Advice**: off unless asked for."
    }
  }

  private static func title(of room: Character?) -> String {
    switch room {
    case "0": "The project"
    case "1": "`pipeline.yaml`"
    case "2": "Sources"
    case "3": "The graph"
    case "4": "git"
    case "5": "Any export"
    case "6": "Argo"
    default: "Others"
    }
  }
}
