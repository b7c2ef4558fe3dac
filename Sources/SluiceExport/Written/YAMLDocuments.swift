import SluiceCore
import SluiceYAML

/// One document of a file.
struct WrittenDocument {
  /// Offset of the document's first byte in the file.
  var start: Int
  /// Its places are offsets in the document.
  var root: Node
}

/// The documents of a YAML or JSON text between lines of `---`, in its order, empty ones left out; `nil`
/// if one cannot be read. Total.
func writtenDocuments(
  _ bytes: [UInt8], limits: YAMLLimits = specLimits
) -> [WrittenDocument]? {
  var documents: [WrittenDocument] = []
  for piece in pieces(bytes) {
    let read = parseYAML(Array(bytes[piece]), file: 0, limits: limits)
    guard read.isComplete else { return nil }
    guard let root = read.root, !root.isNull else { continue }
    documents.append(WrittenDocument(start: piece.lowerBound, root: root))
  }
  return documents
}

/// A spec may hold thousands of tasks, and a list of workflows thousands of states.
let specLimits = YAMLLimits(
  depth: Limit.yamlDepth.value, nodes: Limit.specValues.value, bytes: Limit.specSize.value,
  directives: Limit.yamlDirectives.value)

/// The text cut at its lines of `---`. Such a line at the left margin ends a document wherever it
/// stands: blocks are indented.
private func pieces(_ bytes: [UInt8]) -> [Range<Int>] {
  var pieces: [Range<Int>] = []
  var start = 0
  var line = 0
  while line < bytes.count {
    let end = bytes[line...].firstIndex(of: 0x0A) ?? bytes.count
    let text = bytes[line..<end]
    let isMark =
      text.starts(with: [0x2D, 0x2D, 0x2D])
      && text.dropFirst(3).allSatisfy { $0 == 0x20 || $0 == 0x0D }
    if isMark {
      pieces.append(start..<line)
      start = min(end + 1, bytes.count)
    }
    line = end + 1
  }
  return pieces + [start..<bytes.count]
}
