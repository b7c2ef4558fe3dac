/// What the value of a field may be.
indirect enum ObjectType: Hashable, Sendable {
  case text
  case flag
  case integer
  case number
  /// An amount, as text or number.
  case quantity
  /// A whole number, or a text that a variable may stand in.
  case count
  case any
  case list(ObjectType)
  case map(ObjectType)
  /// An object of the definition with this name.
  case object(String)

  /// As the table has it: `text`, `[Volume]`, `{text}`.
  fileprivate init(_ text: Substring) {
    let inner = text.dropFirst().dropLast()
    switch text {
    case "text": self = .text
    case "flag": self = .flag
    case "integer": self = .integer
    case "number": self = .number
    case "quantity": self = .quantity
    case "count": self = .count
    case "any": self = .any
    case _ where text.hasPrefix("["): self = .list(ObjectType(inner))
    case _ where text.hasPrefix("{"): self = .map(ObjectType(inner))
    default: self = .object(String(text))
    }
  }

  /// As a finding names it.
  var words: String {
    switch self {
    case .text: "text"
    case .flag: "true or false"
    case .integer, .count: "a whole number"
    case .number: "a number"
    case .quantity: "an amount"
    case .any: "a value"
    case .list: "a list"
    case .map, .object: "a mapping"
    }
  }
}

/// The fields of an object of Kubernetes or Argo, as Argo's API has them.
struct ObjectFields: Sendable {
  struct Field: Hashable, Sendable {
    var name: String
    var type: ObjectType
    var isRequired: Bool
  }

  /// By name.
  let fields: [Field]

  /// `nil` for a name that no definition has. O(log fields) behind the first call, which reads the table.
  static func named(_ name: String) -> ObjectFields? { all[name] }

  func field(_ name: String) -> Field? { fields.first { $0.name == name } }

  private static let all: [String: ObjectFields] = {
    var all: [String: ObjectFields] = [:]
    // Definitions that are but a list of another.
    var lists: [String: ObjectType] = [:]
    for line in objectFieldsTable.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard let name = words.first else { continue }
      if words.count == 3, words[1] == "=" {
        lists[String(name)] = ObjectType(words[2])
        continue
      }
      all[String(name)] = ObjectFields(
        fields: words.dropFirst().compactMap { word in
          let parts = word.split(separator: ":", maxSplits: 1)
          guard parts.count == 2 else { return nil }
          return Field(
            name: String(parts[0].filter { $0 != "!" }), type: ObjectType(parts[1]),
            isRequired: parts[0].hasSuffix("!"))
        })
    }
    return all.mapValues { object in
      ObjectFields(
        fields: object.fields.map { field in
          var field = field
          field.type = field.type.replacing(lists)
          return field
        })
    }
  }()
}

extension ObjectType {
  fileprivate func replacing(_ lists: [String: ObjectType]) -> ObjectType {
    switch self {
    case .text, .flag, .integer, .number, .quantity, .count, .any: self
    case .list(let element): .list(element.replacing(lists))
    case .map(let element): .map(element.replacing(lists))
    case .object(let name): lists[name] ?? self
    }
  }
}
