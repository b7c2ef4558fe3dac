/// The bytes of one document in UTF-8, with a line end at the end. The same value gives the same
/// bytes: block style, two spaces, entries as ordered, no line folded. Each line of `header` becomes
/// a comment on top; line ends and control characters in it are dropped.
///
/// Values deeper than a few thousand levels are a mistake of the caller.
package func yamlBytes(_ value: YAMLValue, header: [String] = []) -> [UInt8] {
  var emitter = EventEmitter()
  emitter.begin()
  write(value, to: &emitter)
  emitter.end()
  var bytes: [UInt8] = []
  for line in header { bytes += commentLine(line) }
  return bytes + emitter.bytes
}

private func write(_ value: YAMLValue, to emitter: inout EventEmitter) {
  switch value {
  case .null: emitter.scalar("null", .plain)
  case .bool(let value): emitter.scalar(value ? "true" : "false", .plain)
  case .int(let value): emitter.scalar(String(value), .plain)
  case .string(let text): emitter.scalar(text, inlineStyle(of: text))
  case .block(let text):
    emitter.scalar(text, canBeLiteral(text) ? .literal : inlineStyle(of: text))
  case .sequence(let items):
    emitter.sequence(isEmpty: items.isEmpty)
    for item in items { write(item, to: &emitter) }
    emitter.endSequence()
  case .mapping(let entries):
    emitter.mapping(isEmpty: entries.isEmpty)
    for entry in entries {
      emitter.scalar(entry.key, inlineStyle(of: entry.key))
      write(entry.value, to: &emitter)
    }
    emitter.endMapping()
  }
}

private func commentLine(_ line: String) -> [UInt8] {
  var text = ""
  for scalar in line.unicodeScalars where isPrintable(scalar) || scalar == "\t" {
    text.unicodeScalars.append(scalar)
  }
  return Array((text.isEmpty ? "#" : "# " + text).utf8) + [0x0A]
}
