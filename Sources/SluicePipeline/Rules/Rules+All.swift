// Written by scripts/registry from the files of this folder; do not edit.

extension Rule {
  /// Every rule, by code.
  package static let all: [Rule] = [
    .duplicateTaskName,  // SL108
    .sourceMissing,  // SL201
    .functionMissing,  // SL202
    .parametersCellMissing,  // SL203
    .dynamicUpstream,  // SL220
    .parametersCellLast,  // SL221
    .functionUnreadable,  // SL222
    .kernelUnknown,  // SL223
    .templateParameters,  // SL224
    .sqlProduct,  // SL240
    .literalRelation,  // SL241
    .unknownUpstream,  // SL301
    .cycle,  // SL302
    .duplicateProduct,  // SL303
    .emptyWildcard,  // SL304
    .graphLimit,  // SL305
    .sourceUntracked,  // SL401
    .sourceIgnored,  // SL402
  ]
}
