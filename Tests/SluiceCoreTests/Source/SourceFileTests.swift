import SluiceCore
import TestSupport
import Testing

/// Text, byte offset, line and column from 1.
@Test(
  arguments: [
    ("", 0, 1, 1), ("abc", 0, 1, 1), ("abc", 2, 1, 3), ("abc", 3, 1, 4), ("abc", 99, 1, 4),
    ("a\nb", 1, 1, 2), ("a\nb", 2, 2, 1), ("a\n", 2, 2, 1), ("a\rb", 2, 2, 1), ("a\r\nb", 2, 1, 3),
    ("a\r\nb", 3, 2, 1), ("é漢😀x", 2, 1, 2), ("é漢😀x", 5, 1, 3), ("é漢😀x", 9, 1, 4),
    ("e\u{301}x", 3, 1, 3),
    ("\t\tx", 2, 1, 3), ("\u{FEFF}x", 3, 1, 1), ("\u{FEFF}xy", 4, 1, 2), ("\u{FEFF}x", 0, 1, 1),
    ("a\n\u{FEFF}x", 5, 2, 2),
  ] as [(String, Int, Int, Int)])
func countsAsPeopleDo(text: String, offset: Int, line: Int, column: Int) {
  let file = SourceFile(path: "a.py", bytes: Array(text.utf8))
  let place = file.place(of: offset..<offset)
  #expect([place.start.line, place.start.column] == [line, column])
  #expect(place.end == place.start)
  #expect(place.cell == nil)
  #expect(place.startByte == offset)
}

@Test func givesLinesWithoutTheirEnds() {
  let file = SourceFile(path: "a.py", bytes: Array("\u{FEFF}one\r\ntwo\r\rfour\n".utf8))
  let lines = (0...7).map { String(decoding: file.line($0), as: UTF8.self) }
  #expect(lines == ["", "one", "two", "", "four", "", "", ""])
  #expect(file.line(1, cell: 1) == [])
}

/// A notebook of two cells; the second has a newline escape, `é` as an escape, and two strings.
private func notebook() -> (file: SourceFile, json: String) {
  let json = #"{"c":["x=1"],"d":["a\n","b\u00e9c"]}"#
  let bytes = Array(json.utf8)
  let first = Fragment(verbatim: Array("x=1".utf8), fileStart: 7)
  let second = Fragment(
    text: Array("a\nbéc".utf8),
    segments: [
      .init(textStart: 0, fileStart: 19, isVerbatim: true),
      .init(textStart: 1, fileStart: 20, isVerbatim: false),
      .init(textStart: 2, fileStart: 25, isVerbatim: true),
      .init(textStart: 3, fileStart: 26, isVerbatim: false),
      .init(textStart: 5, fileStart: 32, isVerbatim: true),
    ], fileEnd: 33)
  return (SourceFile(path: "fit.ipynb", bytes: bytes, cells: [first, second]), json)
}

@Test func countsWithinANotebooksCell() {
  let (file, json) = notebook()
  #expect(json.utf8.count == 36)
  func shape(_ range: Range<Int>) -> [Int?] {
    let place = file.place(of: range)
    return [place.cell, place.start.line, place.start.column, place.end.line, place.end.column]
  }
  #expect(shape(7..<10) == [1, 1, 1, 1, 4])
  #expect(shape(19..<20) == [2, 1, 1, 1, 2])
  #expect(shape(25..<33) == [2, 2, 1, 2, 4])
  #expect(shape(32..<33) == [2, 2, 3, 2, 4])
  // Between cells a place counts in the file.
  #expect(shape(13..<14) == [nil, 1, 14, 1, 15])
  #expect(file.line(2, cell: 2) == Array("béc".utf8))
  #expect(file.line(1, cell: 3) == [])
}

@Test func findsItsWayBackFromACell() {
  let cell = notebook().file.cells[1]
  // `a` ends before the escape; the whole text ends where the fragment does.
  #expect(cell.fileRange(0..<1) == 19..<20)
  #expect(cell.fileRange(1..<2) == 20..<25)
  #expect(cell.fileRange(2..<3) == 25..<26)
  #expect(cell.fileRange(3..<5) == 26..<32)
  #expect(cell.fileRange(2..<6) == 25..<33)
  #expect(cell.fileRange(6..<6) == 33..<33)
  // What ends a run ends there, not behind the quotes and the comma.
  let runs = Fragment(
    text: Array("abcd".utf8),
    segments: [
      .init(textStart: 0, fileStart: 10, isVerbatim: true),
      .init(textStart: 2, fileStart: 20, isVerbatim: true),
    ], fileEnd: 22)
  #expect(runs.fileRange(0..<2) == 10..<12)
  #expect(runs.fileRange(1..<3) == 11..<21)
  #expect(runs.textOffset(ofFileOffset: 12) == 2)
}

@Test func returnsToEveryOffsetOfRandomFragments() {
  var generator = SeededGenerator(state: 11)
  for _ in 0..<500 {
    var text: [UInt8] = []
    var segments: [Fragment.Segment] = []
    var file = Int.random(in: 0...5, using: &generator)
    for _ in 0..<Int.random(in: 0...8, using: &generator) {
      let isVerbatim = Bool.random(using: &generator)
      let length = Int.random(in: 1...4, using: &generator)
      segments.append(.init(textStart: text.count, fileStart: file, isVerbatim: isVerbatim))
      text += [UInt8](repeating: 0x61, count: length)
      file += isVerbatim ? length : Int.random(in: 2...12, using: &generator)
      if Bool.random(using: &generator) { file += 4 }
    }
    let fragment = Fragment(text: text, segments: segments, fileEnd: file)
    for offset in 0...text.count {
      let there = fragment.fileOffset(offset)
      let run = segments.last { $0.textStart <= offset }
      let expected = run.map { $0.isVerbatim || offset == text.count ? offset : $0.textStart }
      #expect(fragment.textOffset(ofFileOffset: there) == expected ?? 0)
      for end in offset...text.count {
        let range = fragment.fileRange(offset..<end)
        #expect(range.lowerBound == there && range.upperBound <= file)
      }
    }
    // Any offset of the file, and beyond it, is answered within the fragment.
    for offset in -2...(file + 3) {
      #expect((0...text.count).contains(fragment.textOffset(ofFileOffset: offset)))
    }
  }
}

@Test func keepsAFilesPosition() {
  var store = SourceStore()
  let first = store.add(SourceFile(path: "a", bytes: [1]))
  let second = store.add(SourceFile(path: "b", bytes: [2]))
  let again = store.add(SourceFile(path: "a", bytes: [3]))
  #expect([first, second, again] == [0, 1, 0])
  #expect(store.files.map(\.bytes) == [[3], [2]])
  #expect(store.position(of: "b") == 1)
  #expect(store.position(of: "c") == nil)
}
