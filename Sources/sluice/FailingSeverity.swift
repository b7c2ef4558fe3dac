import ArgumentParser
import SluiceCore
import SluiceReport

extension FindingFormat: ExpressibleByArgument {}

/// The severity that makes a command fail.
enum FailingSeverity: String, ExpressibleByArgument, CaseIterable {
  case error, warning

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
