/// `r name, tags=c("parameters")`: what stands between the braces of a chunk, cut as jupytext cuts it.
struct ChunkOptions {
  private(set) var language: String
  /// Names and values, blanks trimmed; the chunk's own name has an empty key.
  private(set) var entries: [(String, String)] = []
  /// Where jupytext gives up: it counts brackets in strings too.
  private(set) var isBroken = false

  init(_ text: [UInt8]) {
    let split = text.firstIndex { isBlankByte($0) || $0 == UInt8(ascii: ",") } ?? text.count
    language = text[..<split].asText
    let rest = text[min(split + 1, text.count)...].drop {
      $0 == 0x20 || $0 == UInt8(ascii: ",")
    }
    var state = State()
    var name: [UInt8] = []
    var value: [UInt8] = []
    var hasName = false
    for byte in rest + [UInt8(ascii: ",")] {
      if state.isOutside, byte == UInt8(ascii: ",") {
        if hasName || !value.isEmpty {
          if !entries.isEmpty, name.isEmpty {
            isBroken = true
            return
          }
          entries.append(
            (name[...].asText.trimmingBlanks(), value[...].asText.trimmingBlanks()))
        }
        name = []
        value = []
        hasName = false
      } else if state.isOutside, byte == UInt8(ascii: "="), !hasName {
        name = value
        value = []
        hasName = !name.isEmpty
      } else {
        state.read(byte)
        value.append(byte)
        if state.isBroken { break }
      }
      state.last = byte
    }
    isBroken = state.isBroken || !state.isOutside
  }

  /// Open brackets by kind, and open quotes.
  private struct State {
    var parentheses = 0
    var braces = 0
    var brackets = 0
    var isInSingle = false
    var isInDouble = false
    var last: UInt8 = 0

    var isOutside: Bool {
      parentheses == 0 && braces == 0 && brackets == 0 && !isInSingle && !isInDouble
    }
    var isBroken: Bool { parentheses < 0 || braces < 0 || brackets < 0 }

    mutating func read(_ byte: UInt8) {
      switch byte {
      case UInt8(ascii: "("): parentheses += 1
      case UInt8(ascii: ")"): parentheses -= 1
      case UInt8(ascii: "{"): braces += 1
      case UInt8(ascii: "}"): braces -= 1
      case UInt8(ascii: "["): brackets += 1
      case UInt8(ascii: "]"): brackets -= 1
      case UInt8(ascii: "'") where last != UInt8(ascii: "\\") && !isInDouble: isInSingle.toggle()
      case UInt8(ascii: "\"") where last != UInt8(ascii: "\\") && !isInSingle: isInDouble.toggle()
      default: break
      }
    }
  }
}
