import ArgumentParser
import SluiceCore
import SluiceReport

extension FindingFormat: ExpressibleByArgument {}

/// The severity that makes a command fail.
enum FailingSeverity: String, ExpressibleByArgument, CaseIterable {
  case error, warning

  /// As `sluice.yaml` says it.
  init?(_ severity: DiagnosticKind.Severity?) {
    switch severity {
    case .error: self = .error
    case .warning: self = .warning
    case .advice, nil: return nil
    }
  }

  func fails(_ findings: [Diagnostic]) -> Bool {
    findings.contains { finding in
      switch finding.kind.severity {
      case .error: true
      case .warning: self == .warning
      case .advice: false
      }
    }
  }
}
