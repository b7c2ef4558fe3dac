import SluiceCore

extension DiagnosticKind {
  static let limitReached = DiagnosticKind(
    code: "SL903", name: "limit-reached", severity: .warning,
    explanation: """
      The project is larger than this program is made for, in one way that the message names. The rest was
      not looked at, so findings may be missing; what is reported holds.

      ```text
      # requirements.txt, which leads to 70 others
      -r requirements/a.txt
      ```

      The limits are far above what projects need, and keep broken or hostile input from taking all
      time and memory. Reaching one is most often a mistake: a file that includes itself under other names,
      data among the sources. All limits are listed in docs/limits.md.
      """)
}

extension Rule {
  static let limitReached = Rule(kind: .limitReached) { analysis, found in
    for reached in analysis.reachedLimits { found.append(reached.finding) }
  }
}
