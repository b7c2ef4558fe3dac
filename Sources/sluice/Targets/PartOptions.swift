import ArgumentParser
import SluiceCore
import SluiceExport
import SluicePipeline
import SluiceReport

/// The flags that choose which tasks are exported.
struct PartOptions: ParsableArguments {
  /// What `--mode` takes.
  enum Mode: String, ExpressibleByArgument, CaseIterable {
    case all, outdated
  }

  @Option(
    help: """
      With 'outdated' only the tasks that `sluice status` says have to run again, or cannot tell \
      of, and all that follow from them.
      """)
  var mode: Mode = .all

  @Option(
    name: .customLong("task"),
    help: ArgumentHelp("Only this task, by name or wildcard; several times.", valueName: "name"),
    completion: Completion.tasks)
  var tasks: [String] = []

  @Flag(help: "With --task: also all that it reads from, directly or behind others.")
  var withUpstream = false

  @Flag(help: "With --task: also all that reads from it, directly or behind others.")
  var withDownstream = false

  func validate() throws {
    guard tasks.isEmpty, withUpstream || withDownstream else { return }
    let flag = withUpstream ? "--with-upstream" : "--with-downstream"
    throw ValidationError("\(flag) needs a --task that it speaks of")
  }

  /// Whether all tasks are exported.
  var isWhole: Bool { mode == .all && tasks.isEmpty }

  /// What is exported of the target. Ends the program where no task is named so.
  func part(of chosen: ChosenTarget, _ project: ProjectOptions) throws -> ChosenPart {
    if isWhole { return .whole }
    let graph = chosen.analysis.graph
    let named: [Int]
    do throws(TaskSelection.Unknown) {
      named = try TaskSelection(
        patterns: tasks, withUpstream: withUpstream, withDownstream: withDownstream
      ).positions(in: graph)
    } catch {
      throw wrongQuestion(error)
    }
    let state = try Outdated(chosen, project)
    switch mode {
    case .all:
      return .part(
        ExportPart(choice: .tasks, positions: named, outdated: state.certain), notes: [])
    case .outdated:
      let roots = state.certain.union(state.unknown.keys).sorted()
      let again = Set(graph.downstreamClosure(of: roots))
      let positions = tasks.isEmpty ? again.sorted() : named.filter(again.contains)
      guard !positions.isEmpty else { return .nothing }
      let notes = positions.compactMap { position in
        state.unknown[position].map {
          "whether '\(graph.tasks[position].name.text)' is outdated cannot be told, so it is "
            + "exported: \($0)"
        }
      }
      return .part(
        ExportPart(choice: .outdated, positions: positions, outdated: state.certain), notes: notes)
    }
  }
}

/// What of a target is exported.
enum ChosenPart {
  case whole
  /// With what there is to say about it.
  case part(ExportPart, notes: [String])
  /// No task has to run again.
  case nothing
}

/// The tasks of a target that have to run again, as `sluice status` says it here.
private struct Outdated {
  /// Positions in the target's graph.
  private(set) var certain: Set<Int> = []
  /// Positions of those of which it cannot be told, each with the reason.
  private(set) var unknown: [Int: String] = [:]

  init(_ chosen: ChosenTarget, _ project: ProjectOptions) throws {
    // The pods may read other values of placeholders than Ploomber does here, where the products lie.
    var analysis = chosen.analysis
    if chosen.place != chosen.place.inPod {
      var reader = try project.reader()
      reader.overrides = chosen.overrides
      analysis = try reader.reading(of: chosen.place).outcome.get()
    }
    var positions: [TaskName: Int] = [:]
    for (position, task) in chosen.analysis.graph.tasks.enumerated() {
      positions[task.name] = position
    }
    var status = StatusReader(
      analysis, folder: .project(chosen.place), place: chosen.place)
    for task in status.status().tasks {
      guard let position = positions[analysis.graph.tasks[task.task].name] else { continue }
      switch task.isOutdated {
      case true?: certain.insert(position)
      case false?: break
      case nil: unknown[position] = task.reasons.joined(separator: "; ")
      }
    }
  }
}

/// Says that no task is meant by what the user wrote.
func wrongQuestion(_ error: TaskSelection.Unknown) -> Exit {
  let help = error.near.map { "; did you mean '\($0)'?" } ?? ""
  let fits = Glob.isWildcard(error.pattern) ? "no task fits" : "no task is named"
  Console.talk("error: \(fits) '\(error.pattern)'\(help)")
  return .wrongQuestion
}
