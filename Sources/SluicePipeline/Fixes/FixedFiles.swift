package import SluiceCore

/// What fixes make of a project's files; nothing has been written yet.
package struct FixedFiles: Hashable, Sendable {
  /// One file with its edits.
  package struct Edited: Hashable, Sendable {
    /// Position in the store.
    package var file: Int
    /// Ascending, without overlap; offsets into the file as it was.
    package var edits: [Edit]

    package init(file: Int, edits: [Edit]) {
      self.file = file
      self.edits = edits
    }
  }

  /// Bytes that are put in the place of others.
  package struct Edit: Hashable, Sendable {
    /// Offsets into the file as it was.
    package var range: Range<Int>
    /// UTF-8, as it is written into the file.
    package var bytes: [UInt8]
  }

  /// By position.
  package private(set) var edited: [Edited] = []
  /// A file that gets another name; both relative to the root.
  package struct Renamed: Hashable, Sendable {
    /// As it is named now.
    package var from: String
    /// As it shall be named.
    package var to: String
  }

  /// In the order of the fixes.
  package private(set) var renamed: [Renamed] = []
  /// How many of the fixes were taken; a fix that touches what another changes waits for the next run.
  package private(set) var count = 0

  /// Takes the fixes in their order.
  package init(_ fixes: [Fix], in store: SourceStore) {
    var edits: [Int: [Edit]] = [:]
    var seen: Set<Fix> = []
    for fix in fixes where seen.insert(fix).inserted {
      var wanted: [(file: Int, edit: Edit)] = []
      for case .replace(let range, let text) in fix.changes {
        let bytes = escaped(text, for: store.files[range.file], at: range.bytes.lowerBound)
        wanted.append((range.file, Edit(range: range.bytes, bytes: bytes)))
      }
      let isFree = wanted.allSatisfy { want in
        // A file that was changed since it was read is not the one that the fix is for.
        want.edit.range.upperBound <= store.files[want.file].bytes.count
          && (edits[want.file] ?? []).allSatisfy { $0.goesWith(want.edit) }
      }
      guard isFree else { continue }
      count += 1
      for want in wanted where edits[want.file]?.contains(want.edit) != true {
        edits[want.file, default: []].append(want.edit)
      }
      for case .rename(let from, let to) in fix.changes {
        renamed.append(Renamed(from: from, to: to))
      }
    }
    edited = edits.sorted { $0.key < $1.key }.map { file, edits in
      Edited(file: file, edits: merged(edits))
    }
  }
}

/// By offset, what is inserted at one place in one edit, in the order of the fixes.
private func merged(_ edits: [FixedFiles.Edit]) -> [FixedFiles.Edit] {
  let ordered = edits.enumerated().sorted {
    ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
  }
  var result: [FixedFiles.Edit] = []
  for (_, edit) in ordered {
    if let last = result.last, last.range == edit.range {
      result[result.count - 1].bytes += edit.bytes
    } else {
      result.append(edit)
    }
  }
  return result
}

extension FixedFiles.Edit {
  /// Whether both can be made: they do not touch, are the same, or both insert something at one place.
  fileprivate func goesWith(_ other: FixedFiles.Edit) -> Bool {
    self == other || range.isEmpty && range == other.range
      || range.lowerBound > other.range.upperBound || other.range.lowerBound > range.upperBound
  }
}

extension FixedFiles.Edit {
  /// The same change of a text that begins `offset` bytes later.
  package func moved(by offset: Int) -> FixedFiles.Edit {
    let range = (range.lowerBound + offset)..<(range.upperBound + offset)
    return FixedFiles.Edit(range: range, bytes: bytes)
  }
}

extension FixedFiles.Edited {
  /// The file's bytes with its edits made.
  package func result(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var at = 0
    for edit in edits {
      result += bytes[at..<edit.range.lowerBound] + edit.bytes
      at = edit.range.upperBound
    }
    return result + bytes[at...]
  }
}

/// Within a notebook's cell the text stands in a JSON string.
private func escaped(_ text: String, for file: SourceFile, at offset: Int) -> [UInt8] {
  guard file.place(of: offset..<offset).cell != nil else { return Array(text.utf8) }
  var result: [UInt8] = []
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): result += [UInt8(ascii: "\\"), byte]
    case 0x0A: result += Array("\\n".utf8)
    case 0..<0x20: result.append(UInt8(ascii: " "))
    default: result.append(byte)
    }
  }
  return result
}
