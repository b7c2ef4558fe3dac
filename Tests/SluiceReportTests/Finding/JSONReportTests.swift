import SluiceCore
import SluicePipeline
import SluiceReport
import Testing

@Test func writesTheDocumentedFindingAsJSON() {
  #expect(
    jsonReport(documentedSample().analysis.findings) == """
      {
        "schema": "sluice.findings/1",
        "findings": [
          {
            "code": "SL301",
            "name": "unknown-upstream",
            "severity": "error",
            "message": "no task is named 'cleen'",
            "file": "tasks/fit.py",
            "start": {"line": 14, "column": 20, "byte": 45},
            "end": {"line": 14, "column": 27, "byte": 52},
            "cell": null,
            "task": "fit",
            "help": "did you mean 'clean'?",
            "related": [
              {
                "file": "pipeline.yaml",
                "start": {"line": 9, "column": 5, "byte": 20},
                "end": {"line": 9, "column": 27, "byte": 42},
                "cell": null,
                "message": "'clean' is declared here"
              }
            ],
            "blocks": ["fit", "evaluate", "report", "publish"],
            "fix": null
          }
        ],
        "suppressed": [],
        "summary": {"errors": 1, "warnings": 0, "tasks": 23, "sources": 31, "suppressed": 0}
      }

      """)
}

@Test func writesNoFindingsAsAnEmptyList() {
  #expect(
    jsonReport(Sample().analysis.findings) == """
      {
        "schema": "sluice.findings/1",
        "findings": [],
        "suppressed": [],
        "summary": {"errors": 0, "warnings": 0, "tasks": 0, "sources": 0, "suppressed": 0}
      }

      """)
}
