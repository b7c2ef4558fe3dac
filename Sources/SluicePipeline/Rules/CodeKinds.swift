package import SluiceCore

/// What rules about code find beside the kind that they are named after.
package enum CodeKinds {
  /// By code.
  package static let all: [DiagnosticKind] = [.undefinedInModule]
}
