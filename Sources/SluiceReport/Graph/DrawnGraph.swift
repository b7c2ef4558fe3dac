import SluiceCore
import SluicePipeline

/// A graph with its boxes and edges, laid out: what every picture of pixels is made from.
struct DrawnGraph {
  /// What stands at one place.
  enum Content: Hashable {
    case tasks(TaskGroups.Group)
    /// The upstream that the source of the task at this position does not tell.
    case unknown(reader: Int)
    /// A name that is referred to and that no task has.
    case missing(TaskName)
  }

  /// One box.
  struct Node {
    var content: Content
    var frame: LayoutFrame
  }

  /// All dependencies between two boxes.
  struct Edge {
    /// Positions of the boxes; data flows from the first to the second.
    var from: Int
    var to: Int
    var points: [LayoutPoint]
    /// The points run from the second box to the first.
    var isReversed: Bool
    var isOnCycle: Bool
    /// One end is not a task.
    var isUncertain: Bool
  }

  let facts: DrawnFacts
  /// Groups first, in the order of `groups`.
  private(set) var nodes: [Node] = []
  private(set) var edges: [Edge] = []
  private(set) var size: LayoutSize
  let groups: TaskGroups
  let onCycles: Set<Int>

  var graph: PipelineGraph { facts.subject.analysis.graph }

  init(_ subject: GraphSubject) {
    let groups = subject.groups
    self.groups = groups
    let facts = DrawnFacts(subject)
    self.facts = facts
    let graph = subject.analysis.graph
    var contents = groups.groups.map { Content.tasks($0) }
    var edges: [LayoutEdge] = []
    var known: Set<LayoutEdge> = []
    let marks = CycleMarks(graph, node: groups.number)
    onCycles = marks.tasks
    func add(from: Int, to: Int) {
      let edge = LayoutEdge(from: from, to: to)
      if known.insert(edge).inserted { edges.append(edge) }
    }
    for position in graph.order {
      let to = groups.number[position]
      for edge in graph.upstream[position] {
        add(from: groups.number[edge.upstream], to: to)
      }
    }
    for position in graph.order where graph.tasks[position].hasUnknownUpstream {
      let to = groups.number[position]
      guard groups.groups[to].first == position else { continue }
      add(from: contents.count, to: to)
      contents.append(.unknown(reader: position))
    }
    var missing: [TaskName: Int] = [:]
    for reference in subject.missing {
      let from = missing[reference.name] ?? contents.count
      if from == contents.count { contents.append(.missing(reference.name)) }
      missing[reference.name] = from
      add(from: from, to: groups.number[reference.task])
    }
    let layout = LayeredLayout(
      LayoutInput(boxes: contents.map { BoxText($0, facts).size }, edges: edges))
    size = layout.size
    nodes = zip(contents, layout.frames).map { Node(content: $0, frame: $1) }
    self.edges = edges.indices.map { index in
      Edge(
        from: edges[index].from, to: edges[index].to, points: layout.routes[index],
        isReversed: layout.isReversed[index], isOnCycle: marks.edges.contains(edges[index]),
        isUncertain: edges[index].from >= groups.groups.count)
    }
  }
}

/// What is known of the tasks of a picture.
struct DrawnFacts {
  let subject: GraphSubject
  /// Of every task how many errors and warnings speak of it.
  let counts: [FindingCount]
  /// Of every task its state; empty where nobody asked, or where nothing has ever run: then there is
  /// nothing to tell.
  let states: [DrawnState]

  init(_ subject: GraphSubject) {
    self.subject = subject
    var findings: [TaskName: [Diagnostic]] = [:]
    for finding in subject.analysis.diagnostics {
      if let task = finding.task { findings[task, default: []].append(finding) }
    }
    counts = subject.analysis.graph.tasks.map { FindingCount(findings[$0.name] ?? []) }
    let states = subject.statuses.map(DrawnState.init)
    self.states = states.contains { $0 == .fresh || $0 == .outdated } ? states : []
  }
}

/// Whether a task has to run again, as pictures tell it.
enum DrawnState: String, CaseIterable, Hashable {
  case fresh, outdated, never, unknown

  init(_ status: TaskStatus) {
    if status.lastRun == nil, status.isOutdated != false {
      self = status.isOutdated == nil ? .unknown : .never
    } else {
      self = status.isOutdated.map { $0 ? .outdated : .fresh } ?? .unknown
    }
  }

  /// For people.
  var words: String {
    switch self {
    case .fresh: "up to date"
    case .outdated: "outdated"
    case .never: "never run"
    case .unknown: "cannot be told"
    }
  }
}
