import SluiceCore
import SluiceScan

/// A text with placeholders, parsed once however often it stands in the file.
struct PlaceholderText {
  let template: JinjaTemplate
  /// What Jinja refuses.
  let error: JinjaError?
  /// Names that it asks for, sorted.
  let names: [String]

  init(_ text: String) {
    template = JinjaTemplate(Array(text.utf8))
    let asked = template.errors.isEmpty ? template.undeclaredVariables() : []
    // A text that asks for no name is not rendered, and may hold what rendering would refuse.
    let error = template.errors.first ?? (asked.isEmpty ? nil : template.raiseError)
    self.error = error
    names = error == nil ? asked : []
  }
}

/// Where the parts of a text stand in its file.
struct PlaceInText {
  private let whole: SourceRange
  private let offset: Int?
  private let count: Int

  /// Where the file has the text as it is, with or without quotes, its parts have places of their own.
  init(_ range: SourceRange, textCount: Int) {
    whole = range
    count = textCount
    let slack = range.bytes.count - textCount
    offset = slack == 0 || slack == 2 ? range.bytes.lowerBound + slack / 2 : nil
  }

  subscript(part: Range<Int>) -> SourceRange {
    guard let offset, !part.isEmpty, part.upperBound <= count else { return whole }
    return SourceRange(
      file: whole.file, bytes: (offset + part.lowerBound)..<(offset + part.upperBound))
  }
}

extension JinjaTemplate {
  /// `raise` is a statement of tasks' sources only.
  fileprivate var raiseError: JinjaError? {
    for node in nodes {
      if case .raise = node.kind {
        return JinjaError(
          "there is no statement 'raise' here", at: node.range,
          help: "only the sources of tasks can use it")
      }
    }
    return nil
  }

  /// Where the name is read first.
  func firstRange(of name: String) -> Range<Int>? {
    nodes.filter { $0.kind == .name(name, .load) }.map(\.range).min {
      $0.lowerBound < $1.lowerBound
    }
  }

  /// A key that is looked up: in what, and where.
  struct KeyOwner {
    var name: String
    /// Keys that lead from the name's value to the one that should hold the key.
    var path: [String]
    /// The key.
    var range: Range<Int>
  }

  /// What the lookup at `range` looks into, if only constant keys lead there from a name.
  func owner(at range: Range<Int>) -> KeyOwner? {
    guard let node = nodes.last(where: { $0.range == range && $0.isLookup }) else { return nil }
    switch node.kind {
    case .attribute(let target, _, let nameRange):
      return chain(target).map {
        KeyOwner(name: $0[0], path: Array($0.dropFirst()), range: nameRange)
      }
    case .item(let target, let key):
      return chain(target).map {
        KeyOwner(name: $0[0], path: Array($0.dropFirst()), range: self[key].range)
      }
    default: return nil
    }
  }

  /// The name and the keys of `name.key['key']`; never empty.
  private func chain(_ id: JinjaNode.ID) -> [String]? {
    switch self[id].kind {
    case .name(let name, .load): [name]
    case .attribute(let target, let name, _): chain(target).map { $0 + [name] }
    case .item(let target, let key):
      constantText(key).flatMap { text in chain(target).map { $0 + [text] } }
    default: nil
    }
  }
}

extension JinjaNode {
  fileprivate var isLookup: Bool {
    switch kind {
    case .attribute, .item: true
    default: false
    }
  }
}

extension PlaceholderValues.Value {
  var known: ParameterValue? {
    if case .known(let value) = self { value } else { nil }
  }
}

extension ParameterValue {
  func member(_ key: String) -> ParameterValue? {
    guard case .mapping(let entries) = self else { return nil }
    return entries.last { $0.key == key }?.value
  }

  var keys: [String]? {
    guard case .mapping(let entries) = self else { return nil }
    return entries.map(\.key)
  }
}

extension TemplateValue {
  /// A parameter as a template sees it. A key that looks like a whole number is one: a mapping does not
  /// keep how its keys were written.
  package init(_ value: ParameterValue) {
    switch value {
    case .null: self = .null
    case .bool(let value): self = .boolean(value)
    case .int(let digits): self = .integer(digits)
    case .float(let value): self = .float(value)
    case .string(let text): self = .string(text)
    case .list(let values): self = .list(values.map { TemplateValue($0) })
    case .tuple(let values): self = .tuple(values.map { TemplateValue($0) })
    case .mapping(let entries):
      self = .dictionary(
        entries.map { entry in
          let isWhole = Int(entry.key).map { String($0) == entry.key } ?? false
          return Entry(
            key: isWhole ? .integer(entry.key) : .string(entry.key),
            value: TemplateValue(entry.value))
        })
    case .opaque(let words): self = .object(TemplateObject(typeName: "object", text: words))
    }
  }
}
