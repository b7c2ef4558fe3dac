import SluiceCore
import SluicePipeline
import SluiceReport
import TestSupport
import Testing

/// The finding that the documentation of the command line shows.
func documentedSample() -> Sample {
  var sample = Sample()
  let fit = sample.file(
    "tasks/fit.py", String(repeating: "#\n", count: 13) + "df = read(upstream['cleen']['data'])\n")
  let spec = sample.file(
    "pipeline.yaml", String(repeating: "#\n", count: 8) + "  - source: tasks/clean.py\n")
  for number in 2..<31 { _ = sample.file("tasks/\(number).py", "") }
  for number in 0..<23 { sample.task("task-\(number)") }
  let declared = sample.range(spec, "source: tasks/clean.py")
  sample.diagnostics = [
    Diagnostic(
      kind: .unknownUpstream, range: sample.range(fit, "'cleen'"),
      message: "no task is named 'cleen'", label: "no such task in pipeline.yaml",
      related: [.init(range: declared, message: "'clean' is declared here")],
      help: "did you mean 'clean'?", task: TaskName("fit"),
      blocks: ["fit", "evaluate", "report", "publish"].map { TaskName($0) })
  ]
  return sample
}

@Test func rendersTheDocumentedFinding() {
  let text = textReport(documentedSample().analysis, options: TextOptions(elapsed: "18 ms"))
  #expect(
    text == """
      error[SL301]: no task is named 'cleen'                                    unknown-upstream
        --> tasks/fit.py:14:20
         |
      14 | df = read(upstream['cleen']['data'])
         |                    ^^^^^^^ no such task in pipeline.yaml
         |
        ::: pipeline.yaml:9:5
         |
       9 |   - source: tasks/clean.py
         |     ---------------------- 'clean' is declared here
         = help: did you mean 'clean'?
         = 4 tasks cannot run without this: fit, evaluate, report, publish

      1 error in 23 tasks, 31 sources, 18 ms

      """)
}

/// One finding of each awkward shape.
private func awkwardSample() -> Sample {
  var sample = Sample()
  let long = String(repeating: "first, ", count: 40)
  let file = sample.file(
    "src/awk\u{1B}ward.py",
    """
    \tif\tupstream['tabs']:
    wide = '漢字', upstream['wide']
    marks = 'e\u{301}e\u{301}', upstream['marks']
    red = '\u{1B}[31m\u{202E}', upstream['inert']
    call(
      upstream['many'],
    )
    \(long)upstream['long'], \(long)
    end =
    """)
  let empty = sample.file("empty.yaml", "")
  sample.task("only")
  func found(_ needle: String, label: String? = nil, help: String? = nil) -> Diagnostic {
    Diagnostic(
      kind: .unknownUpstream, range: sample.range(file, needle),
      message: "about \(needle.prefix(6))",
      label: label, help: help)
  }
  let end = sample.range(file, "end =").bytes.upperBound
  sample.diagnostics = [
    found("upstream['tabs']", label: "after tabs"),
    found("upstream['wide']", label: "after wide letters"),
    found("upstream['marks']", label: "after combining marks"),
    found("upstream['inert']", label: "no \u{1B}[2J escapes", help: "two\nlines"),
    found("call(\n  upstream['many'],\n)", label: "begins here"),
    found("upstream['long']", label: "in the middle"),
    Diagnostic(
      kind: .unusedKey, range: SourceRange(file: file, bytes: end..<end),
      message: "an empty range at the end of the file", label: "here"),
    Diagnostic(
      kind: .preferSource, range: SourceRange(file: empty, bytes: 0..<0),
      message: String(repeating: "a long message ", count: 6) + "leaves two blanks",
      label: "the file is empty", blocks: (1...18).map { TaskName("task-\($0)") }),
    Diagnostic(
      kind: .unknownUpstream, range: sample.range(file, "if"), message: "one\nline",
      blocks: [TaskName("on\nly")]),
  ]
  return sample
}

@Test func rendersAwkwardSources() throws {
  let analysis = awkwardSample().analysis
  let text = textReport(analysis)
  expectGolden(text, "reports/awkward.txt")
  #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
  #expect(!text.unicodeScalars.contains("\u{202E}"))
  #expect(!text.split(separator: "\n").contains { $0.hasSuffix(" ") })
  expectGolden(conciseReport(analysis), "reports/awkward-concise.txt")
  expectGolden(jsonReport(analysis.findings), "reports/awkward.json")
}

@Test func coloursOnlyBetweenItsOwnSequences() throws {
  let analysis = documentedSample().analysis
  let text = textReport(analysis, options: TextOptions(style: .ansi))
  expectGolden(text, "reports/documented-ansi.txt")
  // Without the sequences it is the plain text.
  var plain = ""
  var inSequence = false
  for scalar in text.unicodeScalars {
    if scalar == "\u{1B}" { inSequence = true }
    if !inSequence { plain.unicodeScalars.append(scalar) }
    if scalar == "m" { inSequence = false }
  }
  #expect(plain == textReport(analysis))
}

@Test func namesTheCellOfANotebook() {
  var sample = Sample()
  let json = #"{"cells": [{"source": ["x = 1\n", "y = upstream['geet']"]}]}"#
  let bytes = Array(json.utf8)
  // `x = 1`, its escaped newline, and the second line.
  let first = sample.offset(of: "x = 1", in: bytes)
  let second = sample.offset(of: "y = up", in: bytes)
  let cell = Fragment(
    text: Array("x = 1\ny = upstream['geet']".utf8),
    segments: [
      .init(textStart: 0, fileStart: first, isVerbatim: true),
      .init(textStart: 5, fileStart: first + 5, isVerbatim: false),
      .init(textStart: 6, fileStart: second, isVerbatim: true),
    ], fileEnd: second + 20)
  let file = sample.sources.add(SourceFile(path: "fit.ipynb", bytes: bytes, cells: [cell]))
  sample.diagnostics = [
    Diagnostic(
      kind: .unknownUpstream, range: sample.range(file, "'geet'"),
      message: "no task is named 'geet'")
  ]
  #expect(
    textReport(sample.analysis) == """
      error[SL301]: no task is named 'geet'                                     unknown-upstream
       --> fit.ipynb › cell 1:2:14
        |
      2 | y = upstream['geet']
        |              ^^^^^^

      1 error in 0 tasks, 1 source

      """)
  #expect(
    conciseReport(sample.analysis)
      == "fit.ipynb › cell 1:2:14: error[SL301] no task is named 'geet'\n")
}

@Test(
  arguments: [
    ([], 5, 7, nil, "no findings in 5 tasks, 7 sources"),
    (
      [.unknownUpstream, .unknownUpstream, .unusedKey], 1, 1, nil,
      "2 errors, 1 warning in 1 task, 1 source"
    ),
    (
      [.unusedKey, .unusedKey, .preferSource], 2, 1, "3 ms",
      "2 warnings, 1 piece of advice in 2 tasks, 1 source, 3 ms"
    ),
  ] as [([DiagnosticKind], Int, Int, String?, String)])
func countsInWords(
  kinds: [DiagnosticKind], tasks: Int, sources: Int, elapsed: String?, line: String
) {
  var sample = Sample()
  for number in 0..<sources { _ = sample.file("\(number).py", "x") }
  for number in 0..<tasks { sample.task("task-\(number)") }
  sample.diagnostics = kinds.map {
    Diagnostic(kind: $0, range: SourceRange(file: 0, bytes: 0..<1), message: "m")
  }
  #expect(summaryLine(sample.analysis.findings, options: TextOptions(elapsed: elapsed)) == line)
}

@Test(arguments: [FindingFormat.sarif, .github, .gitlab, .junit])
func writesForServices(format: FindingFormat) throws {
  expectGolden(
    findingReport(documentedSample().analysis.findings, format: format),
    "reports/documented.\(format)")
  expectGolden(
    findingReport(awkwardSample().analysis.findings, format: format), "reports/awkward.\(format)")
}

@Test func escapesWhatServicesWouldRead() {
  var sample = Sample()
  let file = sample.file("50%/a,b:c.py", "x")
  sample.diagnostics = ["a [b](1)", "a[b] {{c}}", "{0}", "50%\n::error::x"].map {
    Diagnostic(
      kind: .unusedKey, range: SourceRange(file: file, bytes: 0..<1), message: $0)
  }
  let sarif = findingReport(sample.analysis.findings, format: .sarif)
  for text in [#""a \\[b\\](1)""#, #""a[b] {{c}}""#, #""{{0}}""#, #""50%25/a%2Cb%3Ac.py""#] {
    #expect(sarif.contains(text))
  }
  let github = findingReport(sample.analysis.findings, format: .github)
  #expect(github.split(separator: "\n").count == 4)
  #expect(github.contains("file=50%25/a%2Cb%3Ac.py,"))
  #expect(github.contains("::50%25%0A::error::x"))
}
