/// Runs of the tasks with as many pods as they want, to see what groups cost: in one all tasks take
/// equally long, in others most are short and few long. The same tasks give the same runs.
struct TrialRuns {
  private let precedence: Precedence
  /// For each run how long each task takes.
  private let durations: [[Int]]
  /// For each run without groups.
  private let ungrouped: [Times]

  private struct Times {
    /// When tasks begin, added up.
    var begins = 0
    /// When the last one ends.
    var end = 0
  }

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
    ungrouped = runs.map { TrialRuns.times(each, upstream, $0) }
  }

  /// How much later tasks begin on the average and how much later the last one ends, all runs added up:
  /// in parts of a million of what it is without groups.
  func delay(_ grouping: Grouping) -> Int {
    zip(durations, ungrouped).reduce(0) { sum, run in
      let times = TrialRuns.times(grouping, precedence.upstream, run.0)
      let (begins, end) = (times.begins - run.1.begins, times.end - run.1.end)
      return sum + begins * 1_000_000 / max(1, run.1.begins) + end * 1_000_000 / max(1, run.1.end)
    }
  }

  private static func times(
    _ grouping: Grouping, _ upstream: [[Int]], _ durations: [Int]
  ) -> Times {
    var owners = [Int](repeating: -1, count: upstream.count)
    var ends = owners
    var groupEnds = [Int](repeating: 0, count: grouping.groups.count)
    var times = Times()
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
        times.begins += start
        ends[task] = start + durations[task]
        groupEnds[number] = max(groupEnds[number], ends[task])
      }
      times.end = max(times.end, groupEnds[number])
    }
    return times
  }
}
