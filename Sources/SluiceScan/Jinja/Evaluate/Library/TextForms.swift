/// What Python's `str` does with letters, blanks and lines.
extension JinjaText {
  var uppercased: JinjaText { flatMap { $0.properties.uppercaseMapping.unicodeScalars } }

  var lowercased: JinjaText {
    var result: JinjaText = []
    result.reserveCapacity(count)
    for (index, scalar) in enumerated() {
      if scalar == "Σ" {
        result.append(isFinalSigma(at: index) ? "ς" : "σ")
      } else if scalar.isASCII {
        result.append(scalar.asciiLowercased)
      } else {
        result += scalar.properties.lowercaseMapping.unicodeScalars
      }
    }
    return result
  }

  /// Behind a letter, and before none.
  private func isFinalSigma(at index: Int) -> Bool {
    let before = self[..<index].last { !$0.properties.isCaseIgnorable }
    let after = self[(index + 1)...].first { !$0.properties.isCaseIgnorable }
    return before?.properties.isCased ?? false && !(after?.properties.isCased ?? false)
  }

  /// Full case folding, as far as lower case of upper case gives it.
  var caseFolded: JinjaText {
    flatMap { scalar -> JinjaText in
      if scalar.isASCII { return [scalar.asciiLowercased] }
      let upper = scalar.properties.uppercaseMapping.unicodeScalars
      if scalar == "ß" || scalar == "ẞ" { return ["s", "s"] }
      return Array(upper).flatMap { Array($0.properties.lowercaseMapping.unicodeScalars) }
    }
  }

  var capitalized: JinjaText {
    guard let first else { return [] }
    return Array(first.properties.titlecaseMapping.unicodeScalars) + Array(dropFirst()).lowercased
  }

  var titled: JinjaText {
    var result: JinjaText = []
    var follows = false
    for scalar in self {
      result +=
        follows
        ? scalar.properties.lowercaseMapping.unicodeScalars
        : scalar.properties.titlecaseMapping.unicodeScalars
      follows = scalar.properties.isCased
    }
    return result
  }

  var caseSwapped: JinjaText {
    flatMap { scalar in
      scalar.properties.isUppercase
        ? scalar.properties.lowercaseMapping.unicodeScalars
        : scalar.properties.isLowercase
          ? scalar.properties.uppercaseMapping.unicodeScalars
          : String(scalar).unicodeScalars
    }
  }

  var isUpper: Bool {
    contains { $0.properties.isUppercase }
      && !contains { $0.properties.isLowercase || $0.isTitlecase }
  }
  var isLower: Bool {
    contains { $0.properties.isLowercase }
      && !contains { $0.properties.isUppercase || $0.isTitlecase }
  }

  var isTitle: Bool {
    var follows = false
    var isTitle = false
    for scalar in self {
      if scalar.properties.isUppercase || scalar.isTitlecase {
        if follows { return false }
        follows = true
        isTitle = true
      } else if scalar.properties.isLowercase {
        if !follows { return false }
        isTitle = true
      } else {
        follows = false
      }
    }
    return isTitle
  }

  var isIdentifier: Bool {
    guard let first, first == "_" || first.properties.isXIDStart else { return false }
    return dropFirst().allSatisfy { $0.properties.isXIDContinue }
  }

  /// Without the blanks, or the scalars of a set, at its ends.
  func stripped(of set: JinjaText? = nil, left: Bool = true, right: Bool = true) -> JinjaText {
    func isTaken(_ scalar: Unicode.Scalar) -> Bool { set?.contains(scalar) ?? isJinjaBlank(scalar) }
    var rest = self[...]
    if left { rest = rest.drop(while: isTaken) }
    while right, let last = rest.last, isTaken(last) { rest.removeLast() }
    return Array(rest)
  }

  /// Python's `split`: at runs of blanks without a separator. A negative limit is none.
  func split(by separator: JinjaText?, limit: Int, fromEnd: Bool) -> [JinjaText] {
    let limit = limit < 0 ? Int.max : limit
    if let separator {
      return fromEnd ? splitFromEnd(separator, limit) : split(separator, limit)
    }
    return fromEnd
      ? JinjaText(reversed()).splitAtBlanks(limit).map { $0.reversed() }.reversed()
      : splitAtBlanks(limit)
  }

  private func split(_ separator: JinjaText, _ limit: Int) -> [JinjaText] {
    var parts: [JinjaText] = []
    var start = 0
    while parts.count < limit, let place = firstOffset(of: separator, from: start) {
      parts.append(Array(self[start..<place]))
      start = place + separator.count
    }
    return parts + [Array(self[start...])]
  }

  private func splitFromEnd(_ separator: JinjaText, _ limit: Int) -> [JinjaText] {
    var parts: [JinjaText] = []
    var end = count
    while parts.count < limit, let place = lastOffset(of: separator, to: end) {
      parts.append(Array(self[(place + separator.count)..<end]))
      end = place
    }
    return (parts + [Array(self[..<end])]).reversed()
  }

  private func splitAtBlanks(_ limit: Int) -> [JinjaText] {
    var parts: [JinjaText] = []
    var rest = self[...].drop(while: isJinjaBlank)
    while !rest.isEmpty {
      if parts.count == limit {
        parts.append(JinjaText(rest).stripped(left: false))
        break
      }
      let word = rest.prefix { !isJinjaBlank($0) }
      parts.append(Array(word))
      rest = rest[word.endIndex...].drop(while: isJinjaBlank)
    }
    return parts
  }

  /// Python's `splitlines`.
  func lines(keepingEnds: Bool = false) -> [JinjaText] {
    var lines: [JinjaText] = []
    var start = 0
    var index = 0
    while index < count {
      guard self[index].endsLine else {
        index += 1
        continue
      }
      let isPair = self[index] == "\r" && index + 1 < count && self[index + 1] == "\n"
      let end = index + (isPair ? 2 : 1)
      lines.append(Array(self[start..<(keepingEnds ? end : index)]))
      start = end
      index = end
    }
    if start < count { lines.append(Array(self[start...])) }
    return lines
  }
}

extension Unicode.Scalar {
  var asciiLowercased: Unicode.Scalar {
    (0x41...0x5A).contains(value) ? Unicode.Scalar(UInt8(value) | 0x20) : self
  }
  var isTitlecase: Bool { properties.generalCategory == .titlecaseLetter }
  var isPythonAlpha: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    default: false
    }
  }
  var isPythonDecimal: Bool { properties.numericType == .decimal }
  var isPythonDigit: Bool {
    properties.numericType == .decimal || properties.numericType == .digit
  }
  /// What `str.splitlines` cuts at.
  var endsLine: Bool {
    switch value {
    case 0x0A...0x0D, 0x1C...0x1E, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }
}
