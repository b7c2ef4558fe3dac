// Written by scripts/registry from the files of this folder; do not edit.

extension Rule {
  /// Every rule, by code.
  package static let all: [Rule] = [
    .duplicateTaskName,  // SL108
    .resourceMissing,  // SL141
    .largeResource,  // SL142
    .sourceMissing,  // SL201
    .functionMissing,  // SL202
    .parametersCellMissing,  // SL203
    .dynamicUpstream,  // SL220
    .parametersCellLast,  // SL221
    .functionUnreadable,  // SL222
    .kernelUnknown,  // SL223
    .templateParameters,  // SL224
    .scriptHeader,  // SL233
    .standardModule,  // SL234
    .upstreamNotAssigned,  // SL235
    .computedTemplateKey,  // SL237
    .sqlProduct,  // SL240
    .literalRelation,  // SL241
    .undefinedName,  // SL250
    .codeRefused,  // SL251
    .parametersMismatch,  // SL252
    .unusedParameter,  // SL253
    .undeclaredParameter,  // SL254
    .productByPath,  // SL255
    .machinePath,  // SL257
    .inputNotInGit,  // SL258
    .unusedUpstream,  // SL259
    .missingDependency,  // SL261
    .unpinnedDependency,  // SL262
    .undefinedInFunction,  // SL263
    .moduleRefused,  // SL265
    .unusedArgument,  // SL266
    .productNotWritten,  // SL267
    .kernelMissing,  // SL268
    .driverMissing,  // SL269
    .shadowedPackage,  // SL270
    .shadowedModule,  // SL271
    .unknownUpstream,  // SL301
    .cycle,  // SL302
    .duplicateProduct,  // SL303
    .emptyWildcard,  // SL304
    .graphLimit,  // SL305
    .functionSignature,  // SL306
    .callSignature,  // SL307
    .clientMissing,  // SL308
    .taskClientMissing,  // SL309
    .nestedProduct,  // SL310
    .productOverwritesInput,  // SL311
    .productOutside,  // SL312
    .productCase,  // SL313
    .relationNameLength,  // SL314
    .productIsFolder,  // SL315
    .numberAsName,  // SL316
    .productBelowFile,  // SL317
    .sourceUntracked,  // SL401
    .sourceIgnored,  // SL402
    .productTracked,  // SL403
    .importUntracked,  // SL410
    .limitReached,  // SL903
  ]
}
