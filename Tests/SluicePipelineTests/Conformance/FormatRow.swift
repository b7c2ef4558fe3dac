import SluiceCore
import Testing

@testable import SluicePipeline

/// One measured case of Ploomber 0.23.3's format: a project of two tasks, `a` and what the case is about.
struct FormatRow: CustomTestStringConvertible, Sendable {
  enum Verdict: Sendable, Equatable {
    /// Sluice says what Ploomber says.
    case same
    /// It says more, on purpose: what.
    case better(String)
  }

  enum Outcome: Sendable, Equatable {
    /// It loads and renders; these tasks, by their alphabet, are what `b` reads from.
    case upstream([String])
    /// It loads and renders, with these tasks in declared order: `name class product`.
    case tasks([String])
    /// It is refused, for one reason, with this code.
    case error(String)
  }

  var number: Int
  var files: [String: String]
  var outcome: Outcome
  var verdict: Verdict = .same
  /// Codes of warnings that come with it.
  var warnings: [String] = []
  var testDescription: String { "row \(number)" }

  /// A parameters cell, and code behind it.
  static let script = "# %% tags=[\"parameters\"]\nupstream = None\n\n# %%\n1 + 1\n"

  /// The files, with those that every case may name.
  func check(sourceLocation: SourceLocation = #_sourceLocation) throws {
    let shared = [
      "a.py": FormatRow.script, "data.csv": "1\n",
      "db.py": "def connect(): pass\n",
    ]
    let analysis = try analysis(shared.merging(files) { $1 })
    let errors = analysis.diagnostics.filter { $0.kind.severity == .error }
    let said = Comment(
      rawValue: errors.map { "\($0.kind.code) \($0.message)" }.joined(separator: "\n"))
    let warned = analysis.diagnostics.filter { $0.kind.severity == .warning }.map(\.kind.code)
    for code in warnings {
      #expect(warned.contains(code), "\(warned)", sourceLocation: sourceLocation)
    }
    if warnings.isEmpty, verdict == .same {
      #expect(warned == [], sourceLocation: sourceLocation)
    }
    let graph = analysis.graph
    switch outcome {
    case .error(let code):
      #expect(errors.map(\.kind.code) == [code], said, sourceLocation: sourceLocation)
    case .upstream(let names):
      #expect(errors.isEmpty, said, sourceLocation: sourceLocation)
      let last = try #require(graph.upstream.last, sourceLocation: sourceLocation)
      #expect(
        last.map { graph.tasks[$0.upstream].name.text } == names, sourceLocation: sourceLocation)
    case .tasks(let wanted):
      #expect(errors.isEmpty, said, sourceLocation: sourceLocation)
      let found = graph.tasks.map { task in
        "\(task.name.text) \(task.className) \(task.products.all.map(\.text).joined(separator: "+"))"
      }
      #expect(found == wanted, sourceLocation: sourceLocation)
    }
  }
}

extension TaskNode.Product {
  fileprivate var text: String {
    switch self {
    case .file(let path): path
    case .relation(let parts): parts.joined(separator: ".")
    }
  }
}
