/// When groups begin and end if all tasks take one step.
struct StepSchedule {
  private let begins: [Int]
  private let ends: [Int]
  /// How many tasks run after each group.
  private let followers: [Int]
  private let sizes: [Int]

  /// `members` are each group's tasks, ascending; `after` has for each group those that run after it.
  init(_ quotient: Quotient, _ members: [[Int]], _ owners: [Int], after: BitRows, _ tangle: Tangle)
  {
    sizes = quotient.sizes
    followers = sizes.indices.map { after.weight($0, quotient.sizes) }
    var begins = [Int](repeating: 0, count: sizes.count)
    var ends = begins
    var times = [Int](repeating: 0, count: owners.count)
    for group in quotient.order {
      var begin = 0
      quotient.upstream.forEach(in: group) { begin = max(begin, ends[$0]) }
      begins[group] = begin
      ends[group] = begin
      for task in members[group] {
        var start = begin
        for other in tangle.precedence.upstream[task] where owners[other] == group {
          start = max(start, times[other])
        }
        times[task] = start + 1
        ends[group] = max(ends[group], start + 1)
      }
    }
    self.begins = begins
    self.ends = ends
  }

  /// How many steps later tasks begin if the two groups become one, roughly: their own, and those behind
  /// them. `isOrdered` where the second one waits for the first, and `upstream` is what it waits for.
  func delay(_ first: Int, _ second: Int, isOrdered: Bool, upstream: BitRows) -> Int {
    var begin = max(begins[first], begins[second])
    if isOrdered {
      begin = begins[first]
      upstream.forEach(in: second) { if $0 != first { begin = max(begin, ends[$0]) } }
    }
    let lengths = (ends[first] - begins[first], ends[second] - begins[second])
    let end = begin + (isOrdered ? lengths.0 + lengths.1 : max(lengths.0, lengths.1))
    let later = max(0, (isOrdered ? begin + lengths.0 : begin) - begins[second])
    let own = (begin - begins[first]) * sizes[first] + later * sizes[second]
    let behind = followers[first] - (isOrdered ? sizes[second] : 0)
    return own + max(0, end - ends[first]) * behind + max(0, end - ends[second]) * followers[second]
  }
}
