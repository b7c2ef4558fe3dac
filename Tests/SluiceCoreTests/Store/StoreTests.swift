import SluiceCore
import TestSupport
import Testing

private struct Sample: Storable, Hashable {
  var number: Int
  var name: String
  var place: SourceRange
  var words: Set<String>
  var lists: [[String]]
  var table: [String: Int]
  var maybe: String?
  var text: Fragment

  static let example = Sample(
    number: 70_000, name: "lädt", place: SourceRange(file: 3, bytes: 5..<9), words: ["a", "b"],
    lists: [[], ["c"]], table: ["d": 1], maybe: nil, text: Fragment(verbatim: [1, 2], fileStart: 4))

  init(
    number: Int, name: String, place: SourceRange, words: Set<String>, lists: [[String]],
    table: [String: Int], maybe: String?, text: Fragment
  ) {
    self.number = number
    self.name = name
    self.place = place
    self.words = words
    self.lists = lists
    self.table = table
    self.maybe = maybe
    self.text = text
  }

  func store(in writer: inout StoreWriter) throws(StoreError) {
    try writer.write(number)
    try writer.write(name)
    try writer.write(place)
    try writer.write(words)
    try writer.write(lists)
    try writer.write(table)
    try writer.write(maybe)
    try writer.write(text)
    writer.write(UInt64.max)
  }

  init(from reader: inout StoreReader) throws(StoreError) {
    self.init(
      number: try reader.number(), name: try reader.text(), place: try reader.place(),
      words: try reader.set(), lists: try reader.list(), table: try reader.dictionary(),
      maybe: try reader.optional(), text: try reader.value())
    guard try reader.word() == UInt64.max else { throw .broken }
  }
}

private func stored() throws -> [UInt8] {
  var writer = StoreWriter(file: 3)
  try writer.write(Sample.example)
  return writer.bytes
}

private func read(_ bytes: [UInt8], size: Int = 9) -> Sample? {
  var reader = StoreReader(bytes, 0..<bytes.count, file: 3, size: size)
  guard let sample: Sample = try? reader.value(), reader.isAtEnd else { return nil }
  return sample
}

@Test func readsWhatWasWritten() throws {
  #expect(read(try stored()) == .example)
}

@Test func placesStayInTheirFile() throws {
  #expect(read(try stored(), size: 8) == nil)
  var writer = StoreWriter(file: 2)
  #expect(throws: StoreError.notKept) { try writer.write(Sample.example) }
}

@Test func brokenStoresEnd() throws {
  let whole = try stored()
  for length in whole.indices { #expect(read(Array(whole[..<length])) == nil) }
  var generator = SeededGenerator(state: 77)
  let letters: [UInt8] = [0, 1, 0x7F, 0x80, 0xFF]
  for _ in 0..<3000 { _ = read(whole.mutated(edits: 4, letters: letters, using: &generator)) }
}

@Test func fingerprintsTellTextsApart() {
  let text = Array("upstream = ['load', 'clean']\n".utf8)
  let whole = Fingerprint(text)
  #expect(Fingerprint(text) == whole)
  for index in text.indices {
    var other = text
    other[index] ^= 1
    #expect(Fingerprint(other) != whole)
    #expect(Fingerprint(Array(text[..<index])) != whole)
  }
  #expect(Fingerprint([0]) != Fingerprint([]))
  #expect(Fingerprint([0, 0]) != Fingerprint([0]))
}
