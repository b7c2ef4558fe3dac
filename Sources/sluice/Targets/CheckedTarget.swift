import ArgumentParser
import SluiceExport

/// What `check --for` speaks of.
enum CheckedTarget: Hashable, Sendable {
  /// Every target with this backend.
  case backend(ExportTarget)
  /// A target of `sluice.yaml`.
  case named(String)
}

extension CheckedTarget: ExpressibleByArgument {
  init?(argument: String) {
    self = ExportTarget(rawValue: argument).map(CheckedTarget.backend) ?? .named(argument)
  }

  var defaultValueDescription: String { ExportTarget.argo.rawValue }

  static var allValueStrings: [String] { ExportTarget.allCases.map(\.rawValue) }
}
