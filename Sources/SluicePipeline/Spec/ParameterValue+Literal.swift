import SluiceCore
import SluiceScan
import SluiceYAML

extension ParameterValue {
  /// What Python's `ast.literal_eval` makes of a text; `nil` where Python refuses. A set keeps the
  /// order in which it is written. O(text's length).
  init?(pythonLiteral text: String) {
    guard mayBeLiteral(text.utf8) else { return nil }
    let bytes = Array(text.utf8.drop { $0 == 0x20 || $0 == 0x09 })
    let tree = parsePython(Fragment(verbatim: bytes), file: 0, mode: .module)
    guard tree.diagnostics.isEmpty, !bytes.isEmpty, tree.childCount(of: tree.root) == 1 else {
      return nil
    }
    let statement = tree.child(0, of: tree.root)
    guard tree.nodes[statement].kind == .expressionStatement else { return nil }
    let node = tree.child(0, of: statement)
    // A statement may end in `;`, an expression must not.
    guard !bytes[tree.nodes[statement].range.upperBound...].contains(UInt8(ascii: ";")),
      let value = tree.literal(node, depth: 0)
    else { return nil }
    self = value
  }
}

/// Whether a text can begin a literal; most texts are paths and words, and are not parsed.
private func mayBeLiteral(_ text: String.UTF8View) -> Bool {
  guard let first = text.first(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D })
  else { return false }
  switch first {
  case 0x30...0x39, UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "("),
    UInt8(ascii: "["), UInt8(ascii: "{"), 0x22, 0x27:
    return true
  case UInt8(ascii: "r"), UInt8(ascii: "R"), UInt8(ascii: "u"), UInt8(ascii: "U"),
    UInt8(ascii: "b"), UInt8(ascii: "B"):
    return text.contains { $0 == 0x22 || $0 == 0x27 }
  // `None , ` is a tuple; the words alone are cast before.
  case UInt8(ascii: "N"), UInt8(ascii: "T"), UInt8(ascii: "F"): return true
  default: return false
  }
}

/// Deeper literals are left as the texts that they are.
private let deepestLiteral = 60

extension PythonTree {
  fileprivate func literal(_ node: Int, depth: Int) -> ParameterValue? {
    guard depth < deepestLiteral else { return nil }
    switch nodes[node].kind {
    case .noneLiteral: return .null
    case .trueLiteral: return .bool(true)
    case .falseLiteral: return .bool(false)
    case .number: return number(of: node)
    case .string: return stringValue(of: node).map { .string($0) } ?? .opaque(bytes(of: node))
    case .ellipsis: return .opaque("Ellipsis")
    case .listDisplay: return elements(of: node, depth: depth).map { .list($0) }
    case .tuple: return elements(of: node, depth: depth).map { .tuple($0) }
    case .set:
      return elements(of: node, depth: depth).flatMap { elements in
        guard elements.allSatisfy(\.isHashable) else { return nil }
        let texts = lastOfEach(elements.map(\.pythonElement), \.self)
        return .opaque("{" + texts.joined(separator: ", ") + "}")
      }
    case .dictionary: return dictionary(node, depth: depth)
    case .unaryOperation: return signed(node)
    case .binaryOperation: return complex(node)
    default: return nil
    }
  }

  private func elements(of node: Int, depth: Int) -> [ParameterValue]? {
    var values: [ParameterValue] = []
    for link in children(of: node) {
      guard let value = literal(Int(link), depth: depth + 1) else { return nil }
      values.append(value)
    }
    return values
  }

  /// Python's `repr` of a bytes literal.
  private func bytes(of node: Int) -> String {
    let points = codePoints(ofString: node)
    let hasSingle = points.contains(0x27)
    let quote: UInt32 = hasSingle && !points.contains(0x22) ? 0x22 : 0x27
    var result = "b"
    func add(_ point: UInt32) { result.unicodeScalars.append(Unicode.Scalar(UInt8(point))) }
    add(quote)
    for point in points {
      switch point {
      case 0x0A: result += "\\n"
      case 0x0D: result += "\\r"
      case 0x09: result += "\\t"
      case 0x5C, quote:
        add(0x5C)
        add(point)
      case 0x20..<0x7F: add(point)
      default:
        let digits = String(point & 0xFF, radix: 16)
        result += digits.count == 1 ? "\\x0\(digits)" : "\\x\(digits)"
      }
    }
    add(quote)
    return result
  }

  private func dictionary(_ node: Int, depth: Int) -> ParameterValue? {
    var entries: [ParameterValue.Entry] = []
    for index in stride(from: 0, to: childCount(of: node) - 1, by: 2) {
      let place = child(index, of: node)
      guard place != 0, let literal = self.literal(place, depth: depth + 1), literal.isHashable,
        let value = self.literal(child(index + 1, of: node), depth: depth + 1)
      else { return nil }
      let key = literal.pythonText
      if let known = entries.firstIndex(where: { $0.key == key }) {
        entries[known].value = value
      } else {
        entries.append(.init(key: key, value: value))
      }
    }
    return .mapping(entries)
  }

  /// `-1`, `+1`: one sign before a number.
  private func signed(_ node: Int) -> ParameterValue? {
    let operand = child(0, of: node)
    guard nodes[operand].kind == .number, let value = number(of: operand) else { return nil }
    switch (nodes[node].detail, value) {
    case (PythonOperator.plus.rawValue, _): return value
    case (PythonOperator.minus.rawValue, .int(let digits)):
      return .int(digits == "0" ? "0" : "-" + digits)
    case (PythonOperator.minus.rawValue, .float(let number)): return .float(-number)
    default: return nil
    }
  }

  private func number(of node: Int) -> ParameterValue? {
    let text = text(of: node).filter { $0 != UInt8(ascii: "_") }
    guard let last = text.last else { return nil }
    if last | 0x20 == UInt8(ascii: "j") { return imaginary(text.dropLast()) }
    let radix = text.count > 1 ? text[1] | 0x20 : 0
    let isWhole = [UInt8(ascii: "x"), UInt8(ascii: "o"), UInt8(ascii: "b")].contains(radix)
    if isWhole || text.allSatisfy({ (0x30...0x39).contains($0) }) {
      // Python lets nothing but zeros begin with a zero.
      let isZero = text.allSatisfy { $0 == 0x30 }
      let lowered = text.map { $0 | 0x20 == radix ? $0 | 0x20 : $0 }
      guard !isZero else { return .int("0") }
      guard case .digits(let digits) = pythonInteger(isWhole ? lowered : text) else { return nil }
      return .int(digits)
    }
    return float(text).map { .float($0) }
  }

  /// `1+2j`: the one operation that Python takes for a literal.
  private func complex(_ node: Int) -> ParameterValue? {
    let right = child(1, of: node)
    guard nodes[right].kind == .number, case .opaque(let imaginary) = number(of: right),
      let real = literal(child(0, of: node), depth: deepestLiteral - 1)
    else { return nil }
    let sign: String
    switch nodes[node].detail {
    case PythonOperator.add.rawValue: sign = "+"
    case PythonOperator.subtract.rawValue: sign = "-"
    default: return nil
    }
    switch real {
    case .int("0"): return .opaque(sign == "-" ? "(-0-\(imaginary))" : imaginary)
    case .int(let digits): return .opaque("(\(digits)\(sign)\(imaginary))")
    case .float(let number):
      let text = pythonRepresentation(of: number)
      return .opaque(
        "(\(text.hasSuffix(".0") ? String(text.dropLast(2)) : text)\(sign)\(imaginary))")
    case .null, .bool, .string, .list, .tuple, .mapping, .opaque: return nil
    }
  }

  private func float(_ text: some Collection<UInt8>) -> Double? {
    var written = String(decoding: text, as: UTF8.self).lowercased()
    if written.hasPrefix(".") { written = "0" + written }
    return Double(written.hasSuffix(".") ? written + "0" : written.replacing(".e", with: ".0e"))
  }

  private func imaginary(_ text: some Collection<UInt8>) -> ParameterValue? {
    guard let value = float(text) else { return nil }
    let number = pythonRepresentation(of: value)
    return .opaque((number.hasSuffix(".0") ? String(number.dropLast(2)) : number) + "j")
  }
}

extension ParameterValue {
  /// Whether Python takes the value for a key or an element of a set.
  fileprivate var isHashable: Bool {
    switch self {
    case .list, .mapping: false
    case .tuple(let values): values.allSatisfy(\.isHashable)
    case .opaque(let text): !text.hasPrefix("{")
    case .null, .bool, .int, .float, .string: true
    }
  }
}
