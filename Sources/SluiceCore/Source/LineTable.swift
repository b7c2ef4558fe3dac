/// Where each line of a text begins. Lines end at `\n`, `\r\n` or a lone `\r`, as in YAML 1.1 and
/// in Python. Built once per text, in O(bytes).
package struct LineTable: Hashable, Sendable {
  /// Byte offset of each line's first byte, ascending; never empty, begins with 0.
  package let starts: [Int]

  package init(_ bytes: [UInt8]) {
    var starts = [0]
    var index = 0
    while true {
      index = bytes.lineRunEnd(from: index)
      guard index < bytes.count else { break }
      let byte = bytes[index]
      index += 1
      if byte == 0x0A {
        starts.append(index)
      } else if byte == 0x0D {
        if index < bytes.count, bytes[index] == 0x0A { index += 1 }
        starts.append(index)
      }
    }
    self.starts = starts
  }

  /// The line that holds `offset`, from 0. Offsets behind the end belong to the last line.
  package func line(at offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }
}
