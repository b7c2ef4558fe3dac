/// A shell pattern as Python's `fnmatch.fnmatchcase` reads it: `*`, `?`, `[seq]`, `[!seq]`; `/` is a
/// letter like any other, and nothing escapes.
package struct Glob: Hashable, Sendable {
  private enum Part: Hashable, Sendable {
    case letter(Unicode.Scalar)
    case any
    case many
    case set([ClosedRange<Unicode.Scalar>], negated: Bool)
  }

  private let parts: [Part]

  /// Whether the text has a letter that means something else than itself.
  package static func isWildcard(_ text: String) -> Bool {
    text.utf8.contains { $0 == 0x2A || $0 == 0x3F || $0 == 0x5B }
  }

  package init(_ pattern: String) {
    let scalars = Array(pattern.unicodeScalars)
    var parts: [Part] = []
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      index += 1
      switch scalar {
      case "*": if parts.last != .many { parts.append(.many) }
      case "?": parts.append(.any)
      case "[":
        if let (set, end) = Glob.set(in: scalars, at: index) {
          parts.append(set)
          index = end
        } else {
          parts.append(.letter("["))
        }
      default: parts.append(.letter(scalar))
      }
    }
    self.parts = parts
  }

  /// Whether the whole of `text` fits. O(pattern · text), without recursion.
  package func matches(_ text: String) -> Bool {
    let text = Array(text.unicodeScalars)
    var part = 0
    var index = 0
    var retry: (part: Int, index: Int)?
    while true {
      if part < parts.count, case .many = parts[part] {
        retry = (part + 1, index)
        part += 1
        continue
      }
      if part == parts.count, index == text.count { return true }
      if part < parts.count, index < text.count, accepts(parts[part], text[index]) {
        part += 1
        index += 1
        continue
      }
      guard let (nextPart, from) = retry, from < text.count else { return false }
      retry = (nextPart, from + 1)
      part = nextPart
      index = from + 1
    }
  }

  private func accepts(_ part: Part, _ scalar: Unicode.Scalar) -> Bool {
    switch part {
    case .letter(let letter): letter == scalar
    case .any: true
    case .many: false
    case .set(let ranges, let negated): ranges.contains { $0.contains(scalar) } != negated
    }
  }

  /// The set whose first scalar after `[` is at `start`, and the index behind its `]`.
  private static func set(in scalars: [Unicode.Scalar], at start: Int) -> (Part, Int)? {
    var index = start
    var negated = index < scalars.count && scalars[index] == "!"
    if negated { index += 1 }
    let first = index
    if index < scalars.count, scalars[index] == "]" { index += 1 }
    while index < scalars.count, scalars[index] != "]" { index += 1 }
    guard index < scalars.count else { return nil }
    var ranges: [ClosedRange<Unicode.Scalar>] = []
    var at = first
    while at < index {
      if at + 2 < index, scalars[at + 1] == "-" {
        if scalars[at] <= scalars[at + 2] {
          ranges.append(scalars[at]...scalars[at + 2])
        } else if at == first, !negated, at + 3 < index, scalars[at + 3] == "!" {
          // Python drops the empty range first and then takes the `!` for the set's sign.
          negated = true
          at += 1
        }
        at += 3
      } else {
        ranges.append(scalars[at]...scalars[at])
        at += 1
      }
    }
    return (.set(ranges, negated: negated), index + 1)
  }
}
