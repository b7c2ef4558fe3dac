import SluiceCore

extension PipelineGraph {
  /// Names the graph's shape in 64 hexadecimal digits: each task's name, class, source and upstream, in
  /// declared order. Products and params stay out of it, as placeholders can make them differ from one
  /// machine to the next, while the shape is the same.
  package var digest: String {
    var hash = SHA256()
    for (task, edges) in zip(tasks, upstream) {
      let names = edges.map { tasks[$0.upstream].name.text }.sorted()
      for part in [task.name.text, task.className, task.source] + names {
        // No text holds a zero byte that could make two lists of parts look the same.
        hash.update((Array(part.utf8) + [0]).span)
      }
      hash.update(([0x0A] as [UInt8]).span)
    }
    return hash.finish()
  }
}
