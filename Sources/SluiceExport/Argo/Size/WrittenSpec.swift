import SluiceYAML

/// A spec that is ready to be written, and what it will need on the cluster.
struct WrittenSpec {
  struct Object {
    var value: YAMLValue
    /// Of a run of it.
    var size: ObjectSize
  }

  /// In the order of the file: what others refer to first, what is run last.
  var objects: [Object]
  /// What nesting costs, for each list of tasks that was nested.
  var added: [AddedWaiting]
  /// How many DAGs there are beside the first ones.
  var groups: Int
  /// How many workflows the run starts; none where it is one itself.
  var parts: Int

  var fits: Bool { objects.allSatisfy(\.size.fits) }

  /// The largest object.
  var largest: ObjectSize? { objects.map(\.size).max { $0.total < $1.total } }

  /// The whole file, UTF-8: one document after another.
  func bytes(header: [String]) -> [UInt8] {
    objects.enumerated().flatMap { number, object in
      (number == 0 ? [] : Array("---\n".utf8))
        + yamlBytes(object.value, header: number == 0 ? header : [])
    }
  }
}

extension ObjectSize {
  /// That of a run that has these tasks, of which each may have a pod that is tried again.
  init(_ object: YAMLValue, _ tasks: [SpecTask], _ dags: DAGTemplates) {
    self.object = jsonSize(object)
    nodes = tasks.count + dags.dag.groups.count
    edges = tasks.reduce(0) { $0 + $1.upstream.count }
  }
}
