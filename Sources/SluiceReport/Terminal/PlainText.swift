/// A line that another program has written, as text that a terminal only shows: without escape sequences,
/// and with every other control character as a sign; tabs stay. Bytes that are no UTF-8 become `�`. O(n).
package func plainText(_ line: some Collection<UInt8>) -> String {
  var kept: [UInt8] = []
  kept.reserveCapacity(line.count)
  var state = EscapeState.text
  for byte in line { state = state.next(byte, &kept) }
  return String(decoding: kept, as: UTF8.self).split(
    separator: "\t", omittingEmptySubsequences: false
  ).map { safeText(String($0)) }.joined(separator: "\t")
}

/// Where in an escape sequence (ECMA-48) the reader is.
private enum EscapeState {
  case text
  /// Behind `ESC`.
  case escape
  /// Behind `ESC [`, until a final byte.
  case control
  /// Behind `ESC ]` and its like, until `BEL` or `ESC \`.
  case string
  /// Behind an `ESC` in a string.
  case stringEscape

  func next(_ byte: UInt8, _ kept: inout [UInt8]) -> EscapeState {
    switch (self, byte) {
    case (.text, 0x1B): return .escape
    case (.text, _):
      kept.append(byte)
      return .text
    case (.escape, 0x5B): return .control
    case (.escape, 0x5D), (.escape, 0x50), (.escape, 0x58), (.escape, 0x5E), (.escape, 0x5F):
      return .string
    case (.escape, 0x20...0x2F): return .escape
    case (.escape, _): return .text
    case (.control, 0x40...0x7E): return .text
    case (.control, 0x20...0x3F): return .control
    case (.control, _), (.stringEscape, 0x5C), (.string, 0x07): return .text
    case (.string, 0x1B), (.stringEscape, 0x1B): return .stringEscape
    case (.string, _), (.stringEscape, _): return .string
    }
  }
}
