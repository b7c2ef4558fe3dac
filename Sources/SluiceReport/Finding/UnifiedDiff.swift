package import SluiceCore
package import SluicePipeline

/// What `fixes` change, as `git apply` and `patch -p1` read it: unified, three lines around each change.
package func unifiedDiff(_ fixes: FixedFiles, _ store: SourceStore) -> String {
  var diff = ""
  for file in fixes.renamed {
    diff += "diff --git a/\(file.from) b/\(file.to)\nsimilarity index 100%\n"
    diff += "rename from \(file.from)\nrename to \(file.to)\n"
  }
  for edited in fixes.edited {
    let file = store.files[edited.file]
    let hunks = hunks(of: edited, file.bytes)
    if !hunks.isEmpty { diff += "--- a/\(file.path)\n+++ b/\(file.path)\n" + hunks }
  }
  return diff
}

/// Lines of the old text that are replaced by new ones.
private struct Replacement {
  /// Positions in the old text's lines.
  var old: Range<Int>
  var new: [ArraySlice<UInt8>]
}

private func hunks(of edited: FixedFiles.Edited, _ bytes: [UInt8]) -> String {
  let old = lines(bytes[...])
  let replacements = replacements(edited.edits, bytes, old)
  var text = ""
  var shift = 0
  var rest = replacements[...]
  while let first = rest.first {
    var group = [first]
    rest = rest.dropFirst()
    while let next = rest.first, let last = group.last,
      next.old.lowerBound - last.old.upperBound <= 2 * around
    {
      group.append(next)
      rest = rest.dropFirst()
    }
    let start = max(0, first.old.lowerBound - around)
    let end = min(old.count, (group.last?.old.upperBound ?? 0) + around)
    let grown = group.reduce(0) { $0 + $1.new.count - $1.old.count }
    text += "@@ -\(part(start, end - start)) +\(part(start + shift, end - start + grown)) @@\n"
    var at = start
    for replacement in group {
      for line in old[at..<replacement.old.lowerBound] { text += written(" ", line) }
      for line in old[replacement.old] { text += written("-", line) }
      for line in replacement.new { text += written("+", line) }
      at = replacement.old.upperBound
    }
    for line in old[at..<end] { text += written(" ", line) }
    shift += grown
  }
  return text
}

/// Lines of context on each side.
private let around = 3

/// `start,count` as a hunk's head has it: from 1, and of an empty part the line before it.
private func part(_ start: Int, _ count: Int) -> String {
  let line = count == 0 ? start : start + 1
  return count == 1 ? "\(line)" : "\(line),\(count)"
}

private func written(_ sign: String, _ line: ArraySlice<UInt8>) -> String {
  let text = sign + String(decoding: line, as: UTF8.self)
  return line.last == 0x0A ? text : text + "\n\\ No newline at end of file\n"
}

/// Lines with their ends.
private func lines(_ bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
  var lines: [ArraySlice<UInt8>] = []
  var start = bytes.startIndex
  while start < bytes.endIndex {
    let end = bytes[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.endIndex
    lines.append(bytes[start..<end])
    start = end
  }
  return lines
}

/// The lines that the edits touch, without those that stay as they are; edits in one line together.
private func replacements(
  _ edits: [FixedFiles.Edit], _ bytes: [UInt8], _ old: [ArraySlice<UInt8>]
) -> [Replacement] {
  let starts = LineTable(bytes)
  func line(at offset: Int) -> Int { min(starts.line(at: offset), max(0, old.count - 1)) }
  var groups: [(lines: Range<Int>, edits: [FixedFiles.Edit])] = []
  for edit in edits {
    let touched =
      line(at: edit.range.lowerBound)..<min(old.count, line(at: edit.range.upperBound) + 1)
    if let last = groups.last, touched.lowerBound < last.lines.upperBound {
      groups[groups.count - 1].lines =
        last.lines.lowerBound..<max(last.lines.upperBound, touched.upperBound)
      groups[groups.count - 1].edits.append(edit)
    } else {
      groups.append((touched, [edit]))
    }
  }
  return groups.compactMap { group in
    let from = old.isEmpty ? 0 : old[group.lines.lowerBound].startIndex
    let to = old.isEmpty ? 0 : old[group.lines.upperBound - 1].endIndex
    let part = FixedFiles.Edited(file: 0, edits: group.edits.map { $0.moved(by: -from) })
    let replacement = trimmed(
      Replacement(old: group.lines, new: lines(part.result(Array(bytes[from..<to]))[...])), old)
    return replacement.old.isEmpty && replacement.new.isEmpty ? nil : replacement
  }
}

/// Without the lines at both ends that are the same.
private func trimmed(_ replacement: Replacement, _ old: [ArraySlice<UInt8>]) -> Replacement {
  var range = replacement.old
  var new = replacement.new[...]
  while let first = new.first, !range.isEmpty, old[range.lowerBound] == first {
    range = (range.lowerBound + 1)..<range.upperBound
    new = new.dropFirst()
  }
  while let last = new.last, !range.isEmpty, old[range.upperBound - 1] == last {
    range = range.lowerBound..<(range.upperBound - 1)
    new = new.dropLast()
  }
  return Replacement(old: range, new: Array(new))
}
