import SluiceCore
import SluiceReport
import TestSupport
import Testing

@Test func explainsARuleInPlainText() {
  #expect(
    explanation(of: .unknownUpstream) == """
      error[SL301] unknown-upstream

      The key in `upstream[...]` must be the name of a task.

      Example

          df = read(upstream['cleen'])
            # no such task

      - Mend the name, or declare the task.

      """)
}

@Test func explainsARuleInColour() throws {
  expectGolden(explanation(of: .unknownUpstream, style: .ansi), "reports/explain-ansi.txt")
}
