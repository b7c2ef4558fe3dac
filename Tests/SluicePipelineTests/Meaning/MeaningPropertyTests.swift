import SluiceCore
import TestSupport
import Testing

@testable import SluicePipeline

/// A module of functions that call each other at random, one task for each.
private struct CallGraph {
  /// By function the functions that it calls.
  var calls: [[Int]]
  var literals: [Int]
  /// The order in which they stand.
  var order: [Int]
  /// Which of them stand in another module.
  var isElsewhere: [Bool]

  init(count: Int, using generator: inout SeededGenerator) {
    calls = (0..<count).map { index in
      (0..<Int.random(in: 0...2, using: &generator)).map { _ in
        Int.random(in: 0..<count, using: &generator)
      }.filter { $0 != index }
    }
    literals = Array(0..<count)
    order = Array(0..<count)
    isElsewhere = calls.indices.map { _ in Bool.random(using: &generator) }
  }

  /// All that lead to a function, itself included.
  func users(of function: Int) -> Set<Int> {
    var known: Set<Int> = [function]
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for (caller, callees) in calls.enumerated()
      where !known.contains(caller) && !known.isDisjoint(with: callees) {
        known.insert(caller)
        isGrowing = true
      }
    }
    return known
  }

  /// The files; `layout` makes another text of one line of code, of the same meaning.
  func project(_ layout: (String) -> [String] = { [$0] }) -> MeaningProject {
    func name(_ function: Int, from isElsewhere: Bool) -> String {
      self.isElsewhere[function] == isElsewhere
        ? "f\(function)" : isElsewhere ? "first.f\(function)" : "second.f\(function)"
    }
    func module(_ isElsewhere: Bool) -> String {
      var lines = ["import \(isElsewhere ? "first" : "second")", ""]
      for function in order where self.isElsewhere[function] == isElsewhere {
        lines += layout("def f\(function)(product=None):")
        lines += layout("    value = \(literals[function])")
        for call in calls[function] {
          lines += layout("    value += \(name(call, from: isElsewhere))()")
        }
        lines += layout("    return value") + [""]
      }
      return lines.joined(separator: "\n") + "\n"
    }
    let tasks = calls.indices.map { index in
      "  - {source: \(isElsewhere[index] ? "second" : "first").f\(index), product: out/\(index)}"
    }
    return MeaningProject([
      "pipeline.yaml": "meta: {extract_upstream: false}\ntasks:\n"
        + tasks.joined(separator: "\n") + "\n",
      "first.py": module(false), "second.py": module(true),
    ])
  }
}

struct MeaningPropertyTests {
  private func names(_ functions: Set<Int>) -> [String] { functions.map { "f\($0)" }.sorted() }

  @Test(arguments: 0..<12 as Range<UInt64>)
  func layoutTouchesNothing(seed: UInt64) throws {
    var generator = SeededGenerator(state: seed)
    var graph = CallGraph(count: 12, using: &generator)
    let before = graph.project()
    graph.order.shuffle(using: &generator)
    let after = graph.project { line in
      let indent = String(line.prefix { $0 == " " })
      switch Int.random(in: 0..<6, using: &generator) {
      case 0: return ["", line]
      case 1: return [indent + "# said", line]
      case 2: return [line + "  # so"]
      case 3: return [line.replacing(" = ", with: "=").replacing(" += ", with: "  +=  ")]
      case 4: return [line.replacing("return value", with: "return (value)")]
      default: return [line + " "]
      }
    }
    #expect(try before.change(to: after).names(.changed, .new, .gone, .follows) == [])
  }

  @Test(arguments: 0..<12 as Range<UInt64>)
  func aLiteralTouchesItsUsers(seed: UInt64) throws {
    var generator = SeededGenerator(state: seed + 100)
    var graph = CallGraph(count: 12, using: &generator)
    let before = graph.project()
    let function = Int.random(in: 0..<12, using: &generator)
    graph.literals[function] += 1000
    let change = try before.change(to: graph.project())
    #expect(change.names(.changed) == names(graph.users(of: function)))
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func whatNobodyUsesTouchesNothing(seed: UInt64) throws {
    var generator = SeededGenerator(state: seed + 200)
    let graph = CallGraph(count: 8, using: &generator)
    let before = graph.project()
    var after = before
    let lines = [
      "def other():\n    return f0()\n", "OTHER = {1: 2}\n", "class Other:\n    size = 1\n",
      "import sys\n", "from os import path as way\n",
    ]
    for path in ["first.py", "second.py"] {
      let more = lines.shuffled(using: &generator).prefix(3).joined(separator: "\n")
      after.files[path, default: []] += Array(more.utf8)
    }
    #expect(try before.change(to: after).names(.changed, .new, .gone) == [])
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func aMoveTouchesNothing(seed: UInt64) throws {
    var generator = SeededGenerator(state: seed + 300)
    var graph = CallGraph(count: 8, using: &generator)
    for index in graph.calls.indices { graph.calls[index] = [] }
    let before = graph.project()
    let function = Int.random(in: 0..<8, using: &generator)
    graph.isElsewhere[function].toggle()
    #expect(try before.change(to: graph.project()).names(.changed, .new, .gone) == [])
  }

  @Test func sameProjectIsSame() throws {
    var generator = SeededGenerator(state: 7)
    let project = CallGraph(count: 20, using: &generator).project()
    #expect(try project.change(to: project).names(.changed, .new, .gone, .follows) == [])
  }

  @Test func endsOnMutations() throws {
    var generator = SeededGenerator(state: 9)
    let letters = Array("()[]{}:=,.'\"#@\n abdefgimoprst_*%".utf8)
    let before = CallGraph(count: 6, using: &generator).project()
    for _ in 0..<60 {
      var after = before
      let source = after.files["first.py"] ?? []
      after.files["first.py"] = source.mutated(edits: 3, letters: letters, using: &generator)
      #expect(try before.change(to: after).tasks.count >= 6)
    }
  }
}
