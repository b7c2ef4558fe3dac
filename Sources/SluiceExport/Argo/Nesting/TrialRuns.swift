/// Runs of the tasks with as many pods as they want, to see what groups cost: in one all tasks take
/// equally long, in others most are short and few long. The same tasks give the same runs.
struct TrialRuns {
  private let precedence: Precedence
  /// For each run how long each task takes.
  private let durations: [[Int]]
  /// For each run, when tasks begin without groups, added up.
  private let begins: [Int]

  init(_ precedence: Precedence) {
    self.precedence = precedence
    var state: UInt64 = 1
    let drawn = (0..<3).map { _ in
      precedence.upstream.indices.map { _ in
        // The upper half of a linear congruential generator: each duration is half as common as the one
        // that is half as long.
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return 16 << min((state >> 33).trailingZeroBitCount, 6)
      }
    }
    durations = [[Int](repeating: 32, count: precedence.count)] + drawn
    let each = Grouping(groups: precedence.upstream.indices.map { [$0] }, added: 0)
    let (upstream, runs) = (precedence.upstream, durations)
    begins = runs.map { TrialRuns.begins(each, upstream, $0) }
  }

  /// How much later tasks begin, all in all: in parts of a million of when they begin without groups.
  func delay(_ grouping: Grouping) -> Int {
    zip(durations, begins).reduce(0) { sum, run in
      let late = TrialRuns.begins(grouping, precedence.upstream, run.0) - run.1
      return sum + late * 1_000_000 / max(1, run.1)
    }
  }

  private static func begins(
    _ grouping: Grouping, _ upstream: [[Int]], _ durations: [Int]
  ) -> Int {
    var owners = [Int](repeating: -1, count: upstream.count)
    var ends = owners
    var groupEnds = [Int](repeating: 0, count: grouping.groups.count)
    var sum = 0
    for (number, tasks) in grouping.groups.enumerated() {
      for task in tasks { owners[task] = number }
      var begin = 0
      for task in tasks {
        for other in upstream[task] where owners[other] != number {
          begin = max(begin, groupEnds[owners[other]])
        }
      }
      for task in tasks {
        var start = begin
        for other in upstream[task] where owners[other] == number {
          start = max(start, ends[other])
        }
        sum += start
        ends[task] = start + durations[task]
        groupEnds[number] = max(groupEnds[number], ends[task])
      }
    }
    return sum
  }
}
