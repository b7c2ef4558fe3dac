import SluiceCore
import SluiceScan
import SluiceYAML

extension DiagnosticKind {
  static let scriptHeader = DiagnosticKind(
    code: "SL233", name: "script-header", severity: .error,
    explanation: """
      A script or Markdown notebook may begin with a header of jupytext's, YAML between two lines
      `---`. This one is broken, so jupytext cannot read the file, and the task cannot be loaded.

      ```python
      # ---
      # jupyter:
      #   kernelspec: {name: python3        # the brace is never closed
      # ---
      ```

      Mend the place that is marked, or take the header out: Ploomber needs none for `.py` and `.R`.
      """)
}

extension Rule {
  static let scriptHeader = Rule(kind: .scriptHeader) { analysis, found in
    var seen: Set<Int> = []
    for task in analysis.tasks {
      guard case .script(let file, let scan) = task.source, let header = scan.header,
        seen.insert(file).inserted
      else { continue }
      let isRefused = scan.diagnostics.contains { $0.kind == .scriptFormat }
      for (message, range) in mistakes(in: header, isRefused: isRefused) {
        found.append(
          Diagnostic(
            kind: .scriptHeader,
            range: SourceRange(file: file, bytes: header.fileRange(range)), message: message,
            help: "mend it, or take the header out", task: task.spec.name))
      }
    }
  }

  /// What jupytext would stop at, with its place in the header's text.
  private static func mistakes(
    in header: Fragment, isRefused: Bool
  ) -> [(message: String, range: Range<Int>)] {
    let document = parseYAML(header.text, file: 0)
    if let finding = document.diagnostics.first(where: { $0.kind.severity == .error }) {
      return [("the header is no YAML: \(finding.message)", clamped(finding.range, header))]
    }
    guard let root = document.root?["jupyter"] else { return [] }
    var found = Expected.all.compactMap { expected -> (message: String, range: Range<Int>)? in
      guard let node = expected.path.reduce(root, { $0?[$1] }), !expected.fits(node) else {
        return nil
      }
      let name = expected.path.last ?? "jupyter"
      return ("'\(name)' is \(node.kindWords), not \(expected.words)", clamped(node.range, header))
    }
    if let formats = root["jupytext"]?["formats"], let text = formats.string, !isRefused {
      for format in text.split(separator: ",") {
        let parts = format.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count > 1, let name = parts.last, !formatNames.contains(String(name)) else {
          continue
        }
        found.append(("jupytext has no format '\(name)'", clamped(formats.range, header)))
      }
    }
    return found
  }

  /// What jupytext and the notebook format take at a place of the header.
  private struct Expected {
    var path: [String]
    var words: String
    var fits: @Sendable (Node) -> Bool

    static let all: [Expected] =
      [
        [], ["jupytext"], ["kernelspec"], ["language_info"], ["jupytext", "text_representation"],
      ].map { Expected(path: $0, words: "a mapping") { $0.mapping != nil } }
      + [
        ["title"], ["kernelspec", "name"], ["kernelspec", "display_name"],
        ["language_info", "name"],
        ["jupytext", "text_representation", "extension"],
        ["jupytext", "text_representation", "jupytext_version"],
        ["jupytext", "notebook_metadata_filter"], ["jupytext", "cell_metadata_filter"],
        ["jupytext", "custom_cell_magics"],
      ].map { Expected(path: $0, words: "a text") { $0.string != nil } }
      + [
        ["kernelspec", "language"], ["jupytext", "main_language"], ["jupytext", "formats"],
        ["jupytext", "text_representation", "format_name"],
      ].map { path in
        Expected(path: path, words: "a text") {
          $0.string != nil || !$0.isTruthy || path.last == "formats" && $0.sequence != nil
        }
      }
      + [
        Expected(path: ["authors"], words: "a list") { $0.sequence != nil },
        Expected(path: ["orig_nbformat"], words: "a number") { $0.int != nil },
      ]
  }

  private static let formatNames: Set<String> = [
    "markdown", "rmarkdown", "light", "nomarker", "bare", "percent", "hydrogen", "spin", "sphinx",
    "pandoc", "quarto", "marimo", "myst",
  ]

  private static func clamped(_ range: SourceRange, _ header: Fragment) -> Range<Int> {
    let start = min(range.bytes.lowerBound, max(0, header.text.count - 1))
    return start..<max(start, min(range.bytes.upperBound, header.text.count))
  }
}
