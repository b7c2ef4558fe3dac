import SluiceCore
import SluiceYAML

/// Mends that write a missing distribution into the file that makes the tasks' environment, in the
/// file's own style: `environment.yml` before `requirements.txt`, its pip section before its own list.
struct DependencyFixes {
  /// A place that takes one more distribution.
  private struct Place {
    var range: SourceRange
    /// What stands before and behind its name.
    var before: String
    var after: String
    /// Whether conda reads the name, which it may know under another.
    var isConda: Bool
  }

  private let place: Place?

  init(_ analysis: Analysis) {
    let names = analysis.packages.files
    let environments = [CondaEnvironment.path, "environment.yaml"].filter(names.contains)
    if let path = environments.first, let file = analysis.sources.position(of: path) {
      place = DependencyFixes.place(inEnvironment: analysis.sources.files[file].bytes, file)
    } else if names.contains("requirements.txt"),
      let file = analysis.sources.position(of: "requirements.txt")
    {
      place = DependencyFixes.place(inRequirements: analysis.sources.files[file].bytes, file)
    } else {
      place = nil
    }
  }

  /// The mend that asks for `distribution`, by its name on PyPI; `nil` where no file can be changed by
  /// rule. It is safe: more is installed, and nothing else.
  func fix(adding distribution: String) -> Fix? {
    guard let place else { return nil }
    let name = name(of: distribution)
    return Fix(
      title: "ask for '\(name)'",
      changes: [.replace(place.range, with: place.before + name + place.after)], isSafe: true)
  }

  /// What to do about it: in the file that the mend would change, or the first that asks for anything.
  func wayOut(_ distribution: String, _ analysis: Analysis) -> String {
    let file = place.map { analysis.sources.files[$0.range.file].path }
    let path = file ?? analysis.packages.files.first
    return "add `\(name(of: distribution))` to \(path.map { "'\($0)'" } ?? "the environment")"
  }

  /// The distribution as its file knows it.
  private func name(of distribution: String) -> String {
    (place?.isConda == true ? condaNames : pipNames)[distribution] ?? distribution
  }

  private static func place(inEnvironment bytes: [UInt8], _ file: Int) -> Place? {
    let document = parseYAML(bytes, file: file)
    guard document.diagnostics.isEmpty,
      let entries = document.root?["dependencies"]?.sequence
    else { return nil }
    let ofPip = entries.lazy.compactMap { $0["pip"]?.sequence?.last }.first
    guard let last = ofPip ?? entries.last(where: { $0.string != nil }), isOneLine(last),
      let place = PlaceBehindEntry(last.range, in: bytes)
    else { return nil }
    return Place(range: place.range, before: place.before, after: "", isConda: ofPip == nil)
  }

  private static func isOneLine(_ entry: Node) -> Bool {
    switch entry.scalar?.style {
    case .plain, .singleQuoted, .doubleQuoted: true
    case .literal, .folded, nil: false
    }
  }

  /// On a line of its own at the end.
  private static func place(inRequirements bytes: [UInt8], _ file: Int) -> Place? {
    let text = String(decoding: bytes, as: UTF8.self)
    // With hashes pip takes nothing that has none.
    guard !text.contains("--hash"), !text.contains("\\") else { return nil }
    let newline = LineEnding(of: bytes).text
    let end = SourceRange(file: file, bytes: bytes.count..<bytes.count)
    let isWhole = bytes.isEmpty || bytes.last == 0x0A
    return Place(
      range: end, before: isWhole ? "" : newline, after: isWhole ? newline : "", isConda: false)
  }
}

/// Distributions that conda's channels have under another name than PyPI.
private let condaNames = [
  "arch": "arch-py", "cupy-cuda12x": "cupy", "duckdb": "python-duckdb",
  "graphviz": "python-graphviz", "kaleido": "python-kaleido", "levenshtein": "python-levenshtein",
  "msgpack": "msgpack-python", "opencv-python": "opencv", "pyqt5": "pyqt", "tables": "pytables",
  "torch": "pytorch",
]

/// Distributions that pip would have to compile, and others that hold the same, compiled.
private let pipNames = ["psycopg2": "psycopg2-binary"]
