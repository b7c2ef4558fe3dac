import ArgumentParser
import Glibc
import SluiceBundle
import SluiceExport
import SluicePipeline
import SluiceReport

/// `sluice whence`.
struct WhenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "whence",
    abstract:
      "Say what an exported spec or a workflow was made from, and whether this folder matches.",
    discussion: """
      Reads the annotations that `sluice export` writes: from the spec, or from what \
      `kubectl get workflow NAME -o yaml` gives back, lists and several documents included.

      Exit codes: 0 this folder matches, 1 it differs, 2 there is no such file, or none of ours.
      """)

  @Argument(help: "A file in YAML or JSON; '-' for standard input.")
  var file: String

  @OptionGroup var project: ProjectOptions

  @Option(help: "The form.")
  var format: AnswerFormat = .text

  func run() throws {
    guard let objects = argoObjects(try bytes()) else {
      Console.talk("error: '\(file)' is neither YAML nor JSON of Kubernetes objects")
      throw Exit.wrongQuestion
    }
    let known = objects.compactMap { object in object.provenance.map { (object, $0) } }
    guard !known.isEmpty else {
      Console.talk(
        "error: nothing in '\(file)' says what it was made from: `sluice export` did not "
          + "write it")
      throw Exit.wrongQuestion
    }
    let place = try project.place()
    var folders: [String: FolderFacts] = [:]
    var answers: [Whence] = []
    for (object, provenance) in known {
      let facts = try folders[provenance.entry] ?? folder(place, entry: provenance.entry, known)
      folders[provenance.entry] = facts
      answers.append(Whence(object: object, provenance: provenance, folder: facts))
    }
    switch format {
    case .text: Console.result(answers.map(\.text).joined(separator: "\n"))
    case .json:
      let value: JSONValue = .object([
        "schema": .string("sluice.whence/1"), "objects": .array(answers.map(\.json)),
      ])
      Console.result(value.document)
    }
    if !answers.allSatisfy(\.matches) { throw Exit.findings }
  }

  private func bytes() throws -> [UInt8] {
    if file == "-" { return readStandardInput() }
    let disk = ProjectFolder.disk(root: realFolder(".") ?? "/")
    do {
      return try disk.bytes(at: file)
    } catch {
      Console.talk("error: '\(file)' cannot be read: \(words(error))")
      throw Exit.wrongQuestion
    }
  }

  /// This folder's facts for the entry point that an object names.
  private func folder(
    _ place: ProjectPlace, entry: String, _ known: [(ArgoObject, Provenance)]
  ) throws -> FolderFacts {
    let isNamed = project.entry == nil && entry != place.entry && entry != "?"
    let place = isNamed ? try project.place(startingAt: place.root, entry: entry) : place
    let analysis = try project.analysis(of: place.inPod)
    var facts = FolderFacts(graph: analysis.graph.digest)
    guard known.contains(where: { $0.1.source != nil }) else { return facts }
    do throws(BundleError) {
      facts.source = try BundledSource(
        analysis, place, allowDirty: true,
        outputs: outputPaths(place, analysis.configuration) + [realFile(file)]
      ).version
    } catch {
      Console.talk("note: the version of this folder is not known: \(words(error))")
    }
    return facts
  }
}

/// What an object is compared with.
private struct FolderFacts {
  var graph: String
  var source: SourceVersion?
}

/// One object, and how this folder compares.
private struct Whence {
  var object: ArgoObject
  var provenance: Provenance
  var folder: FolderFacts

  private var isSameGraph: Bool { provenance.graph == folder.graph }

  /// `nil` where the spec names no source, or this folder's could not be found out.
  private var isSameSource: Bool? {
    guard let source = provenance.source, let own = folder.source else { return nil }
    return source == own.digest
  }

  /// A source that cannot be compared is no difference that is known.
  var matches: Bool { isSameGraph && isSameSource != false }

  var text: String {
    let name = [object.kind, object.name].filter { !$0.isEmpty }.joined(separator: " ")
    var lines = [
      "\(safeText(name)), written by sluice \(safeText(provenance.tool)) from "
        + safeText(provenance.entry)
    ]
    var commit = provenance.commit
    if let text = commit, let describe = provenance.describe { commit = "\(text) (\(describe))" }
    let part = provenance.part.map { part in
      "\(part) tasks" + (provenance.mode == "outdated" ? ", those that were outdated" : "")
    }
    let facts = [
      ("part", part), ("delivery", provenance.delivery), ("commit", commit),
      ("source", provenance.source),
      ("graph", provenance.graph),
    ]
    for (word, value) in facts {
      guard let value else { continue }
      lines.append("  \(word)\(String(repeating: " ", count: 10 - word.count))\(safeText(value))")
    }
    var verdicts = ["the graph is \(isSameGraph ? "the same" : "another one")"]
    switch isSameSource {
    case true?: verdicts.append("the source is the same")
    case false?: verdicts.append("the source is another one")
    case nil where provenance.source != nil: verdicts.append("the source cannot be compared")
    case nil: break
    }
    lines.append("  this folder: " + verdicts.joined(separator: ", "))
    return lines.map { $0 + "\n" }.joined()
  }

  var json: JSONValue {
    .object([
      "kind": .string(object.kind), "name": .string(object.name),
      "tool": .string(provenance.tool), "entry": .string(provenance.entry),
      "delivery": .string(provenance.delivery), "commit": .optional(provenance.commit),
      "describe": .optional(provenance.describe), "mode": .optional(provenance.mode),
      "part": .optional(provenance.part), "source": .optional(provenance.source),
      "graph": .string(provenance.graph), "same_graph": .bool(isSameGraph),
      "same_source": isSameSource.map(JSONValue.bool) ?? .null, "matches": .bool(matches),
    ])
  }
}

/// All of standard input.
private func readStandardInput() -> [UInt8] {
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 65_536)
  while true {
    let count = read(STDIN_FILENO, &buffer, buffer.count)
    if count < 0, errno == EINTR { continue }
    guard count > 0, bytes.count <= ProjectFolder.byteLimit else { return bytes }
    bytes += buffer[..<count]
  }
}
