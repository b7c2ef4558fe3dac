import SluicePipeline

/// The JSON schema (draft 7) of `pipeline.yaml`, for editors: what can be said of the file alone, from
/// the table of keys. Where Ploomber takes any value, a text for a flag say, it asks for the kind that
/// the key is for.
package func specificationSchema() -> String {
  JSONValue.object([
    "$schema": .string("http://json-schema.org/draft-07/schema#"),
    "title": .string("pipeline.yaml"),
    "description": .string("A pipeline of Ploomber; the tasks alone, or a mapping."),
    "anyOf": .array([.reference("tasksWithProducts"), .reference("pipeline")]),
    "definitions": definitions,
  ]).document
}

private var definitions: JSONValue {
  let withProduct = JSONValue.object([
    "allOf": .array([.reference("task"), .object(["required": .array([.string("product")])])])
  ])
  return .object([
    "placeholder": .object([
      "type": .string("string"), "pattern": .string("\\{\\{.*\\}\\}"),
      "description": .string("A value of env.yaml."),
    ]),
    // What Python counts as empty, or Ploomber casts to nothing.
    "nothing": .object([
      "enum": .array([
        .null, .bool(false), .int(0), .string(""), .string("None"), .string("null"), .array([]),
        .object([JSONValue.Member]()),
      ])
    ]),
    "function": function,
    "tasksWithProducts": list(of: withProduct),
    "tasksWithoutProducts": list(of: .object(["anyOf": .array([.reference("task"), .text])])),
    "task": task,
    "pipeline": pipeline,
  ])
}

private func list(of element: JSONValue) -> JSONValue {
  .object(["type": .string("array"), "items": element])
}

/// Products are declared with the tasks, unless `meta.extract_product` may say that sources do.
private var pipeline: JSONValue {
  func tasks(_ name: String) -> JSONValue {
    .object(["properties": .object(["tasks": .reference(name)])])
  }
  let extractsProducts = JSONValue.object([
    "properties": .object([
      "meta": .object([
        "type": .string("object"), "required": .array([.string("extract_product")]),
      ])
    ]),
    "required": .array([.string("meta")]),
  ])
  let alone = JSONValue.object([
    "required": .array([.string("location")]), "maxProperties": .int(1),
  ])
  var members = section(SpecKeys.topTable)
  members += [
    .init(
      "anyOf", .array([.object(["required": .array([.string("tasks")])]), alone])),
    .init("if", extractsProducts), .init("then", tasks("tasksWithoutProducts")),
    .init("else", tasks("tasksWithProducts")),
  ]
  return .object(members)
}

/// A task: all keys, less those of other classes where it names its own.
private var task: JSONValue {
  let keys = SpecKeys.taskTable + SpecKeys.classTable
  let shared = SpecKeys.taskTable.map(\.name)
  var seen: Set<String> = []
  var members = section(keys.filter { seen.insert($0.name).inserted })
  members.append(.init("required", .array([.string("source")])))
  let classes = TaskClass.allCases.filter(\.isUsable).map { taskClass -> JSONValue in
    .object([
      "if": .object([
        "properties": .object(["class": .object(["const": .string(taskClass.rawValue)])]),
        "required": .array([.string("class")]),
      ]),
      "then": .object([
        "propertyNames": .object([
          "enum": .array((shared + taskClass.ownKeys).map(JSONValue.string))
        ])
      ]),
    ])
  }
  members.append(.init("allOf", .array(classes)))
  return .object(members)
}

private var function: JSONValue {
  let path = JSONValue.object([
    "type": .string("string"), "pattern": .string("\\.|\\{\\{"),
    "description": .string("module.function"),
  ])
  let call = JSONValue.object([
    "type": .string("object"), "required": .array([.string("dotted_path")]),
    "properties": .object(["dotted_path": path]),
    "description": .string("dotted_path, and keyword arguments."),
  ])
  return .object(["anyOf": .array([path, call, .reference("nothing")])])
}

private func section(_ keys: [SpecKey]) -> [JSONValue.Member] {
  let properties = keys.map { key -> JSONValue.Member in
    var members: [JSONValue.Member] = []
    if case .object(let own) = schema(of: key.shape) { members = own }
    // What stands beside a `$ref` does not count.
    if members.first?.key == "$ref" { members = [.init("allOf", .array([.object(members)]))] }
    return .init(key.name, .object(members + [.init("description", .string(key.summary))]))
  }
  return [
    .init("type", .string("object")), .init("additionalProperties", .bool(false)),
    .init("properties", .object(properties)),
  ]
}

private func schema(of shape: SpecShape) -> JSONValue {
  switch shape {
  case .any: .object([JSONValue.Member]())
  case .text: .text
  case .flag: .orPlaceholder(.object(["type": .types("boolean", "number")]))
  case .number: .orPlaceholder(.object(["type": .string("number")]))
  case .choice(let words):
    .orPlaceholder(.object(["enum": .array(words.map(JSONValue.string))]))
  case .function: .reference("function")
  case .list(let element):
    .object([
      "anyOf": .array([list(of: schema(of: element)), schema(of: element), .reference("nothing")])
    ])
  case .mapping(let keys, let values): mapping(keys, values)
  case .section(let keys):
    .object(["anyOf": .array([.object(section(keys)), .reference("nothing")])])
  case .oneOf(let shapes): .object(["anyOf": .array(shapes.map(schema))])
  case .product: product
  }
}

private func mapping(_ keys: [String], _ values: SpecShape) -> JSONValue {
  var members: [JSONValue.Member] = [
    .init("type", .string("object")), .init("additionalProperties", schema(of: values)),
  ]
  if !keys.isEmpty {
    members.append(
      .init("propertyNames", .object(["enum": .array(keys.map(JSONValue.string))])))
  }
  return .orPlaceholder(.object(members))
}

private var product: JSONValue {
  let relation = JSONValue.object([
    "type": .string("array"), "minItems": .int(2), "maxItems": .int(3),
    "items": .object(["type": .types("string", "null")]),
    "description": .string("[name, table] or [schema, name, view]"),
  ])
  let one: [JSONValue] = [.type("string"), relation]
  let several = JSONValue.object([
    "type": .string("object"), "additionalProperties": .object(["anyOf": .array(one)]),
    "description": .string("Several products, by name."),
  ])
  return .object(["anyOf": .array(one + [several])])
}

extension JSONValue {
  /// A text; Ploomber reads some numbers as such.
  fileprivate static let text = JSONValue.object(["type": types("string", "number", "null")])

  fileprivate static func type(_ name: String) -> JSONValue { .object(["type": .string(name)]) }

  fileprivate static func types(_ names: String...) -> JSONValue { .array(names.map(string)) }

  fileprivate static func reference(_ name: String) -> JSONValue {
    .object(["$ref": .string("#/definitions/\(name)")])
  }

  fileprivate static func orPlaceholder(_ value: JSONValue) -> JSONValue {
    .object(["anyOf": .array([value, .reference("placeholder"), .reference("nothing")])])
  }
}
