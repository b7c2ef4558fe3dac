/// Finds one byte string in others, by Horspool's method: most bytes are never looked at.
package struct ByteSearch: Sendable {
  private let needle: [UInt8]
  /// How far the needle may move when the byte under its end is this one.
  private let shifts: [Int]

  /// The needle must not be empty.
  package init(_ needle: [UInt8]) {
    precondition(!needle.isEmpty, "nothing is everywhere")
    self.needle = needle
    var shifts = [Int](repeating: needle.count, count: 256)
    for (index, byte) in needle.dropLast().enumerated() {
      shifts[Int(byte)] = needle.count - 1 - index
    }
    self.shifts = shifts
  }

  /// The first place of the needle in `text` at or behind `start` that ends at or before `limit`, or
  /// the text's end; `nil` if there is none.
  package func offset(in text: [UInt8], from start: Int = 0, before limit: Int = .max) -> Int? {
    let text = text.span
    let needle = needle.span
    let shifts = shifts.span
    let last = needle.count - 1
    let limit = min(limit, text.count)
    var end = start + last
    while end < limit {
      let byte = text[end]
      if byte == needle[last] {
        var index = 0
        while index < last, text[end - last + index] == needle[index] { index += 1 }
        if index == last { return end - last }
      }
      end += shifts[Int(byte)]
    }
    return nil
  }
}
