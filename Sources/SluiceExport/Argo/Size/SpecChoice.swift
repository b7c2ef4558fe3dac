/// The form that was chosen for a spec: the first that fits into an object of the cluster.
struct SpecChoice {
  /// The chosen form; where none fits the last one that could be made.
  private(set) var form = SpecForm.plain
  /// `nil` where not even DAGs could be made.
  private(set) var written: WrittenSpec?
  /// The one with the tasks' names; `nil` where there are too many tasks for it.
  let plain: WrittenSpec?

  var fits: Bool { written?.fits ?? false }
  var hasParts: Bool { written.map { $0.parts > 0 } ?? false }

  /// `write` makes the spec of so many tasks in a form.
  init(_ tasks: Int, write: (SpecForm) -> WrittenSpec?) {
    plain = write(.plain)
    written = plain
    if fits || tasks == 0 { return }
    take(.short, write)
    if fits { return }
    // What one task takes, on the average, says how many a part may have; the averages of parts differ.
    let each = max(1, (written?.largest?.total ?? tasks * SpecChoice.usual) / tasks)
    var size = max(2, min(tasks - 1, ObjectSize.limit * 9 / 10 / each))
    for _ in 0..<6 where !fits && size > 1 {
      take(.parts(size), write)
      size = size * 4 / 5
    }
  }

  private mutating func take(_ form: SpecForm, _ write: (SpecForm) -> WrittenSpec?) {
    guard let spec = write(form) else { return }
    self.form = form
    written = spec
  }

  /// Bytes that one task takes in a short spec and its packed state.
  private static let usual = 200
}
