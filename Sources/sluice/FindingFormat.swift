import ArgumentParser
import SluiceCore
import SluicePipeline
import SluiceReport

/// The forms in which findings are printed.
enum FindingFormat: String, ExpressibleByArgument, CaseIterable {
  case text, concise, json

  func report(_ analysis: Analysis, style: Style, elapsed: String?) -> String {
    switch self {
    case .text: textReport(analysis, options: TextOptions(style: style, elapsed: elapsed))
    case .concise: conciseReport(analysis, style: style)
    case .json: jsonReport(analysis)
    }
  }
}

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
