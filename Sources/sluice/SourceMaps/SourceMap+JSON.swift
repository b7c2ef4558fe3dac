import SluiceCore
import SluiceExport
import SluiceReport
import SluiceScan

extension [SourceMap] {
  /// What their file holds.
  private static var schema: String { "sluice.map/1" }

  /// The maps of one file's objects, as `sluice.map/1`. Keys are only ever added to this schema.
  var json: JSONValue {
    .object([
      "schema": .string(Self.schema), "spec": .string(first?.spec ?? ""),
      "objects": .array(map(\.json)),
    ])
  }

  /// What the text of such a file says; `nil` if it is none.
  init?(json bytes: [UInt8]) {
    guard let root = try? JSONParser.parse(bytes) else { return nil }
    let reader = MapReader(bytes: bytes)
    guard reader.text(root["schema"]) == Self.schema, let objects = root["objects"]?.items else {
      return nil
    }
    let spec = reader.text(root["spec"]) ?? ""
    self = objects.map { reader.map($0, spec: spec) }
  }
}

extension SourceMap {
  fileprivate var json: JSONValue {
    .object([
      "kind": .string(kind), "name": .string(name),
      "nodes": .array(
        nodes.map { node in
          .object([
            "path": .string(node.path), "lines": json(node.lines), "node": .string(node.node),
            "template": .string(node.template), "role": .string(node.role.rawValue),
            "name": .string(node.name), "declared": node.declared.map(json) ?? .null,
            "source": .optional(node.source),
          ])
        }),
      "templates": .array(
        templates.map { template in
          .object([
            "path": .string(template.path), "lines": json(template.lines),
            "name": .string(template.name),
            "attempts": template.attempts.map(JSONValue.int) ?? .null,
          ])
        }),
      "settings": .array(
        settings.map {
          .object([
            "path": .string($0.path), "key": .string($0.key), "declared": json($0.origin),
          ])
        }),
    ])
  }

  private func json(_ origin: Origin) -> JSONValue {
    .object([
      "file": .string(origin.file), "line": .int(origin.position.line),
      "column": .int(origin.position.column),
    ])
  }

  private func json(_ lines: ClosedRange<Int>) -> JSONValue {
    .array([.int(lines.lowerBound), .int(lines.upperBound)])
  }
}

private struct MapReader {
  let bytes: [UInt8]

  func text(_ node: JSONNode?) -> String? { node?.string(in: bytes) }

  private func number(_ node: JSONNode?) -> Int? {
    guard let node, node.kind == .number else { return nil }
    return Int(String(decoding: bytes[node.range], as: UTF8.self))
  }

  private func lines(_ node: JSONNode?) -> ClosedRange<Int> {
    guard let items = node?.items, items.count == 2, let first = number(items[0]),
      let last = number(items[1]), first > 0, last >= first
    else { return 1...1 }
    return first...last
  }

  private func origin(_ node: JSONNode?) -> SourceMap.Origin? {
    guard let file = text(node?["file"]), let line = number(node?["line"]),
      let column = number(node?["column"])
    else { return nil }
    return SourceMap.Origin(file: file, position: .init(line: line, column: column))
  }

  func map(_ object: JSONNode, spec: String) -> SourceMap {
    SourceMap(
      spec: spec, kind: text(object["kind"]) ?? "", name: text(object["name"]) ?? "",
      nodes: (object["nodes"]?.items ?? []).compactMap(node),
      templates: (object["templates"]?.items ?? []).compactMap(template),
      settings: (object["settings"]?.items ?? []).compactMap(setting))
  }

  func node(_ node: JSONNode) -> SourceMap.Node? {
    guard let path = text(node["path"]), let name = text(node["node"]) else { return nil }
    return SourceMap.Node(
      path: path, node: name, template: text(node["template"]) ?? "",
      role: text(node["role"]).flatMap(SourceMap.Node.Role.init) ?? .operation,
      name: text(node["name"]) ?? name, declared: origin(node["declared"]),
      source: text(node["source"]), lines: lines(node["lines"]))
  }

  func template(_ node: JSONNode) -> SourceMap.Template? {
    guard let path = text(node["path"]), let name = text(node["name"]) else { return nil }
    let attempts = number(node["attempts"]).map { min(max(1, $0), 1000) }
    return SourceMap.Template(
      path: path, name: name, attempts: attempts, lines: lines(node["lines"]))
  }

  func setting(_ node: JSONNode) -> SourceMap.Setting? {
    guard let path = text(node["path"]), let origin = origin(node["declared"]) else { return nil }
    return SourceMap.Setting(path: path, key: text(node["key"]) ?? "", origin: origin)
  }
}
