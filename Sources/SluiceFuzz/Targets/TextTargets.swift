import SluiceCore
import SluicePipeline
import SluiceScan
import SluiceYAML

/// YAML, read; and what was read, written and read again.
func fuzzYAML(_ input: [UInt8]) -> FuzzOutcome {
  var outcome = FuzzOutcome()
  let document = parseYAML(input, file: 0)
  outcome.note(document.diagnostics, size: input.count)
  guard let root = document.root else { return outcome }
  check(root, within: 0..<input.count, &outcome)
  guard input.count < 4096 else { return outcome }
  let value = writable(root)
  let written = yamlBytes(value)
  let again = parseYAML(written, file: 0)
  outcome.expect(
    !again.diagnostics.contains { $0.kind.severity == .error }, "what was written cannot be read")
  if let root = again.root {
    outcome.expect(yamlBytes(writable(root)) == written, "written twice, it is not the same")
  }
  return outcome
}

private func check(_ node: Node, within outer: Range<Int>, _ outcome: inout FuzzOutcome) {
  let range = node.range.bytes
  outcome.expect(
    range.lowerBound >= 0 && range.upperBound <= outer.upperBound, "a node behind the file")
  switch node.value {
  case .scalar(let scalar):
    outcome.note(5, UInt64(bitPattern: Int64(scalar.style.hashValue)), kind(of: scalar.resolved))
  case .sequence(let items):
    outcome.note(6, UInt64(min(items.count, 9)))
    for item in items { check(item, within: outer, &outcome) }
  case .mapping(let entries):
    outcome.note(7, UInt64(min(entries.count, 9)))
    for entry in entries {
      check(entry.key, within: outer, &outcome)
      check(entry.value, within: outer, &outcome)
    }
  }
}

private func kind(of resolved: Scalar.Resolved) -> UInt64 {
  switch resolved {
  case .null: 0
  case .bool: 1
  case .int: 2
  case .float: 3
  case .timestamp: 4
  case .string: 5
  }
}

/// What the writer can write of a tree: every scalar as the value that it stands for.
private func writable(_ node: Node) -> YAMLValue {
  switch node.value {
  case .sequence(let items): return .sequence(items.map(writable))
  case .mapping(let entries):
    let named = entries.map { YAMLEntry($0.key.text, writable($0.value)) }
    return .mapping(lastOfEach(named, \.key))
  case .scalar(let scalar):
    switch scalar.resolved {
    case .null: return .null
    case .bool(let value): return .bool(value)
    case .int(let digits): return Int(digits).map { .int($0) } ?? .string(scalar.text)
    case .float, .timestamp: return .string(scalar.text)
    case .string:
      return scalar.style == .literal ? .block(scalar.text) : .string(scalar.text)
    }
  }
}

func fuzzJSON(_ input: [UInt8]) -> FuzzOutcome {
  var outcome = FuzzOutcome()
  do throws(JSONError) {
    check(try JSONParser.parse(input), input, &outcome)
    _ = try JSONParser.parse(input, skippedKeys: ["outputs", "metadata"])
  } catch {
    outcome.note(error.message, of: "json")
    outcome.expect(error.range.upperBound <= input.count, "an error behind the file")
  }
  return outcome
}

private func check(_ node: JSONNode, _ input: [UInt8], _ outcome: inout FuzzOutcome) {
  outcome.expect(node.range.upperBound <= input.count, "a value behind the file")
  switch node.kind {
  case .null: outcome.note(8, 0)
  case .boolean: outcome.note(8, 1)
  case .number: outcome.note(8, 2, node.integer(in: input) == nil ? 0 : 1)
  case .string:
    outcome.note(8, 3)
    let text = node.fragment(in: input).map { String(decoding: $0.text, as: UTF8.self) }
    outcome.expect(text == node.string(in: input), "a string with two values")
  case .array(let items):
    outcome.note(9, UInt64(min(items.count, 9)))
    for item in items { check(item, input, &outcome) }
  case .object(let members):
    outcome.note(10, UInt64(min(members.count, 9)))
    for member in members { check(member.value, input, &outcome) }
  }
}

/// A template, parsed in every environment and rendered twice.
func fuzzJinja(_ input: [UInt8]) -> FuzzOutcome {
  var outcome = FuzzOutcome()
  outcome.note(scan(input, file: 0, language: .shell), size: input.count)
  let values: [String: TemplateValue] = [
    "n": .integer("7"), "s": .string("a,é"), "big": .integer(String(repeating: "9", count: 40)),
    "l": .list([.integer("1"), .float(2.5), .null, .string("<b>")]),
    "d": .dictionary([.init("k", .boolean(true)), .init("j", .tuple([.string("<")]))]),
    "product": .string("out.csv"), "upstream": .dictionary([.init("load", .string("a.csv"))]),
  ]
  for environment in [TemplateEnvironment.source, .specification, .environmentFile, .grid] {
    let template = JinjaTemplate(input, delimiters: environment.delimiters)
    for error in template.errors { outcome.note(error.message, of: "jinja") }
    _ = template.undeclaredVariables()
    let rendered = [0, 1].map { _ in
      renderTemplate(
        template, values: values, environment: environment,
        limits: TemplateLimits(steps: 3000, size: 1 << 16, depth: 12)
      ) { name in LoadedTemplate(name: name, template: template) }
    }
    outcome.expect(rendered[0] == rendered[1], "rendered twice, it is not the same")
    if case .failure(let failure) = rendered[0] {
      outcome.note(failure.words, of: "render")
      outcome.expect(failure.range.upperBound <= input.count, "a failure behind the template")
    }
  }
  return outcome
}

/// `setup.cfg`.
func fuzzSetup(_ input: [UInt8]) -> FuzzOutcome {
  var outcome = FuzzOutcome()
  do throws(SetupConfiguration.Mistake) {
    let configuration = try SetupConfiguration(input)
    for (section, values) in configuration.sections.sorted(by: { $0.key < $1.key }) {
      for key in values.keys.sorted().prefix(8) {
        _ = try configuration.value(of: key, in: section)
      }
    }
    outcome.note(11, UInt64(min(configuration.sections.count, 9)))
  } catch {
    outcome.note(error.words, of: "setup")
  }
  return outcome
}
