package import SluicePipeline

/// The reference page of `sluice.yaml`, from the table of its keys. The same table gives the same bytes.
package func configurationPage(_ keys: [ConfigurationKey]) -> String {
  let variables = ConfigurationVariable.all(keys)
  // One of each depth shows how the names are made.
  let examples = [1, 2, 3].compactMap { depth in variables.first { $0.path.count == depth } }
    .map { "`\($0.path.joined(separator: "."))` is `\($0.name)`" }.joined(separator: ", ")
  var text = """
    # `sluice.yaml`

    It stands beside `pipeline.yaml`, and everything in it is optional: without it, every key has its
    default. A key or a value that is not of this list is a finding
    ([SL010](rules/SL010-configuration-key.md), [SL011](rules/SL011-configuration-value.md)). Editors that
    read JSON schemas find one in [`schemas/sluice.json`](schemas/sluice.json). `sluice init` writes the
    file with every key as a comment.

    Flags win over environment variables, those over the file, and that over the defaults. Keys with a
    single value have a variable: \(examples). An empty one counts as
    none; a value that the key does not take ends the program with 2. `sluice config` shows what holds
    for every key, and where it comes from.

    ```yaml
    # sluice.yaml
    rules:
      dynamic-upstream: error
    ignore:
      - path: legacy/*
        rules: [unknown-upstream]
        because: it is replaced this quarter
    ```


    """
  text += configurationTable(keys)
  return text
}

/// The table of keys, with a line for each: sections that have many keys in common say so, instead of
/// repeating them.
func configurationTable(_ keys: [ConfigurationKey]) -> String {
  var text = "| key | value | default | |\n| --- | --- | --- | --- |\n"
  var known: [ConfigurationKey: String] = [:]
  func add(_ keys: [ConfigurationKey], below path: String) {
    var shared: [String: [String]] = [:]
    for key in keys { if let owner = known[key] { shared[owner, default: []].append(key.name) } }
    for key in keys {
      let name = path + key.name
      if let owner = known[key], let names = shared[owner], names.count >= 5 {
        guard names.first == key.name else { continue }
        let all = names.map { "`\($0)`" }.joined(separator: ", ")
        text += "| `\(path)*` | \(all) | | As `\(owner)*` has them. |\n"
        continue
      }
      known[key] = path
      let cells = [key.shape.words, key.byDefault, key.summary].map { cell in
        cell.replacing("|", with: "\\|")
      }
      text += "| `\(name)` | \(cells.joined(separator: " | ")) |\n"
      if let inner = innerKeys(key.shape) { add(inner.keys, below: name + inner.suffix) }
    }
  }
  add(keys, below: "")
  return text
}

/// The keys of the section behind a key, and what leads to them from its name.
private func innerKeys(
  _ shape: ConfigurationShape
) -> (keys: [ConfigurationKey], suffix: String)? {
  switch shape {
  case .text, .flag, .choice, .size, .count, .duration, .raw: nil
  case .either(let shapes): shapes.lazy.compactMap(innerKeys).first
  case .section(let keys): (keys, ".")
  case .list(let element): innerKeys(element).map { ($0.keys, "[]" + $0.suffix) }
  case .mapping(_, let values): innerKeys(values).map { ($0.keys, ".*" + $0.suffix) }
  }
}

/// The JSON schema (draft 7) of `sluice.yaml`, for editors.
package func configurationSchema(_ keys: [ConfigurationKey]) -> String {
  var members: [JSONValue.Member] = [
    .init("$schema", .string("http://json-schema.org/draft-07/schema#")),
    .init("title", .string("sluice.yaml")),
  ]
  if case .object(let section) = schema(of: .section(keys)) { members += section }
  return JSONValue.object(members).document
}

private func schema(of shape: ConfigurationShape) -> JSONValue {
  switch shape {
  case .text, .size, .duration:
    return .object(["type": .array([.string("string"), .string("number")])])
  case .count: return .object(["type": .string("integer"), "minimum": .int(0)])
  case .raw: return .object([])
  case .either(let shapes): return .object(["anyOf": .array(shapes.map(schema))])
  case .flag: return .object(["type": .string("boolean")])
  case .choice(let words):
    // Editors read `off` as YAML 1.1 does, or as YAML 1.2 does.
    let values = words.map(JSONValue.string) + (words.contains("off") ? [.bool(false)] : [])
    return .object(["enum": .array(values)])
  case .list(let element):
    let one = schema(of: element)
    return .object([
      "anyOf": .array([.object(["type": .string("array"), "items": one]), one])
    ])
  case .mapping(_, let values):
    return .object(["type": .string("object"), "additionalProperties": schema(of: values)])
  case .section(let keys):
    let properties = keys.map { key -> JSONValue.Member in
      guard case .object(let members) = schema(of: key.shape) else { return .init(key.name, .null) }
      return .init(key.name, .object(members + [.init("description", .string(key.summary))]))
    }
    var members: [JSONValue.Member] = [
      .init("type", .string("object")), .init("additionalProperties", .bool(false)),
      .init("properties", .object(properties)),
    ]
    let required = keys.filter(\.isRequired).map { JSONValue.string($0.name) }
    if !required.isEmpty { members.append(.init("required", .array(required))) }
    return .object(members)
  }
}
