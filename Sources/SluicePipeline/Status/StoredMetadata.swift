import SluiceCore
import SluiceScan

/// What Ploomber wrote beside a product when it was made. Everything may be missing.
struct StoredMetadata: Hashable {
  /// Seconds since 1970.
  var timestamp: Double?
  /// The source of the task as it was then, UTF-8.
  var code: [UInt8]?
  /// The task's params as they were then.
  var params: [ParameterValue.Entry]?

  /// Why a file of metadata cannot be read, as Ploomber would find.
  struct Problem: Error, Hashable {
    /// One clause, no capital, no full stop.
    var message: String
    /// Bytes of the file.
    var range: Range<Int>
  }

  /// Reads a sidecar file.
  init(_ bytes: [UInt8]) throws(Problem) {
    let root: JSONNode
    do throws(JSONError) {
      root = try JSONParser.parse(bytes)
    } catch {
      throw Problem(message: error.message, range: error.range)
    }
    // Ploomber takes `null` for no metadata at all.
    if root.kind == .null { return }
    guard case .object = root.kind else {
      throw Problem(message: "it is no JSON object", range: root.range)
    }
    if let node = root["timestamp"], node.kind != .null {
      guard let value = ParameterValue(node, in: bytes).number else {
        throw Problem(message: "'timestamp' is no number", range: node.range)
      }
      timestamp = value
    }
    code = root["stored_source_code"]?.string(in: bytes).map { Array($0.utf8) }
    if let node = root["params"], case .mapping(let entries) = ParameterValue(node, in: bytes) {
      params = entries
    }
  }
}

extension ParameterValue {
  /// The value of JSON that `json.loads` reads from `bytes`. Recursion is bounded by the JSON reader.
  init(_ node: JSONNode, in bytes: [UInt8]) {
    switch node.kind {
    case .null: self = .null
    case .boolean(let value): self = .bool(value)
    case .string: self = .string(node.string(in: bytes) ?? "")
    case .array(let items): self = .list(items.map { ParameterValue($0, in: bytes) })
    case .object(let members):
      let entries = members.map {
        Entry(key: $0.key, value: ParameterValue($0.value, in: bytes))
      }
      self = .mapping(lastOfEach(entries, \.key))
    case .number:
      let text = String(decoding: bytes[node.range], as: UTF8.self)
      let isWhole = text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2D }
      self = isWhole ? .int(text) : .float(Double(text) ?? .nan)
    }
  }

  /// The number that Python compares with other numbers; `true` is 1.
  fileprivate var number: Double? {
    switch self {
    case .bool(let value): value ? 1 : 0
    case .int(let digits): Double(digits)
    case .float(let value): value
    case .null, .string, .list, .tuple, .mapping, .opaque: nil
    }
  }

  /// Whether Python's `==` holds. A float that is not a number equals nothing.
  func equals(_ other: ParameterValue) -> Bool {
    switch (self, other) {
    case (.null, .null): return true
    case (.string(let one), .string(let two)): return one == two
    case (.int(let one), .int(let two)):
      return one == two || one == "-0" && two == "0" || one == "0" && two == "-0"
    case (.list(let one), .list(let two)), (.tuple(let one), .tuple(let two)):
      return one.count == two.count && zip(one, two).allSatisfy { $0.equals($1) }
    case (.mapping(let one), .mapping(let two)): return ParameterValue.equal(one, two)
    default:
      guard let one = number, let two = other.number else { return false }
      return one == two
    }
  }

  /// Whether two mappings are equal, in whatever order their keys stand.
  static func equal(_ one: [Entry], _ two: [Entry]) -> Bool {
    guard one.count == two.count else { return false }
    var values: [String: ParameterValue] = [:]
    for entry in two { values[entry.key] = entry.value }
    return one.allSatisfy { entry in values[entry.key].map { entry.value.equals($0) } ?? false }
  }
}
