package import SluiceCore

/// A text that begins like an address: `postgresql://…`.
package struct PythonAddress: Hashable, Sendable {
  /// What stands before `://`.
  package var scheme: String
  /// The literal with its quotes; of an f-string the text between its fields.
  package var range: SourceRange
}

/// The addresses in a text, by offset. The scheme is looked for in a literal's first 64 bytes. Linear in
/// the text.
package func pythonAddresses(in tree: PythonTree) -> [PythonAddress] {
  guard mark.offset(in: tree.fragment.text) != nil else { return [] }
  return tree.nodes.indices.compactMap { node in
    guard tree.nodes[node].kind == .string || tree.nodes[node].kind == .stringText else {
      return nil
    }
    let begin = tree.text(of: node).prefix(64).drop { byte in
      byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "f")
        || byte == UInt8(ascii: "r")
    }
    guard let colon = begin.firstIndex(of: UInt8(ascii: ":")),
      begin[colon...].starts(with: "://".utf8)
    else { return nil }
    return PythonAddress(
      scheme: String(decoding: begin[..<colon], as: UTF8.self), range: tree.place(of: node))
  }
}

private let mark = ByteSearch(Array("://".utf8))
