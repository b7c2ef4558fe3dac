extension Array where Element == UInt8 {
  /// The bytes with up to `edits` bytes replaced, inserted or removed, those that come new taken from
  /// `letters`. Neither may be empty, and `edits` must leave a byte.
  package func mutated(
    edits: Int, letters: [UInt8], using generator: inout SeededGenerator
  ) -> [UInt8] {
    var bytes = self
    for _ in 0..<Int.random(in: 1...edits, using: &generator) {
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      let letter = letters[Int.random(in: 0..<letters.count, using: &generator)]
      switch Int.random(in: 0..<3, using: &generator) {
      case 0: bytes[place] = letter
      case 1: bytes.insert(letter, at: place)
      default: bytes.remove(at: place)
      }
    }
    return bytes
  }
}

/// What Python's lexer is most easily led astray by.
package let pythonPunctuation = Array("()[]{}'\"\\\n\t :=,*@;.#fbr!%?0e_a\u{C3}\0".utf8)
