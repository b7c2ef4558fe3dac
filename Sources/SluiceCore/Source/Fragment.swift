/// Text that a scanner reads in another form than it has on disk (a notebook's cell behind its JSON
/// escapes, a file in another encoding), with the way back to the file's bytes.
package struct Fragment: Hashable, Sendable {
  /// One run that maps byte to byte, or one escape that stands for a few decoded bytes.
  package struct Segment: Hashable, Sendable {
    /// Offset of the run's first byte in `text`.
    package var textStart: Int
    /// Offset of the run's first byte in the file.
    package var fileStart: Int
    /// Whether each byte of `text` is one byte of the file; else the whole run is one escape.
    package var isVerbatim: Bool

    package init(textStart: Int, fileStart: Int, isVerbatim: Bool) {
      self.textStart = textStart
      self.fileStart = fileStart
      self.isVerbatim = isVerbatim
    }
  }

  /// The decoded text, UTF-8.
  package var text: [UInt8]
  /// Ascending by `textStart`, and by `fileStart`. Empty only when `text` is.
  package var segments: [Segment]
  /// Offset just after the last byte of the file that belongs to the fragment.
  package var fileEnd: Int

  package init(text: [UInt8], segments: [Segment], fileEnd: Int) {
    self.text = text
    self.segments = segments
    self.fileEnd = fileEnd
  }

  /// A fragment that is the file's own bytes from `fileStart` on.
  package init(verbatim text: [UInt8], fileStart: Int = 0) {
    self.text = text
    segments = [Segment(textStart: 0, fileStart: fileStart, isVerbatim: true)]
    fileEnd = fileStart + text.count
  }

  /// The file offset that made the byte at `offset` of `text`; `text.count` gives `fileEnd`.
  package func fileOffset(_ offset: Int) -> Int {
    guard offset < text.count, !segments.isEmpty else { return fileEnd }
    let segment = segments[segmentIndex(ofTextOffset: offset)]
    return segment.isVerbatim
      ? segment.fileStart + (offset - segment.textStart) : segment.fileStart
  }

  /// The file's bytes that made `range` of `text`; ends behind the byte that made the last one, so
  /// that what stands between two runs (a notebook's quotes and commas) stays outside.
  package func fileRange(_ range: Range<Int>) -> Range<Int> {
    let start = fileOffset(range.lowerBound)
    guard !range.isEmpty else { return start..<start }
    return start..<max(start, fileEnd(ofByteAt: range.upperBound - 1))
  }

  /// The file offset behind what made the byte at `offset` of `text`. An escape's length is not
  /// known here, so it reaches to the next run.
  private func fileEnd(ofByteAt offset: Int) -> Int {
    guard offset + 1 < text.count, offset >= 0, !segments.isEmpty else { return fileEnd }
    let index = segmentIndex(ofTextOffset: offset)
    let segment = segments[index]
    if segment.isVerbatim { return segment.fileStart + (offset - segment.textStart) + 1 }
    return index + 1 < segments.count ? segments[index + 1].fileStart : fileEnd
  }

  /// The offset in `text` that the file's byte at `offset` belongs to, clamped to the fragment.
  package func textOffset(ofFileOffset offset: Int) -> Int {
    guard offset < fileEnd, let first = segments.first, offset > first.fileStart else {
      return offset >= fileEnd ? text.count : 0
    }
    var low = 0
    var high = segments.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if segments[middle].fileStart <= offset { low = middle } else { high = middle }
    }
    let segment = segments[low]
    let end = low + 1 < segments.count ? segments[low + 1].textStart : text.count
    return segment.isVerbatim
      ? min(end, segment.textStart + (offset - segment.fileStart)) : segment.textStart
  }

  /// The last run that begins at or before `offset`; 0 if none does.
  private func segmentIndex(ofTextOffset offset: Int) -> Int {
    var low = 0
    var high = segments.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if segments[middle].textStart <= offset { low = middle } else { high = middle }
    }
    return low
  }
}
