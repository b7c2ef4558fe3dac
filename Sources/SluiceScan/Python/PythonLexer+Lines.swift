extension PythonLexer {
  /// CPython refuses deeper blocks.
  static let maximumIndents = 100

  /// Skips blank lines, and compares the next line's indentation with the open blocks. Answers
  /// whether it made a token.
  mutating func beginLine() -> Bool {
    var column = 0
    var alternative = 0
    var continuationColumn = 0
    while true {
      switch bytes[position] {
      case 0x20:
        var end = position + 1
        while bytes[end] == 0x20 { end += 1 }
        column += end - position
        alternative += end - position
        position = end
      case 0x09:
        column = (column / 8 + 1) * 8
        alternative += 1
        position += 1
      case 0x0C:
        column = 0
        alternative = 0
        position += 1
      case 0x5C:
        if continuationColumn == 0 { continuationColumn = column }
        beginLogicalLine()
        guard skipContinuation() else {
          atLineStart = false
          return true
        }
      case 0x23:
        skipLine()
        continuationColumn = 0
        column = 0
        alternative = 0
      case 0x0A, 0x0D:
        position = afterLineEnd(position)
        continuationColumn = 0
        column = 0
        alternative = 0
      default:
        atLineStart = false
        beginLogicalLine()
        if position >= count {
          column = 0
          alternative = 0
        } else if continuationColumn > 0 {
          column = continuationColumn
          alternative = continuationColumn
        }
        return indent(to: column, alternative)
      }
    }
  }

  private mutating func indent(to column: Int, _ alternative: Int) -> Bool {
    let current = indents[indents.count - 1]
    if column == current {
      if alternative != alternativeIndents[alternativeIndents.count - 1] { failTabs() }
      return hasFailed
    }
    if column > current {
      if alternative <= alternativeIndents[alternativeIndents.count - 1] {
        failTabs()
        return true
      }
      guard indents.count < PythonLexer.maximumIndents else {
        failFinally("too many levels of indentation", position..<position)
        return true
      }
      indents.append(column)
      alternativeIndents.append(alternative)
      setEmpty(.indent)
      return true
    }
    while indents.count > 1, column < indents[indents.count - 1] {
      indents.removeLast()
      alternativeIndents.removeLast()
      pendingDedents += 1
    }
    if column != indents[indents.count - 1] {
      // The line becomes one of the nearest block outside; the finding comes after the dedents.
      misplacedDedent = position
    } else if alternative != alternativeIndents[alternativeIndents.count - 1] {
      failTabs()
      return true
    }
    pendingDedents -= 1
    setEmpty(.dedent)
    return true
  }

  private mutating func failTabs() {
    setEmpty(.error)
    fail("inconsistent use of tabs and spaces in indentation", position..<position)
  }
}
