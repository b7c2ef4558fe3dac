import SluiceCore

extension DiagnosticKind {
  static let sourceMissing = DiagnosticKind(
    code: "SL201", name: "source-missing", severity: .error,
    explanation: """
      The file that `source` names cannot be read. Paths are relative to the project's root: the folder
      of `pipeline.yaml`, or of `setup.py` in a package. A pattern such as `*.py` is an ordinary file
      name here.

      Correct the path, or add the file.
      """)
}

extension Rule {
  static let sourceMissing = Rule(kind: .sourceMissing) { analysis, found in
    for task in analysis.tasks {
      guard case .failed(let error, let names) = task.source else { continue }
      let path = task.spec.source.words
      let meant = nearestFile(to: Path.name(of: path), among: names)
      let suggestion = meant.map {
        Path.directory(of: path) == "." ? $0 : Path.joined(Path.directory(of: path), $0)
      }
      let words: (message: String, help: String)? =
        switch error {
        case .missing where task.spec.source.words.contains("*"):
          ("there is no file '\(path)'", "a source is one file: patterns are not expanded here")
        case .missing where path.contains("\\"):
          (
            "there is no file '\(path)'",
            "write '/' between a path's parts: '\(Path.normalized(withSlashes(path)))'"
          )
        case .missing:
          (
            "there is no file '\(path)'",
            suggestion.map { "did you mean '\($0)'?" }
              ?? "add the file; paths are relative to the project's root"
          )
        case .notAFile: ("'\(path)' is not a file", "name the file itself")
        case .tooLarge:
          (
            "'\(path)' is too large to be a source (\(Limit.fileSize.words))",
            "keep data out of sources"
          )
        // `FenceKinds.outside` says it.
        case .outside: nil
        case .refused(let reason): ("'\(path)' cannot be read: \(reason)", "make it readable")
        }
      guard let words else { continue }
      found.append(
        Diagnostic(
          kind: .sourceMissing, range: task.spec.sourceRange, message: words.message,
          help: words.help, task: task.spec.name))
    }
  }

  /// The path as Windows means it, in everybody's form.
  private static func withSlashes(_ path: String) -> String {
    String(path.map { $0 == "\\" ? "/" : $0 })
  }

  /// The file of the same suffix with the nearest stem, else one of the same stem.
  private static func nearestFile(to name: String, among names: [String]) -> String? {
    let (stem, suffix) = (Path.stem(of: name), Path.suffix(of: name))
    let alike = names.filter { Path.suffix(of: $0) == suffix }.map { Path.stem(of: $0) }
    if let meant = nearest(to: stem, among: alike) { return meant + suffix }
    return names.first { Path.stem(of: $0) == stem && Path.suffix(of: $0) != suffix }
  }
}
