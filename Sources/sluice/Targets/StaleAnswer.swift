import SluiceExport
import SluicePipeline
import SluiceReport

/// How a written file compares with what would be written now.
struct StaleAnswer {
  /// What was found.
  enum State {
    case missing
    /// With what differs.
    case stale([SpecChange])
    case current
  }

  /// As the user would name it from here.
  var path: String
  var state: State

  init(_ path: String, shallBe bytes: [UInt8]) {
    self.path = path
    let disk = ProjectFolder.disk(root: realFolder(".") ?? "/")
    guard let written = try? disk.bytes(at: path) else {
      state = .missing
      return
    }
    let changes = written == bytes ? [] : specChanges(from: written, to: bytes)
    state = changes.isEmpty ? .current : .stale(changes)
  }

  /// A map beside a file that is current has to be its map.
  mutating func add(map path: String, shallBe bytes: [UInt8]) {
    guard case .current = state else { return }
    let disk = ProjectFolder.disk(root: realFolder(".") ?? "/")
    let written = (try? disk.bytes(at: path)).flatMap(maps)
    guard written == nil || written != maps(bytes) else { return }
    let words = written == nil ? "there is no map of it" : "its map says something else"
    state = .stale([SpecChange(subject: .run, words: words + ": '\(path)'")])
  }

  /// Lines are another matter: a comment moves them.
  private func maps(_ bytes: [UInt8]) -> [SourceMap]? {
    [SourceMap](json: bytes)?.map(\.withoutLines)
  }

  var isStale: Bool {
    switch state {
    case .missing, .stale: true
    case .current: false
    }
  }

  /// Lines that a person reads at once.
  private static let lineLimit = 20

  /// Says it on standard error.
  func talk(isQuiet: Bool) {
    switch state {
    case .missing: Console.talk("there is no '\(path)': run `sluice export`")
    case .current: if !isQuiet { Console.talk("'\(path)' is up to date") }
    case .stale(let changes):
      Console.talk("'\(path)' is stale: run `sluice export`, and this is what changes")
      for change in changes.prefix(StaleAnswer.lineLimit) {
        Console.talk("  " + safeText(change.words))
      }
      let rest = changes.count - StaleAnswer.lineLimit
      if rest > 0 { Console.talk("  … and \(rest) more") }
    }
  }

  /// The answers of several targets, as `sluice.stale/1`.
  static func json(_ answers: [StaleAnswer]) -> JSONValue {
    .object([
      "schema": .string("sluice.stale/1"), "files": .array(answers.map(\.json)),
    ])
  }

  private var json: JSONValue {
    var changes: [SpecChange] = []
    let word: String
    switch state {
    case .missing: word = "missing"
    case .stale(let found):
      word = "stale"
      changes = found
    case .current: word = "current"
    }
    return .object([
      "file": .string(path), "state": .string(word),
      "changes": .array(
        changes.map {
          .object(["subject": .string($0.subject.rawValue), "words": .string($0.words)])
        }),
    ])
  }
}
