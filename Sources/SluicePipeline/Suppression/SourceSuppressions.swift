import SluiceCore
import SluiceScan

/// The comments and the cells' tags of all files that hide findings.
struct SourceSuppressions: Hashable, Sendable {
  private var byFile: [Int: [Suppression]] = [:]
  /// Every word of theirs, by file and place.
  private(set) var words: [Suppression.Word] = []
  /// Findings about the comments and tags themselves.
  private(set) var mistakes: [Diagnostic] = []

  /// Takes the comments of every file of the store. `tags` are those of its notebooks and
  /// scripts, by the file's position; `kinds` are the findings that may be named.
  init(
    _ store: SourceStore, known: KnownComments, tags: [Int: [CellTag]], kinds: [DiagnosticKind]
  ) {
    for (position, source) in store.files.enumerated() {
      let comments = known.comments(of: source, at: position)
      guard comments != nil || tags[position] != nil else { continue }
      let tags = CellTagReader(tags[position] ?? [], file: position)
      let found = (comments?.found ?? []) + tags.found
      if !found.isEmpty { byFile[position] = found }
      words += found.flatMap(\.words)
      mistakes += (comments?.unreadable ?? []).map { range in
        Diagnostic(
          kind: SuppressionKinds.unreadableSuppression, range: range,
          message: "the comment hides nothing",
          help: "write `sluice: ignore[unknown-upstream] because …` with the findings' names")
      }
      mistakes += tags.unreadable.map { range in
        Diagnostic(
          kind: SuppressionKinds.unreadableSuppression, range: range,
          message: "the tag hides nothing",
          help: "write `sluice-ignore=undefined-name` with the finding's name, one tag for each")
      }
    }
    let known = KindIndex(kinds)
    for word in words where known[word.text] == nil {
      mistakes.append(
        Diagnostic(
          kind: SuppressionKinds.unreadableSuppression, range: word.range,
          message: "there is no finding '\(word.text)'",
          help: nearest(to: word.text, among: kinds.map(\.name)).map { "did you mean '\($0)'?" }
            ?? "`sluice explain` lists them"))
    }
  }

  /// The first comment that hides the finding; the first tag where no comment does.
  func suppression(hiding finding: Diagnostic) -> Suppression? {
    byFile[finding.range.file]?.first {
      $0.reach.contains(finding.range.bytes.lowerBound) && $0.names(finding.kind)
    }
  }
}

extension Analysis {
  /// The tags of cells that are for this program, by the position of their file.
  var cellTags: [Int: [CellTag]] {
    var tags: [Int: [CellTag]] = [:]
    for task in tasks {
      guard case .script(let file, let scan) = task.source, !scan.ownTags.isEmpty else { continue }
      tags[file] = scan.ownTags
    }
    return tags
  }
}
