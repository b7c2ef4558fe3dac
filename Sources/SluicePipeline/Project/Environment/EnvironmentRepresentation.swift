import SluiceCore
import SluiceScan
import SluiceYAML

/// What Ploomber's command line cannot read though YAML and Jinja can: it looks for placeholders in the
/// text that Python's `repr` makes of each mapping and list around a value, where `[[1], [2]]` is a
/// placeholder that does not end, and a quote inside `{{…}}` may have a backslash before it.
struct EnvironmentRepresentation {
  private(set) var finding: Diagnostic?
  private var text: [UInt8] = []
  /// Where each node begins in `text`.
  private var places: [(offset: Int, range: SourceRange)] = []
  /// Collections inside collections are written again and again; more bytes than this are not looked at.
  private var room = 1 << 20

  init(_ root: Node) {
    look(at: root)
  }

  /// Checks the collections that hold single values themselves, innermost last.
  private mutating func look(at node: Node) {
    let children = node.sequence ?? node.mapping?.map(\.value) ?? []
    guard finding == nil, !children.isEmpty, room > 0 else { return }
    if children.contains(where: { $0.scalar != nil }) { check(node) }
    for child in children { look(at: child) }
  }

  private mutating func check(_ node: Node) {
    text = [UInt8(ascii: "(")]
    places = []
    write(node)
    room -= text.count
    for delimiters in [JinjaDelimiters.standard, .runtime] {
      guard finding == nil, mayHoldTemplate(text) else { return }
      guard let error = JinjaTemplate(text, delimiters: delimiters).errors.first else { continue }
      let place = places.last { $0.offset <= error.range.lowerBound }?.range ?? node.range
      finding = Diagnostic(
        kind: .environmentValue, range: place,
        message: "Ploomber's command line takes this for a broken placeholder: \(error.message)",
        help:
          "it looks for placeholders in Python's writing of the values: keep lists out of lists, "
          + "and quotes and line ends out of '{{…}}'")
    }
  }

  private mutating func write(_ node: Node) {
    places.append((text.count, node.range))
    switch node.value {
    case .scalar(let scalar):
      text += Array(
        (scalar.resolved == .string
          ? pythonRepresentation(of: scalar.text) : ParameterValue(node).pythonText).utf8)
    case .sequence(let elements):
      text.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { text += [UInt8(ascii: ","), UInt8(ascii: " ")] }
        write(element)
      }
      text.append(UInt8(ascii: "]"))
    case .mapping(let entries):
      text.append(UInt8(ascii: "{"))
      for (index, entry) in firstPlaceLastValue(entries).enumerated() {
        if index > 0 { text += [UInt8(ascii: ","), UInt8(ascii: " ")] }
        write(entry.key)
        text += [UInt8(ascii: ":"), UInt8(ascii: " ")]
        write(entry.value)
      }
      text.append(UInt8(ascii: "}"))
    }
  }
}

/// Whether Jinja, with either of Ploomber's delimiters, has anything to do in the text.
private func mayHoldTemplate(_ text: [UInt8]) -> Bool {
  var last: UInt8 = 0
  for byte in text {
    if last == 0x7B, byte == 0x7B || byte == 0x25 || byte == 0x23 { return true }
    if last == 0x5B, byte == 0x5B { return true }
    last = byte
  }
  return false
}
