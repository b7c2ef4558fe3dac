/// One `key = value` of a TOML file with the texts that stand in its value.
struct TOMLEntry: Equatable {
  /// The table's name without spaces; in brackets of its own for an array of tables.
  var table: String
  /// Without quotes.
  var key: String
  /// Every basic and literal string of the value, escapes as written, with its bytes between the quotes.
  var strings: [(text: String, range: Range<Int>)]

  static func == (first: TOMLEntry, second: TOMLEntry) -> Bool {
    first.table == second.table && first.key == second.key
      && first.strings.map(\.text) == second.strings.map(\.text)
  }
}

/// The entries of a TOML file, as far as lists of texts and tables of names need it. Total and linear;
/// of what is no TOML it takes what it can.
func tomlEntries(_ bytes: [UInt8]) -> [TOMLEntry] {
  var entries: [TOMLEntry] = []
  var table = ""
  var index = 0
  func word(_ range: Range<Int>) -> String {
    String(decoding: bytes[range].filter { $0 > 0x20 && $0 != 0x22 && $0 != 0x27 }, as: UTF8.self)
  }
  while index < bytes.count {
    while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
    let start = index
    if index < bytes.count, bytes[index] == 0x5B {
      while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x23 { index += 1 }
      let name = word(start..<index)
      table = String(name.dropFirst().dropLast(name.hasSuffix("]") ? 1 : 0))
      index = lineEnd(bytes, index)
      continue
    }
    while index < bytes.count, bytes[index] != 0x3D, bytes[index] != 0x0A, bytes[index] != 0x23 {
      index += 1
    }
    guard index < bytes.count, bytes[index] == 0x3D else {
      index = lineEnd(bytes, index)
      continue
    }
    var entry = TOMLEntry(table: table, key: word(start..<index), strings: [])
    index = readValue(bytes, index + 1, &entry)
    entries.append(entry)
  }
  return entries
}

/// Reads to the end of the value, which is the line's end outside of brackets and quotes.
private func readValue(_ bytes: [UInt8], _ start: Int, _ entry: inout TOMLEntry) -> Int {
  var index = start
  var depth = 0
  while index < bytes.count {
    switch bytes[index] {
    case 0x5B, 0x7B: depth += 1
    case 0x5D, 0x7D: depth -= 1
    case 0x0A: if depth <= 0 { return index }
    case 0x23:
      index = lineEnd(bytes, index)
      continue
    case 0x22, 0x27:
      let quote = bytes[index]
      let isLong = index + 2 < bytes.count && bytes[index + 1] == quote && bytes[index + 2] == quote
      let first = index + (isLong ? 3 : 1)
      var end = first
      while end < bytes.count, isLong || bytes[end] != 0x0A {
        if bytes[end] == 0x5C, quote == 0x22 {
          end += 2
          continue
        }
        if bytes[end] == quote,
          !isLong || end + 2 < bytes.count && bytes[end + 1] == quote && bytes[end + 2] == quote
        {
          break
        }
        end += 1
      }
      end = min(end, bytes.count)
      let range = min(first, end)..<end
      entry.strings.append((String(decoding: bytes[range], as: UTF8.self), range))
      index = min(bytes.count, end + (isLong ? 3 : 1))
      continue
    default: break
    }
    index += 1
  }
  return index
}

private func lineEnd(_ bytes: [UInt8], _ start: Int) -> Int {
  var index = start
  while index < bytes.count, bytes[index] != 0x0A { index += 1 }
  return index
}
