import SluiceCore
import SluicePipeline
import SluiceReport
import Testing

/// `count` findings, each on a line of its own.
private func sample(of count: Int) -> Sample {
  var sample = Sample()
  let file = sample.file("a.py", String(repeating: "x\n", count: count))
  sample.diagnostics = (0..<count).map {
    Diagnostic(
      kind: .unusedKey, range: SourceRange(file: file, bytes: 2 * $0..<2 * $0 + 1), message: "m")
  }
  return sample
}

@Test(arguments: [(10, 10, "::warning "), (11, 12, "::notice title=sluice::11 warnings in ")])
func saysWhereGitHubShowsNotAll(count: Int, lines: Int, begin: String) {
  let report = findingReport(sample(of: count).analysis.findings, format: .github)
  #expect(report.split(separator: "\n").count == lines)
  #expect(report.hasPrefix(begin))
}

@Test func fingerprintsOfEqualFindingsDiffer() {
  let report = findingReport(sample(of: 3).analysis.findings, format: .gitlab)
  let prints = report.split(separator: "\n").filter { $0.contains("\"fingerprint\"") }
  #expect(Set(prints).count == 3)
}

@Test func pathsOfServicesAreThoseOfTheRepository() {
  var sample = Sample()
  let files = [sample.file("../lib/x.py", "x"), sample.file("/srv/y.py", "y")]
  sample.diagnostics = files.map {
    Diagnostic(kind: .unusedKey, range: SourceRange(file: $0, bytes: 0..<1), message: "m")
  }
  for (format, paths) in [
    (FindingFormat.github, ["file=lib/x.py,", "file=/srv/y.py,"]),
    (.gitlab, ["\"lib/x.py\"", "\"/srv/y.py\""]),
    (.sarif, ["\"lib/x.py\"", "\"file:///srv/y.py\""]),
    (.junit, ["classname=\"lib/x.py\"", "classname=\"/srv/y.py\""]),
  ] {
    let report = findingReport(sample.analysis.findings, format: format, prefix: "project/")
    for path in paths { #expect(report.contains(path), "\(format)") }
  }
}

@Test func mendsOfNotebooksAreJSONInSARIF() {
  var sample = Sample()
  let json = #"{"cells": [{"source": "say('x')"}]}"#
  let start = sample.offset(of: "say", in: Array(json.utf8))
  let cell = Fragment(verbatim: Array("say('x')".utf8), fileStart: start)
  let file = sample.sources.add(
    SourceFile(path: "a.ipynb", bytes: Array(json.utf8), cells: [cell]))
  let range = SourceRange(file: file, bytes: start..<(start + 8))
  sample.diagnostics = [
    Diagnostic(
      kind: .unusedKey, range: range, message: "m",
      fix: Fix(title: "t", changes: [.replace(range, with: "say(\"y\")\n")], isSafe: true))
  ]
  let report = findingReport(sample.analysis.findings, format: .sarif)
  // The text of the file, once more escaped for the report.
  #expect(report.contains(#""insertedContent": {"text": "say(\\\"y\\\")\\n"}"#))
  #expect(report.contains(#""logicalLocations": [{"name": "cell 1:1:1", "kind": "cell"}]"#))
}
