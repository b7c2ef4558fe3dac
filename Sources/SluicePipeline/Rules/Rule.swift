package import SluiceCore

/// A check over the whole analysis. It keeps no state and knows no configuration.
package struct Rule: Sendable {
  /// What the rule reports.
  package let kind: DiagnosticKind
  /// Appends what it finds, in any order: the analysis sorts.
  package let check: @Sendable (Analysis, inout [Diagnostic]) -> Void

  init(kind: DiagnosticKind, check: @escaping @Sendable (Analysis, inout [Diagnostic]) -> Void) {
    self.kind = kind
    self.check = check
  }

  /// What all rules find, in the order of the rules; large projects on all cores.
  static func findings(in analysis: Analysis) -> [Diagnostic] {
    Rule.all.concurrentMap(width: analysis.tasks.count < 64 ? 1 : processorCount) { rule in
      var found: [Diagnostic] = []
      rule.check(analysis, &found)
      return found
    }.flatMap { $0 }
  }
}
