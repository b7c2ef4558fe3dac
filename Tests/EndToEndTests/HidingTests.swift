import Foundation
import SluiceCore
import SluicePipeline
import TestSupport
import Testing

/// Every comment that is proposed hides its finding, and changes nothing else.
@Suite struct HidingTests {
  private static let folders = ["rules", "specs"].flatMap { room in
    Fixtures.names(in: room).map { "\(room)/\($0)/broken" }
  }.filter { folder in
    let entry = Fixtures.root.appending(path: "\(folder)/pipeline.yaml")
    return FileManager.default.fileExists(atPath: entry.path(percentEncoded: false))
  }

  @Test(arguments: folders)
  func theCommentHidesTheFinding(_ folder: String) throws {
    let project = try Scratch(copyOf: Fixtures.root.appending(path: folder))
    // Others are read by a command in a folder below.
    guard project.read("pipeline.yaml") != nil else { return }
    let place = ProjectPlace(
      root: project.path, entry: "pipeline.yaml", isDefaultEntry: true, isPackage: false)
    let analyzer = Analyzer(folder: .disk(root: project.path), place: place)
    let before = try analyzer.analysis()
    // One of each kind in each file will do.
    var seen: Set<String> = []
    for finding in before.diagnostics {
      let file = before.sources.files[finding.range.file]
      guard seen.insert(finding.kind.code + file.path).inserted,
        let way = Hiding(finding, in: before.sources),
        let bytes = with(way, finding, in: before.sources)
      else { continue }
      try project.write(file.path, String(decoding: bytes, as: UTF8.self))
      let after = try analyzer.analysis()
      let isHidden = after.hidden.contains {
        $0.finding.kind == finding.kind && $0.finding.message == finding.message
      }
      #expect(isHidden, "\(finding.kind.code) in \(file.path): \(way)")
      #expect(
        after.diagnostics.count + after.hidden.count
          == before.diagnostics.count + before.hidden.count,
        "\(finding.kind.code) in \(file.path): \(way)")
      try project.write(file.path, String(decoding: file.bytes, as: UTF8.self))
    }
  }

  /// The file with the comment; `nil` where none can stand.
  private func with(
    _ way: Hiding, _ finding: Diagnostic, in store: SourceStore
  ) -> [UInt8]? {
    let file = store.files[finding.range.file]
    let place = store.place(of: finding.range)
    let cell = place.cell.map { file.cells[$0 - 1] }
    let text = cell?.text ?? file.bytes
    let lines = LineTable(text)
    let start = lines.starts[place.start.line - 1]
    let end = text[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? text.count
    let (offset, comment): (Int, String)
    switch way {
    case .above(let words): (offset, comment) = (start, words + "\n")
    case .behind(let words): (offset, comment) = (end, "  " + words)
    case .configuration: return nil
    }
    let at = cell?.fileOffset(offset) ?? offset
    let range = SourceRange(file: finding.range.file, bytes: at..<at)
    let fix = Fix(title: "", changes: [.replace(range, with: comment)], isSafe: true)
    return FixedFiles([fix], in: store).edited.first?.result(file.bytes)
  }

  @Test func theWaysAreThoseOfTheLanguage() throws {
    let cell = { (text: String) in
      #"{"cell_type": "code", "execution_count": null, "metadata": {}, "outputs": [], "source": ["\#(text)"]}"#
    }
    let project = try Scratch([
      "pipeline.yaml": """
      - {source: a.sh, product: a}
      - source: b.sql
        product: [b, table]
        client: c.c
      - {source: c.ipynb, product: c.ipynb}
      """,
      "a.sh": "touch {{product}} \\\n  {{upstream['x']}}\n",
      "b.sql": "SELECT * FROM {{upstream['x']}}\n",
      "c.py": "def c(): pass\n",
      "c.ipynb": """
      {"cells": [\(cell("x = 1")), \(cell("upstream = ['x']"))], "metadata": {"kernelspec": \
      {"name": "python3", "language": "python"}}, "nbformat": 4, "nbformat_minor": 4}
      """,
    ])
    let here = try Command(["explain", "SL301", "--here"], in: project.url)
    #expect(here.status == 0)
    #expect(here.output.contains("at the end of line 2 of a.sh"))
    #expect(here.output.contains("    -- sluice: ignore[unknown-upstream] because …\n"))
    let notebook = try Command(["explain", "parameters-cell-missing", "--here"], in: project.url)
    #expect(notebook.output.contains("above line 1 of cell 1 of c.ipynb:\n\n    # sluice: "))
    // No comment can stand in an empty script.
    try project.write("empty.py", "\n")
    try project.write("pipeline.yaml", "- {source: empty.py, product: d.ipynb}\n")
    let configuration = try Command(["explain", "SL221", "--here"], in: project.url)
    #expect(
      configuration.output.hasSuffix(
        """
        To hide it, write into sluice.yaml:

            ignore:
              - path: "empty.py"
                rules: [parameters-cell-last]
                because: …

        """))
  }
}
