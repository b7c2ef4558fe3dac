import Foundation
import SluiceCore
import SluiceScan
import TestSupport
import Testing

/// Every file under `Fixtures/scans/<language>` beside the text we print about it. With
/// `SLUICE_RECORD=1` the texts are written anew; their difference is the review.
struct ScanGoldenTests {
  @Test(arguments: ScanFixture.all)
  func scansAsRecorded(fixture: ScanFixture) throws {
    let text = outline(
      of: try fixture.bytes(), name: fixture.name, language: fixture.language)
    expectGolden(text, "scans/\(fixture.name).golden")
  }

  /// The corpora that `scripts/conformance-scans` compares with Jinja, jupytext and Ploomber.
  @Test(arguments: ["templates.txt", "scripts.txt", "r-cells.txt"])
  func scansTheCorpusAsRecorded(name: String) throws {
    let corpus = String(decoding: try Fixtures.bytes("scans/\(name)"), as: UTF8.self)
    var text = ""
    for entry in corpus.components(separatedBy: "\n=====\n") {
      text += entry + "\n-----\n" + outlineOfEntry(entry, corpus: name) + "=====\n"
    }
    expectGolden(text, "scans/\(name).golden")
  }

  private func outlineOfEntry(_ entry: String, corpus: String) -> String {
    switch corpus {
    case "templates.txt": return outline(of: Array(entry.utf8), name: "entry", language: .sql)
    case "r-cells.txt":
      let source = "# %% tags=[\"parameters\"]\n" + entry + "\n# %%\n1\n"
      return outline(of: Array(source.utf8), name: "entry", language: .rScript)
    default:
      let parts = entry.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      let languages: [Substring: Language] = [
        "py": .pythonScript, "R": .rScript, "Rmd": .rMarkdown,
      ]
      guard parts.count == 2, let language = languages[parts[0]] else { return "no language\n" }
      return outline(of: Array(parts[1].utf8), name: "entry", language: language)
    }
  }

  @Test
  func findsTheFixtures() {
    #expect(ScanFixture.all.count > 40)
  }
}

/// One source and its language, which its folder names.
struct ScanFixture: Sendable, CustomTestStringConvertible {
  /// Relative to `Fixtures/scans`.
  var name: String
  var language: Language
  var testDescription: String { name }

  private static let languages: [(folder: String, language: Language)] = [
    ("sql", .sql), ("shell", .shell), ("python-script", .pythonScript), ("r", .rScript),
    ("rmd", .rMarkdown), ("markdown", .markdown), ("notebook", .notebook),
  ]

  static let all: [ScanFixture] = languages.flatMap { folder, language in
    Fixtures.names(in: "scans/\(folder)").filter { !$0.hasSuffix(".golden") }.map {
      ScanFixture(name: "\(folder)/\($0)", language: language)
    }
  }

  func bytes() throws -> [UInt8] { try Fixtures.bytes("scans/\(name)") }
}

/// What a scan says, with places as people count them.
private func outline(of bytes: [UInt8], name: String, language: Language) -> String {
  let scan = scan(bytes, file: 0, language: language)
  var lines: [String] = []
  var file = SourceFile(path: name, bytes: bytes)
  var upstream: [UpstreamReference] = []
  var diagnostics: [Diagnostic] = []
  switch scan {
  case .module(let module): diagnostics = module.diagnostics
  case .template(let template):
    upstream = template.upstream
    diagnostics = template.diagnostics
    lines.append("variables: \(template.variables.joined(separator: " "))")
  case .script(let script):
    file = SourceFile(path: name, bytes: bytes, cells: script.cells)
    upstream = script.upstream
    diagnostics = script.diagnostics
    lines.append("language: \(script.language)")
    lines.append("head: \(place(script.head, file))")
    if let cell = script.parametersCell {
      lines.append("parameters: \(place(cell.range, file))\(cell.isLast ? " last" : "")")
      if let range = cell.upstreamRange { lines.append("statement: \(place(range, file))") }
    }
  }
  for reference in upstream {
    let text: String =
      switch reference {
      case .task(let name, _): "task \(name.text)"
      case .wildcard(let pattern, _): "wildcard \(pattern)"
      case .dynamic(let form, _): "dynamic \(form)"
      }
    lines.append("\(place(reference.range, file)) \(text)")
  }
  for finding in diagnostics {
    lines.append("\(place(finding.range, file)) \(finding.kind.code) \(finding.message)")
    for related in finding.related {
      lines.append("  \(place(related.range, file)) \(related.message)")
    }
    if let help = finding.help { lines.append("  help: \(help)") }
  }
  return lines.joined(separator: "\n") + "\n"
}

private func place(_ range: SourceRange, _ file: SourceFile) -> String {
  let place = file.place(of: range.bytes)
  let cell = place.cell.map { "cell \($0) " } ?? ""
  return "\(cell)\(place.start.line):\(place.start.column)-\(place.end.line):\(place.end.column)"
}
