import ArgumentParser
import Glibc
import SluiceCore
import SluiceExport
import SluicePipeline
import SluiceReport

/// `sluice translate`.
struct TranslateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "translate",
    abstract: "Say which tasks and settings Argo's messages, nodes and pods are about.",
    discussion: """
      Passes every line on, and adds where in the project to look: for names of pods and nodes of any \
      run, and for places in the spec as Argo and Kubernetes write them. Nothing is asked of a cluster.

        argo get churn-x7k2p | sluice translate
        kubectl get pods | sluice translate
        sluice translate 'templates.dag.tasks.load-data'

      The map beside the spec is used (`sluice export --map`), else the project as it is now.
      """)

  @Argument(
    help: "Files with such lines, '-' for standard input (the default), or the words themselves.",
    completion: .file())
  var texts: [String] = []

  @OptionGroup var project: ProjectOptions

  @Option(help: "The map that an export has written.", completion: .file(extensions: ["json"]))
  var map: String?

  @Option(
    help: ArgumentHelp(
      "A run whose name begins in another way than the spec says.", valueName: "name"))
  var workflow: [String] = []

  @Option(help: "The form; of JSON each line is an answer.")
  var format: AnswerFormat = .text

  func run() throws {
    var translators = SpecTranslator.translators(of: try maps(), workflows: workflow)
    for text in texts.isEmpty ? ["-"] : texts {
      if text == "-" {
        translate(LineReader(descriptor: STDIN_FILENO), &translators)
      } else if ProjectFolder.disk(root: realFolder(".") ?? "/").kind(of: text) == .file {
        guard let reader = LineReader(path: text) else {
          Console.talk("error: '\(text)' cannot be read: \(String(cString: strerror(errno)))")
          throw Exit.couldNotFinish
        }
        translate(reader, &translators)
      } else {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        Console.result(lines.map { translated(Array($0.utf8)[...], &translators) }.joined())
      }
    }
  }

  private func translate(
    _ reader: consuming LineReader, _ translators: inout [SpecTranslator]
  ) {
    while let lines = reader.next() {
      Console.result(lines.map { translated($0, &translators) }.joined())
    }
  }

  /// The line with what is known of it, and its end.
  private func translated(
    _ line: ArraySlice<UInt8>, _ translators: inout [SpecTranslator]
  ) -> String {
    let text = plainText(line)
    var references: [SpecTranslator.Reference] = []
    for place in translators.indices where references.isEmpty {
      references = translators[place].references(in: text)
    }
    switch format {
    case .text:
      let words = references.map { safeText($0.words) }.joined(separator: "; ")
      return (words.isEmpty ? text : "\(text)  ← \(words)") + "\n"
    case .json:
      let answer: JSONValue = .object([
        "schema": .string("sluice.translation/1"), "line": .string(text),
        "references": .array(references.map(json)),
      ])
      return answer.compact + "\n"
    }
  }

  private func json(_ reference: SpecTranslator.Reference) -> JSONValue {
    .object([
      "text": .string(reference.text), "role": .optional(reference.node?.role.rawValue),
      "name": .optional(reference.node?.name), "file": .optional(reference.origin?.file),
      "line": reference.origin.map { .int($0.position.line) } ?? .null,
      "column": reference.origin.map { .int($0.position.column) } ?? .null,
      "source": .optional(reference.node?.source), "words": .string(reference.words),
    ])
  }

  // MARK: Maps

  /// The map that the flag names, or those of all targets.
  private func maps() throws -> [SourceMap] {
    if let map {
      let disk = ProjectFolder.disk(root: realFolder(".") ?? "/")
      guard let bytes = try? disk.bytes(at: map) else {
        Console.talk("error: there is no file '\(map)'\(suggestion(for: map))")
        throw Exit.wrongQuestion
      }
      guard let maps = [SourceMap](json: bytes) else {
        Console.talk("error: '\(map)' is no map that `sluice export --map` has written")
        throw Exit.wrongQuestion
      }
      return maps
    }
    let maps = try project.targets([], all: true, .argo).flatMap(storedMaps)
    guard maps.isEmpty else { return maps }
    Console.talk("error: no spec of the project can be read or made")
    throw Exit.findings
  }

  /// The maps beside the target's spec, else those of the spec, else those of what would be written.
  private func storedMaps(_ chosen: ChosenTarget) -> [SourceMap] {
    let disk = ProjectFolder.disk(root: "/")
    let stored = try? disk.bytes(at: sourceMapPath(of: chosen.output))
    if let maps = stored.flatMap({ [SourceMap](json: $0) }) { return maps }
    let run = ExportRun(.argo, chosen, allowDirty: true)
    let written = try? disk.bytes(at: chosen.output)
    return written.flatMap { run.maps(of: $0, in: chosen.output) }
      ?? run.maps(of: run.export.bytes, in: chosen.output) ?? []
  }
}
