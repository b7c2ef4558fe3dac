import SluiceCore
import SluiceScan

extension DiagnosticKind {
  static let codeRefused = DiagnosticKind(
    code: "SL251", name: "code-refused", severity: .error,
    explanation: """
      A cell of a Python notebook or script does not pass the check that Ploomber makes before the task
      runs. The check reads all code cells as one plain Python text: `return` or `await` outside
      functions, `break` outside loops, or the same parameter twice are refused, and so is what only
      IPython takes, such as `files = !ls` or `frame?`. Lines of magic commands (`%matplotlib inline`,
      `!pip list`) are left out, which may leave a block empty. In a script, jupytext takes a comment whose
      first word is a shell command (`# copy the rows`) for one that is commented out, and uncomments it.

      ```python
      files = !ls data                # IPython takes it, Ploomber does not
      files = os.listdir('data')      # this runs
      ```

      `static_analysis: disable` in the task turns the check off.
      """)
}

extension Rule {
  static let codeRefused = Rule(kind: .codeRefused) { analysis, found in
    for script in CheckedScript.all(of: analysis, where: { $0 != .disable }) {
      found += commandComments(script)
      for refusal in script.code.refusals {
        switch refusal {
        case .syntax(let syntax):
          found.append(
            Diagnostic(
              kind: .codeRefused, range: syntax.range,
              message: "Ploomber's check reads plain Python here: \(syntax.message)",
              help: "write it in Python; \(script.wayOut)", task: script.task.spec.name))
        case .code(let error):
          guard isRefused(error.kind) else { continue }
          found.append(
            Diagnostic(
              kind: .codeRefused, range: error.range, message: error.message,
              help: help(error.kind, script), task: script.task.spec.name))
        }
      }
    }
  }

  private static func commandComments(_ script: CheckedScript) -> [Diagnostic] {
    guard case .script(_, let scan) = script.task.source else { return [] }
    return scan.commandComments.map { range in
      let start = SourceRange(
        file: range.file, bytes: range.bytes.lowerBound..<range.bytes.lowerBound)
      return Diagnostic(
        kind: .codeRefused, range: range,
        message:
          "jupytext takes this comment for a command, and makes code of it that is no Python",
        help: "begin it with '##', or with another word",
        fix: Fix(
          title: "comment it out twice", changes: [.replace(start, with: "#")], isSafe: true),
        task: script.task.spec.name)
    }
  }

  /// What the check or Python refuses; IPython runs the others.
  private static func isRefused(_ kind: PythonCodeError.Kind) -> Bool {
    switch kind {
    case .asyncOutside, .asyncComprehension, .futureLate, .futureUnknown: false
    case .duplicateArgument, .repeatedKeyword, .globalParameter, .declaredAfterUse,
      .declaredAfterAssignment, .declaredAnnotated, .globalAndNonlocal, .nonlocalInModule,
      .nonlocalUnbound, .starImportInside, .yieldInComprehension, .walrusInIterable, .walrusInClass,
      .walrusRebindsLoop, .loopRebindsWalrus, .notInAnnotation, .returnOutside, .yieldOutside,
      .awaitOutside, .awaitInSync, .returnInGenerator, .yieldFromInAsync, .breakOutside,
      .continueOutside, .leavesExceptStar, .defaultExceptNotLast, .starredTarget, .starredValue,
      .starredTwice, .starredTooMany, .assignsDebug, .deletesDebug, .tooManyBlocks,
      .patternUnreachable, .patternRepeatsName, .patternNamesDiffer, .patternStars,
      .patternRepeatsAttribute, .patternRepeatsKey:
      true
    }
  }

  private static func help(_ kind: PythonCodeError.Kind, _ script: CheckedScript) -> String {
    kind == .awaitOutside
      ? "IPython would run it, but Ploomber's check does not let it pass: \(script.wayOut)"
      : "correct the statement: the task does not run until then"
  }
}
