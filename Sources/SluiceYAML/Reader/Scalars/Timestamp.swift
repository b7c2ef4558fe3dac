/// A text in the form of PyYAML's timestamps; whether such a day or time exists is asked afterwards.
struct Timestamp: Equatable {
  private struct Time: Equatable {
    var hour: Int
    var minute: Int
    var second: Int
    var microsecond: Int
    /// Minutes east of Greenwich; `nil` without a zone.
    var offset: Int?
  }

  private var year: Int
  private var month: Int
  private var day: Int
  private var time: Time?
  /// Whether an unquoted text in this form is a date by itself: without a time, month and day need
  /// two digits.
  let isImplicit: Bool

  /// `nil` if the text has another form.
  init?(_ text: [UInt8]) {
    var cursor = DigitCursor(text: text)
    guard let year = cursor.number(4...4), cursor.skip(minus), let month = cursor.number(1...2),
      cursor.skip(minus), let day = cursor.number(1...2)
    else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
    if cursor.isAtEnd {
      isImplicit = text.count == 10
      return
    }
    isImplicit = true
    guard cursor.skip(UInt8(ascii: "T")) || cursor.skip(UInt8(ascii: "t")) || cursor.skipBlanks(),
      let hour = cursor.number(1...2), cursor.skip(colon), let minute = cursor.number(2...2),
      cursor.skip(colon), let second = cursor.number(2...2)
    else { return nil }
    var time = Time(hour: hour, minute: minute, second: second, microsecond: 0)
    if cursor.skip(dot) { time.microsecond = cursor.fraction() }
    if !cursor.isAtEnd {
      _ = cursor.skipBlanks()
      guard let offset = cursor.zone() else { return nil }
      time.offset = offset
    }
    guard cursor.isAtEnd else { return nil }
    self.time = time
  }

  /// Python's `str()` of the date or datetime; `nil` where Python raises.
  var pythonText: String? {
    guard year >= 1, (1...12).contains(month), day >= 1, day <= daysInMonth else { return nil }
    let date = padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
    guard let time else { return date }
    guard time.hour < 24, time.minute < 60, time.second < 60 else { return nil }
    var text = date + " " + padded(time.hour, 2) + ":" + padded(time.minute, 2)
    text += ":" + padded(time.second, 2)
    if time.microsecond > 0 { text += "." + padded(time.microsecond, 6) }
    if let offset = time.offset {
      guard abs(offset) < 24 * 60 else { return nil }
      text += offset < 0 ? "-" : "+"
      text += padded(abs(offset) / 60, 2) + ":" + padded(abs(offset) % 60, 2)
    }
    return text
  }

  private var daysInMonth: Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }
}

private func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

private struct DigitCursor {
  let text: [UInt8]
  var index = 0

  var isAtEnd: Bool { index == text.count }

  mutating func skip(_ byte: UInt8) -> Bool {
    guard index < text.count, text[index] == byte else { return false }
    index += 1
    return true
  }

  /// Whether there was a blank.
  mutating func skipBlanks() -> Bool {
    let start = index
    while index < text.count, text[index] == 0x20 || text[index] == 0x09 { index += 1 }
    return index > start
  }

  mutating func number(_ width: ClosedRange<Int>) -> Int? {
    var value = 0
    var count = 0
    while count < width.upperBound, index < text.count, isDigit(text[index]) {
      value = value * 10 + Int(digitValue(text[index]))
      index += 1
      count += 1
    }
    return count >= width.lowerBound ? value : nil
  }

  /// The first six digits, as microseconds; the rest is dropped.
  mutating func fraction() -> Int {
    var value = 0
    var count = 0
    while index < text.count, isDigit(text[index]) {
      if count < 6 { value = value * 10 + Int(digitValue(text[index])) }
      count += 1
      index += 1
    }
    for _ in 0..<max(0, 6 - count) { value *= 10 }
    return value
  }

  /// `Z`, or a sign, hours, and minutes if there are any.
  mutating func zone() -> Int? {
    if skip(UInt8(ascii: "Z")) { return 0 }
    let isWest = skip(minus)
    guard isWest || skip(plus), let hours = number(1...2) else { return nil }
    var minutes = hours * 60
    if skip(colon) {
      guard let more = number(2...2) else { return nil }
      minutes += more
    }
    return isWest ? -minutes : minutes
  }
}
