package import SluiceCore

/// A tag of a cell that begins with `sluice`: it may speak of findings there.
package struct CellTag: Hashable, Sendable {
  /// What the tag says, with the way back to the file.
  package var text: Fragment
  /// The whole cell: in a notebook its JSON, in a script its marker and its lines. Bytes of the file.
  package var cell: Range<Int>

  /// What every such tag begins with.
  package static let prefix = "sluice"

  package init(text: Fragment, cell: Range<Int>) {
    self.text = text
    self.cell = cell
  }
}

extension ScriptScanner {
  /// The tags in the cells' markers that are for this program.
  func ownTags(of cells: [ScriptCell]) -> [CellTag] {
    cells.flatMap { cell -> [CellTag] in
      let tags = cell.options.tags.filter { $0.hasPrefix(CellTag.prefix) }
      guard !tags.isEmpty else { return [] }
      let marker = marker(of: cell)
      let end = max(marker.upperBound, lines.byteRange(cell.lines).upperBound)
      return tags.map {
        CellTag(text: fragment(of: $0, in: marker), cell: marker.lowerBound..<end)
      }
    }
  }

  /// The tag where it stands between quotes in the marker; where it is written with escapes, the whole
  /// marker stands for it.
  private func fragment(of tag: String, in marker: Range<Int>) -> Fragment {
    let text = Array(tag.utf8)
    let places = ["\"", "'"].compactMap { quote in
      ByteSearch(Array((quote + tag + quote).utf8))
        .offset(in: bytes, from: marker.lowerBound, before: marker.upperBound)
    }
    if let place = places.min() { return Fragment(verbatim: text, fileStart: place + 1) }
    let whole = Fragment.Segment(
      textStart: 0, fileStart: marker.lowerBound, isVerbatim: false)
    return Fragment(text: text, segments: [whole], fileEnd: marker.upperBound)
  }
}
