import Glibc
import SluiceCore
import SluiceYAML

/// Prints one line per file: the tree as JSON in which each value names its Python type, or
/// `error LINE` where `safe_load` should raise. A path of `-` reads a list of paths from the input.
func yamlOutline(_ paths: [String]) {
  for path in paths {
    if path == "-" {
      while let line = readLine() { print(yamlOutline(ofFileAt: line)) }
    } else {
      print(yamlOutline(ofFileAt: path))
    }
  }
}

/// Prints the tree of each file as the writer writes it, with a line `...` behind each: every text is
/// a block where the writer can make one if the file's name ends in `.block.yaml`. A path of `-` reads
/// a list of paths from the input.
func yamlRewrite(_ paths: [String]) {
  for path in paths {
    if path == "-" {
      while let line = readLine() { rewrite(line) }
    } else {
      rewrite(path)
    }
  }
}

private func rewrite(_ path: String) {
  guard let bytes = fileBytes(path), let root = parseYAML(bytes, file: 0).root else { return }
  let value = writable(root, asBlock: path.hasSuffix(".block.yaml"))
  print(String(decoding: yamlBytes(value), as: UTF8.self) + "...")
}

private func writable(_ node: Node, asBlock: Bool) -> YAMLValue {
  switch node.value {
  case .sequence(let items): return .sequence(items.map { writable($0, asBlock: asBlock) })
  case .mapping(let entries):
    return .mapping(
      lastOfEachKey(entries).map { YAMLEntry($0.key.text, writable($0.value, asBlock: asBlock)) })
  case .scalar(let scalar):
    switch scalar.resolved {
    case .null: return .null
    case .bool(let value): return .bool(value)
    case .int(let digits): return Int(digits).map { .int($0) } ?? .string(scalar.text)
    case .float, .timestamp: return .string(scalar.text)
    case .string: return asBlock ? .block(scalar.text) : .string(scalar.text)
    }
  }
}

private func yamlOutline(ofFileAt path: String) -> String {
  guard let bytes = fileBytes(path) else { return "unreadable" }
  let document = parseYAML(bytes, file: 0)
  if let error = document.diagnostics.first(where: { $0.kind.severity == .error }) {
    let line = LineTable(bytes).line(at: error.range.bytes.lowerBound) + 1
    return "error \(line) \(error.message)"
  }
  guard let root = document.root else { return #"{"null":null}"# }
  var text = ""
  appendOutline(of: root, to: &text)
  return text
}

/// Recursion is bounded by the reader's limit of depth.
private func appendOutline(of node: Node, to text: inout String) {
  switch node.value {
  case .scalar(let scalar): text += outline(of: scalar)
  case .sequence(let items):
    text += #"{"seq":["#
    for (index, item) in items.enumerated() {
      if index > 0 { text += "," }
      appendOutline(of: item, to: &text)
    }
    text += "]}"
  case .mapping(let entries):
    text += #"{"map":["#
    for (index, entry) in lastOfEachKey(entries).enumerated() {
      text += index > 0 ? ",[" : "["
      appendOutline(of: entry.key, to: &text)
      text += ","
      appendOutline(of: entry.value, to: &text)
      text += "]"
    }
    text += "]}"
  }
}

/// As a Python dictionary has them: the first key's place, the last key's value.
private func lastOfEachKey(_ entries: [Node.Entry]) -> [Node.Entry] {
  var kept: [Node.Entry] = []
  var positions: [String: Int] = [:]
  for entry in entries {
    let key = identity(of: entry.key)
    if let position = positions[key] {
      kept[position].value = entry.value
    } else {
      positions[key] = kept.count
      kept.append(entry)
    }
  }
  return kept
}

/// Equal for keys that are one key to Python: `1`, `1.0` and `true`.
private func identity(of key: Node) -> String {
  switch key.scalar?.resolved {
  case .bool(let value): return value ? #"{"int":"1"}"# : #"{"int":"0"}"#
  case .float(let value):
    if let whole = Int64(exactly: value) { return #"{"int":"\#(whole)"}"# }
  case .null, .int, .timestamp, .string, nil: break
  }
  var text = ""
  appendOutline(of: key, to: &text)
  return text
}

private func outline(of scalar: Scalar) -> String {
  switch scalar.resolved {
  case .null: #"{"null":null}"#
  case .bool(let value): #"{"bool":\#(value)}"#
  case .int(let digits): #"{"int":"\#(digits)"}"#
  case .float(let value):
    value.isNaN ? #"{"float":"nan"}"# : #"{"float":"\#(String(value.bitPattern, radix: 16))"}"#
  case .timestamp(let text): #"{"time":"\#(text)"}"#
  case .string: #"{"str":\#(quoted(scalar.text))}"#
  }
}

private func quoted(_ text: String) -> String {
  var quoted = "\""
  for scalar in text.unicodeScalars {
    if scalar == "\"" || scalar == "\\" {
      quoted += "\\"
      quoted.unicodeScalars.append(scalar)
    } else if scalar.value < 0x20 || scalar.value >= 0x7F {
      quoted += "\\{" + String(scalar.value, radix: 16) + "}"
    } else {
      quoted.unicodeScalars.append(scalar)
    }
  }
  return quoted + "\""
}
