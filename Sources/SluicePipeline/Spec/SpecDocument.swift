import SluiceCore
import SluiceYAML

/// The node tree of a specification, and which of its bytes could not be read.
struct SpecDocument {
  var root: Node?
  var diagnostics: [Diagnostic]
  /// Ranges whose content is missing from `root`, or there in part only; ascending.
  var unread: [Range<Int>]

  /// At most this many broken tasks are passed over.
  private static let attempts = 20

  /// Reads `bytes`. A YAML mistake inside one task does not hide the tasks behind it: the element that
  /// holds it is blanked out, and the rest is read again. O(attempts · bytes).
  init(_ bytes: [UInt8], file: Int) {
    var text = bytes
    var document = parseYAML(text, file: file)
    diagnostics = document.diagnostics
    unread = []
    var partial: [Node] = []
    for _ in 0..<SpecDocument.attempts {
      guard !document.isComplete,
        let mistake = document.diagnostics.last(where: { $0.kind == .yamlSyntax })
      else { break }
      let offset = mistake.range.bytes.lowerBound
      guard let element = BlockList(text)?.element(at: offset) else {
        unread.append(min(offset, text.count)..<text.count)
        break
      }
      unread.append(element)
      // Of the last element, the tree keeps what could be read.
      guard element.upperBound < text.count else { break }
      partial += elements(of: document.root).filter {
        element.contains($0.range.bytes.lowerBound)
      }
      for index in element where text[index] != 0x0A && text[index] != 0x0D { text[index] = 0x20 }
      document = parseYAML(text, file: file)
      diagnostics += document.diagnostics.filter {
        $0.range.bytes.lowerBound >= element.upperBound
      }
    }
    root = adding(partial, to: document.root)
  }
}

/// The elements of the list of tasks.
private func elements(of root: Node?) -> [Node] {
  root?.sequence ?? root?["tasks"]?.sequence ?? []
}

/// The tree with these elements put among the others, by place.
private func adding(_ partial: [Node], to root: Node?) -> Node? {
  guard let first = partial.first else { return root }
  let all = (elements(of: root) + partial).sorted {
    $0.range.bytes.lowerBound < $1.range.bytes.lowerBound
  }
  let list = Node(value: .sequence(all), range: first.range)
  guard let root, let entries = root.mapping else { return list }
  let replaced = entries.map { entry in
    entry.key.string == "tasks" ? Node.Entry(key: entry.key, value: list) : entry
  }
  return Node(value: .mapping(replaced), range: root.range)
}

/// The lines of a file, as far as they show where the elements of its outermost block list begin.
private struct BlockList {
  private var lines: [(start: Int, indent: Int, kind: Kind)] = []
  private var indent = Int.max
  private let end: Int

  private enum Kind { case element, other, blank }

  /// `nil` if no line begins an element.
  init?(_ text: [UInt8]) {
    end = text.count
    var start = 0
    while start < text.count {
      var at = start
      while at < text.count, text[at] == 0x20 { at += 1 }
      let indent = at - start
      var kind = Kind.other
      if at == text.count || text[at] == 0x0A || text[at] == 0x0D || text[at] == 0x23 {
        kind = .blank
      } else if text[at] == 0x2D {
        let next = at + 1 < text.count ? text[at + 1] : 0x0A
        if next == 0x20 || next == 0x0A || next == 0x0D { kind = .element }
      }
      lines.append((start, indent, kind))
      if kind == .element { self.indent = min(self.indent, indent) }
      while at < text.count, text[at] != 0x0A { at += 1 }
      start = at + 1
    }
    guard indent < Int.max else { return nil }
  }

  /// From the first byte of the line that begins the element around `offset` to the line that ends it;
  /// `nil` where `offset` lies in none.
  func element(at offset: Int) -> Range<Int>? {
    guard
      let first = lines.lastIndex(where: {
        $0.kind == .element && $0.indent == indent && $0.start <= offset
      })
    else { return nil }
    let next = lines[(first + 1)...].first { line in
      // The line of the mistake itself ends nothing: its indentation may be the mistake.
      guard line.start > offset else { return false }
      return switch line.kind {
      case .element: line.indent == indent
      case .other: line.indent < indent || (indent == 0 && line.indent == 0)
      case .blank: false
      }
    }
    return lines[first].start..<(next?.start ?? end)
  }
}
