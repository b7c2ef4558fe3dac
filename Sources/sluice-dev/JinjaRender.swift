import SluiceReport
import SluiceScan

/// Renders the cases of each file: a JSON array of objects with `template`, `context`, and optional
/// `strict`, `runtime` (marks are `[[ ]]`), `templates` (what includes find, by name). One line for each:
/// `text "…"`, `error Type line words`, `undefined name`, `later name`, `undecided why`,
/// `missing name`, `syntax line`.
func renderJinja(_ paths: [String]) {
  for path in paths {
    guard let bytes = fileBytes(path), let cases = try? JSONParser.parse(bytes).items else {
      print("unreadable")
      continue
    }
    for node in cases { print(oneLine(renderedCase(node, bytes))) }
  }
}

/// For each file one line: `ok`, or the line of the mistake and its words. A line `\0` between templates.
func parseJinja(_ paths: [String]) {
  for path in paths {
    guard let bytes = fileBytes(path), let cases = try? JSONParser.parse(bytes).items else {
      print("unreadable")
      continue
    }
    for node in cases {
      let source = Array((node.string(in: bytes) ?? "").utf8)
      let template = JinjaTemplate(source)
      print(
        template.errors.first.map {
          "\(line(of: $0.range, in: source)) \(oneLine($0.message))"
        } ?? "ok")
    }
  }
}

private func renderedCase(_ node: JSONNode, _ bytes: [UInt8]) -> String {
  let source = Array((node["template"]?.string(in: bytes) ?? "").utf8)
  var environment = TemplateEnvironment.source
  if node["strict"]?.kind == .boolean(false) { environment.isStrict = false }
  if node["runtime"]?.kind == .boolean(true) { environment.delimiters = .runtime }
  var values: [String: TemplateValue] = [:]
  if case .object(let members)? = node["context"]?.kind {
    for member in members { values[member.key] = templateValue(member.value, bytes) }
  }
  let loader: TemplateLoader? = node["templates"].map { templates in
    { name in
      templates[name]?.string(in: bytes).map {
        LoadedTemplate(
          name: name,
          template: JinjaTemplate(Array($0.utf8), delimiters: environment.delimiters))
      }
    }
  }
  let template = JinjaTemplate(source, delimiters: environment.delimiters)
  if let error = template.errors.first { return "syntax \(line(of: error.range, in: source))" }
  switch renderTemplate(template, values: values, environment: environment, loader: loader) {
  case .success(let text):
    return "text "
      + JSONValue.string(text).compact
  case .failure(let failure):
    let place = failure.template == nil ? line(of: failure.range, in: source) : 0
    switch failure.reason {
    case .undefined(let name, let message): return "undefined \(place) \(name) \(message)"
    case .later(let name): return "later \(place) \(name)"
    case .undecided(let why): return "undecided \(place) \(why)"
    case .error(let type, let message):
      let words = message.unicodeScalars.prefix { $0 != "\n" }
      return "error \(type) \(place) \(String(words))"
    case .missingTemplate(let names): return "missing \(place) \(names.joined(separator: ", "))"
    case .brokenTemplate(let name, let error): return "broken \(place) \(name) \(error.message)"
    }
  }
}

/// JSON, where `{"$tuple": […]}` is a tuple, `{"$dict": [[key, value], …]}` a dictionary with any keys,
/// and `{"$object": {"text": …, "attributes": {…}}}` a host object.
private func templateValue(_ node: JSONNode, _ bytes: [UInt8]) -> TemplateValue {
  switch node.kind {
  case .null: return .null
  case .boolean(let value): return .boolean(value)
  case .number:
    let text = String(decoding: bytes[node.range], as: UTF8.self)
    if text.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || (0x30...0x39).contains($0) }) {
      return .integer(text)
    }
    let value: Double? =
      switch text {
      case "NaN": .nan
      case "Infinity": .infinity
      case "-Infinity": -.infinity
      default: Double(text)
      }
    return .float(value ?? 0)
  case .string: return .string(node.string(in: bytes) ?? "")
  case .array(let items): return .list(items.map { templateValue($0, bytes) })
  case .object(let members):
    if let items = node["$tuple"]?.items { return .tuple(items.map { templateValue($0, bytes) }) }
    if let pairs = node["$dict"]?.items {
      return .dictionary(
        pairs.compactMap { pair in
          guard let parts = pair.items, parts.count == 2 else { return nil }
          return .init(key: templateValue(parts[0], bytes), value: templateValue(parts[1], bytes))
        })
    }
    if let object = node["$object"] {
      var attributes: [String: TemplateValue] = [:]
      if case .object(let members)? = object["attributes"]?.kind {
        for member in members { attributes[member.key] = templateValue(member.value, bytes) }
      }
      return .object(
        TemplateObject(
          typeName: "Host", text: object["text"]?.string(in: bytes), attributes: attributes))
    }
    if let name = node["$later"]?.string(in: bytes) { return .later(name) }
    return .dictionary(members.map { .init($0.key, templateValue($0.value, bytes)) })
  }
}

private func oneLine(_ text: String) -> String {
  var line = ""
  for scalar in text.unicodeScalars {
    line.unicodeScalars.append(scalar == "\n" || scalar == "\r" ? " " : scalar)
  }
  return line
}

/// From 1.
private func line(of range: Range<Int>, in source: [UInt8]) -> Int {
  var line = 1
  for index in 0..<min(range.lowerBound, source.count) {
    let isFeed = source[index] == 0x0A && (index == 0 || source[index - 1] != 0x0D)
    if isFeed || source[index] == 0x0D { line += 1 }
  }
  return line
}
