package import SluiceCore

/// What an export finds.
package enum ExportKinds {
  /// Every kind of this stage, by code.
  package static let all: [DiagnosticKind] =
    [
      .environmentMissing, .environmentNameless, .environmentWithoutPloomber, .clusterNameClash,
      .podValue, .podMoment, .sourceOutside,
      .environmentElsewhere,
      .argoVariable, .argoNoTasks,
      .workflowParameter, .leftOutUpstream,
    ] + DiagnosticKind.deliveryKinds + DiagnosticKind.argoSizeKinds + TargetRule.all.map(\.kind)
}
