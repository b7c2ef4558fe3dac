import SluiceCore

/// A schedule as the cron library of Argo reads it (its standard parser): five fields or a descriptor,
/// each with an optional time zone before it.
struct CronExpression: Hashable, Sendable {
  /// The days, months and so on of a field, as bits; a field of all has `isAny`.
  private struct Field: Hashable {
    var bits: UInt64 = 0
    var isAny = false
  }

  /// Whether a day that it names ever comes: the 30th of February does not.
  let comesTrue: Bool
  /// The zone that stands before it.
  let timeZone: String?

  /// Reads the text, or says what is wrong with it. O(text).
  init(_ text: String) throws(TextProblem) {
    var rest = text
    var zone: String?
    for mark in ["CRON_TZ=", "TZ="] where zone == nil && text.utf8.starts(with: mark.utf8) {
      guard let blank = text.firstIndex(of: " ") else {
        throw TextProblem("has a time zone and no fields behind it", help: CronExpression.form)
      }
      zone = String(text[..<blank].dropFirst(mark.count))
      rest = String(text[blank...])
    }
    timeZone = zone
    let words = rest.split { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r" }.map(String.init)
    if let first = words.first, first.hasPrefix("@") {
      comesTrue = true
      try CronExpression.check(descriptor: words)
      return
    }
    guard words.count == 5 else {
      let help =
        words.count == 6
        ? "there is no field for seconds: did you mean '\(words.dropFirst().joined(separator: " "))'?"
        : CronExpression.form
      throw TextProblem("has \(words.count) fields, and a schedule has 5", help: help)
    }
    var fields: [Field] = []
    for (word, kind) in zip(words, CronExpression.kinds) {
      fields.append(try CronExpression.field(word, kind))
    }
    comesTrue =
      fields.allSatisfy { $0.bits != 0 }
      && CronExpression.comesTrue(days: fields[2], months: fields[3], weekdays: fields[4])
  }

  private static let form = "write `MINUTE HOUR DAY MONTH WEEKDAY`, as `0 3 * * 1-5`, or `@daily`"

  // MARK: Descriptors

  private static let descriptors = [
    "@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly",
  ]

  private static func check(descriptor words: [String]) throws(TextProblem) {
    let text = words.joined(separator: " ")
    if words.count == 1, descriptors.contains(words[0]) { return }
    if words[0] == "@every" {
      guard words.count == 2, GoDuration.isLegal(words[1]) else {
        throw TextProblem("has no span of time behind '@every'", help: "write `@every 1h30m`")
      }
      return
    }
    let near = nearest(to: text, among: descriptors)
    throw TextProblem(
      "begins with '@', and is none of \(descriptors.joined(separator: ", "))",
      help: near.map { "did you mean '\($0)'?" })
  }

  // MARK: Fields

  private struct Kind {
    var words: String
    var range: ClosedRange<Int>
    var names: [String] = []
  }

  private static let kinds = [
    Kind(words: "the minute", range: 0...59), Kind(words: "the hour", range: 0...23),
    Kind(words: "the day of the month", range: 1...31),
    Kind(
      words: "the month", range: 1...12,
      names: [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
      ]),
    Kind(
      words: "the weekday", range: 0...6, names: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]),
  ]

  private static func field(_ text: String, _ kind: Kind) throws(TextProblem) -> Field {
    var field = Field()
    for part in text.split(separator: ",") {
      let part = try range(String(part), kind)
      field.bits |= part.bits
      field.isAny = field.isAny || part.isAny
    }
    return field
  }

  private static func range(_ text: String, _ kind: Kind) throws(TextProblem) -> Field {
    let rangeAndStep = text.split(separator: "/", omittingEmptySubsequences: false)
    let ends = rangeAndStep[0].split(separator: "-", omittingEmptySubsequences: false)
    var field = Field()
    var first = kind.range.lowerBound
    var last = kind.range.upperBound
    if ends[0] == "*" || ends[0] == "?" {
      field.isAny = rangeAndStep.count == 1
    } else {
      guard ends.count <= 2 else { throw problem(kind, "'\(text)', with too many '-'") }
      first = try number(ends[0], kind)
      last = ends.count == 2 ? try number(ends[1], kind) : first
    }
    var step = 1
    guard rangeAndStep.count <= 2 else { throw problem(kind, "'\(text)', with too many '/'") }
    if rangeAndStep.count == 2 {
      guard let number = Int(rangeAndStep[1]), number > 0 else {
        throw problem(kind, "'\(text)', whose step is no number above 0")
      }
      step = number
      if ends.count == 1 { last = kind.range.upperBound }
    }
    guard kind.range.contains(first), kind.range.contains(last) else {
      throw outside(first: first, last: last, text, kind)
    }
    guard first <= last else {
      throw problem(kind, "'\(text)', which ends before it begins")
    }
    for value in stride(from: first, through: last, by: step) { field.bits |= 1 << UInt64(value) }
    return field
  }

  private static func number(_ text: Substring, _ kind: Kind) throws(TextProblem) -> Int {
    if let place = kind.names.firstIndex(of: text.lowercased()) {
      return place + kind.range.lowerBound
    }
    guard let number = Int(text), number >= 0 else {
      let long = kind.names.first { text.lowercased().hasPrefix($0) }
      throw problem(
        kind, "'\(text)', which is no number", help: long.map { "did you mean '\($0)'?" })
    }
    return number
  }

  private static func outside(
    first: Int, last: Int, _ text: String, _ kind: Kind
  ) -> TextProblem {
    let bounds = "\(kind.range.lowerBound) to \(kind.range.upperBound)"
    let isSunday = kind.range == 0...6 && (first == 7 || last == 7)
    return problem(
      kind, "'\(text)', which is not within \(bounds)",
      help: isSunday ? "Sunday is 0 here" : nil)
  }

  private static func problem(_ kind: Kind, _ what: String, help: String? = nil) -> TextProblem {
    TextProblem("has for \(kind.words) \(what)", help: help ?? form)
  }

  /// A schedule with a weekday of its own runs on that too, whatever the date.
  private static func comesTrue(days: Field, months: Field, weekdays: Field) -> Bool {
    guard weekdays.isAny, !days.isAny else { return true }
    let lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return lengths.enumerated().contains { month, length in
      months.bits & (1 << UInt64(month + 1)) != 0
        && (1...length).contains { days.bits & (1 << UInt64($0)) != 0 }
    }
  }
}

/// Spans of time as Go's library reads them, which Argo uses: `300ms`, `1.5h`, `2h45m`.
enum GoDuration {
  /// Whether Go reads it. O(text).
  static func isLegal(_ text: String) -> Bool {
    var rest = Array(text.utf8)[...]
    if let sign = rest.first, sign == 0x2B || sign == 0x2D { rest = rest.dropFirst() }
    if rest.elementsEqual("0".utf8) { return true }
    guard !rest.isEmpty else { return false }
    while !rest.isEmpty {
      let number = rest.prefix { $0.isDecimalDigit || $0 == 0x2E }
      guard number.contains(where: \.isDecimalDigit), number.count(where: { $0 == 0x2E }) <= 1
      else { return false }
      rest = rest.dropFirst(number.count)
      let unit = rest.prefix { !$0.isDecimalDigit && $0 != 0x2E }
      let units = ["ns", "us", "µs", "μs", "ms", "s", "m", "h"]
      guard units.contains(where: { $0.utf8.elementsEqual(unit) }) else { return false }
      rest = rest.dropFirst(unit.count)
    }
    return true
  }
}
