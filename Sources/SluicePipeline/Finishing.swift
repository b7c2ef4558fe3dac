import SluiceCore

/// The findings as a report shows them: each once, with the tasks that it keeps from running, sorted
/// by path, offset and code.
func finished(_ found: [Diagnostic], _ analysis: Analysis) -> [Diagnostic] {
  let reach = Reach(analysis.graph)
  var positions: [TaskName: Int] = [:]
  var readers: [Int: [Int]] = [:]
  for (position, task) in analysis.tasks.enumerated() {
    if positions[task.spec.name] == nil { positions[task.spec.name] = position }
    if let file = task.source.file { readers[file, default: []].append(position) }
  }
  var seen: Set<Diagnostic> = []
  var result: [Diagnostic] = []
  for var finding in found where seen.insert(finding).inserted {
    if finding.kind.severity == .error, finding.blocks.isEmpty {
      var touched: [Int] = []
      if let task = finding.task {
        touched = positions[task].map { [$0] } ?? []
      } else if finding.range.file != 0 {
        touched = readers[finding.range.file] ?? []
        if touched.count == 1, let only = touched.first {
          finding.task = analysis.tasks[only].spec.name
        }
      }
      finding.blocks = reach.closure(of: touched).map { analysis.tasks[$0].spec.name }
    }
    result.append(finding)
  }
  let paths = analysis.sources.files.map(\.path)
  func key(_ finding: Diagnostic) -> (String, Int, String, Int) {
    (
      paths[finding.range.file], finding.range.bytes.lowerBound, finding.kind.code,
      finding.range.bytes.upperBound
    )
  }
  // `sort` keeps no order among equals that a reader could rely on: the position decides last.
  return result.enumerated()
    .sorted { (key($0.element), $0.offset) < (key($1.element), $1.offset) }
    .map(\.element)
}

private func < (
  left: ((String, Int, String, Int), Int), right: ((String, Int, String, Int), Int)
) -> Bool {
  left.0 == right.0 ? left.1 < right.1 : left.0 < right.0
}
