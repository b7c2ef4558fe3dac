import SluiceYAML

/// How large one object gets on the cluster. Kubernetes keeps it as JSON, with the state of its run; the
/// controller packs the state (gzip, base 64) when it gets long, and gives up when the object has more
/// than a MiB all the same, unless it has a database for states.
struct ObjectSize: Hashable {
  /// Bytes of JSON, without its state.
  var object: Int
  /// Nodes that its state has: one for each task, each DAG, and each try of a task that may be tried
  /// again.
  var nodes: Int
  /// Dependencies between them.
  var edges: Int
  /// Bytes of what tasks are given, as far as that is more than a name: the state repeats it.
  var given = 0

  /// What one object may have, in bytes.
  static let limit = 1 << 20

  /// An estimate of the state as it is; measured with states of 200 to 5 000 nodes.
  var state: Int { nodes * 680 + edges * 30 + given }
  /// An estimate of the packed state, 64 to 105 bytes for each node when measured, and a bit more.
  var packed: Int { nodes * 64 + edges * 11 + nodes / 16 + given / 6 }

  /// What has to stay within the limit.
  var total: Int { object + packed }
  var fits: Bool { total <= ObjectSize.limit }
}

/// The bytes of the value as JSON without spaces, as Go writes it: `<`, `>`, `&` and two line ends are
/// escaped.
func jsonSize(_ value: YAMLValue) -> Int {
  switch value {
  case .null: 4
  case .bool(let value): value ? 4 : 5
  case .int(let value): String(value).utf8.count
  case .string(let text), .block(let text): jsonSize(text)
  case .sequence(let items): items.reduce(1 + max(1, items.count)) { $0 + jsonSize($1) }
  case .mapping(let entries):
    entries.reduce(1 + max(1, entries.count)) { $0 + jsonSize($1.key) + 1 + jsonSize($1.value) }
  }
}

private func jsonSize(_ text: String) -> Int {
  var size = 2
  for byte in text.utf8 {
    switch byte {
    case 0x22, 0x5C, 0x0A, 0x0D, 0x09: size += 2
    case 0x00..<0x20, 0x3C, 0x3E, 0x26: size += 6
    default: size += 1
    }
  }
  return size
}
