package import SluiceCore

/// A JSON value and where it stands. Strings stay undecoded until someone asks.
package struct JSONNode: Hashable, Sendable {
  /// What the value is.
  package enum Kind: Hashable, Sendable {
    case null
    case boolean(Bool)
    /// Also `NaN` and `Infinity`, which Python accepts.
    case number
    case string
    case array([JSONNode])
    /// In order of appearance; a key may come twice.
    case object([Member])
  }

  /// One key of an object, with its value.
  package struct Member: Hashable, Sendable {
    /// Decoded.
    package var key: String
    /// The key's value.
    package var value: JSONNode
  }

  /// What the value is.
  package var kind: Kind
  /// Bytes of the file, quotes and brackets included.
  package var range: Range<Int>

  /// The value of `key`; of equal keys the last counts, as in Python.
  package subscript(key: String) -> JSONNode? {
    guard case .object(let members) = kind else { return nil }
    return members.last { $0.key == key }?.value
  }

  /// The value of a whole number of at most nine digits; `nil` for all else. `bytes` is the file.
  package func integer(in bytes: [UInt8]) -> Int? {
    guard kind == .number, range.count < 10 else { return nil }
    return Int(String(decoding: bytes[range], as: UTF8.self))
  }

  /// The members of an object, in order; `nil` for all other kinds.
  package var members: [Member]? {
    if case .object(let members) = kind { return members }
    return nil
  }

  /// The elements of an array; `nil` for all other kinds.
  package var items: [JSONNode]? {
    if case .array(let items) = kind { return items }
    return nil
  }

  /// Whether the value is an object, empty or not.
  package var isObject: Bool {
    if case .object = kind { return true }
    return false
  }

  /// The string's value; `nil` for all other kinds. `bytes` is the file.
  package func string(in bytes: [UInt8]) -> String? {
    guard kind == .string else { return nil }
    return JSONString.text(bytes, range)
  }

  /// The string's value with its way back to the file, or the joined strings of an array; `nil` for
  /// all else.
  package func fragment(in bytes: [UInt8]) -> Fragment? {
    switch kind {
    case .string: return JSONString.decode(bytes, range)
    case .array(let items):
      var joined = Fragment(text: [], segments: [], fileEnd: range.lowerBound)
      joined.text.reserveCapacity(range.count)
      joined.segments.reserveCapacity(items.count * 2)
      for item in items {
        guard item.kind == .string else { return nil }
        JSONString.decode(bytes, item.range, behind: &joined)
      }
      return joined
    case .null, .boolean, .number, .object: return nil
    }
  }
}

/// Why a text is not JSON.
package struct JSONError: Error, Hashable, Sendable {
  /// One clause, no capital, no full stop.
  package var message: String
  /// Where the reader stopped: bytes of the file.
  package var range: Range<Int>
  /// A way to mend it, where one is known.
  package var help: String?
}
