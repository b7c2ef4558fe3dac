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
  /// What nesting costs; `nil` without any. The numbers are places in the graph's order.
  var added: AddedWaiting?
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
  /// That of a run that has these tasks. A task whose template, one of `pods`, may be tried again has a
  /// node more.
  init(_ object: YAMLValue, _ tasks: [SpecTask], _ dags: DAGTemplates, pods: [YAMLValue]) {
    self.object = jsonSize(object)
    let retried = Set(pods.filter { $0["retryStrategy"] != nil }.compactMap { $0["name"] })
    let retries = tasks.count { $0.fields.value["template"].map(retried.contains) ?? false }
    nodes = tasks.count + retries + dags.dag.groups.count
    edges = tasks.reduce(0) { $0 + $1.upstream.count }
    given = tasks.reduce(0) { sum, task in
      sum + max(0, (task.fields.value["arguments"].map(jsonSize) ?? 0) - ObjectSize.usuallyGiven)
    }
  }

  /// Bytes of arguments that the estimates of a node's state have in them.
  private static let usuallyGiven = 100
}
