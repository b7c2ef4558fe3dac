package import SluiceCore

/// What an export finds.
package enum ExportKinds {
  /// Every kind of this stage, by code.
  package static let all: [DiagnosticKind] =
    [
      .environmentMissing, .environmentNameless, .environmentWithoutPloomber, .clusterNameClash,
      .podValue, .podMoment, .sourceOutside,
      .environmentElsewhere,
      .argoVariable, .argoTooManyTasks, .argoTooLarge, .argoNoTasks,
      .workflowParameter,
    ] + DiagnosticKind.deliveryKinds + DiagnosticKind.operationKinds
    + DiagnosticKind.artifactKinds
}
