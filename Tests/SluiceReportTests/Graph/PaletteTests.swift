import Foundation
import Testing

@testable import SluiceReport

/// Words must be readable by day and by night (WCAG's contrast of 4.5).
@Test(arguments: ["text", "faint", "accent", "error", "warning", "outdated", "fresh"])
func wordsHaveContrast(ink: String) throws {
  for isNight in [false, true] {
    for paper in ["ground", "surface"] {
      let one = try luminance(ink, isNight)
      let two = try luminance(paper, isNight)
      let contrast = (max(one, two) + 0.05) / (min(one, two) + 0.05)
      #expect(contrast >= 4.5, "\(ink) on \(paper), \(isNight ? "night" : "day")")
    }
  }
}

private func luminance(_ name: String, _ isNight: Bool) throws -> Double {
  let colour = try #require(Palette.colours.first { $0.name == name })
  let digits = (isNight ? colour.night : colour.day).dropFirst()
  let number = try #require(Int(digits, radix: 16))
  let parts = [16, 8, 0].map { (shift: Int) -> Double in
    let part = Double((number >> shift) & 255) / 255
    return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
  }
  return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
}

@Test func longNamesAreShortenedInTheMiddle() {
  #expect(shortened("short", to: 10) == "short")
  #expect(shortened("a-very-long-name", to: 9) == "a-ve…name")
  #expect(shortened("漢字漢字漢字", to: 7) == "漢…字")
  #expect(shortened("abcdef", to: 0) == "a…ef")
}

@Test func waysAreStraightWhereTheyCanBe() {
  func path(_ points: [(Int, Int)]) -> String {
    svgPath(points.map { LayoutPoint(x: $0.0, y: $0.1) })
  }
  #expect(path([]) == "")
  #expect(path([(0, 5), (9, 5)]) == "M0 5H9")
  #expect(path([(0, 0), (10, 20)]) == "M0 0C5 0 5 20 10 20")
  #expect(path([(0, 0), (40, 0), (40, 40)]) == "M0 0H32Q40 0 40 8V40")
}

@Test func markupIsInert() {
  #expect(
    markup("<a b='c' d=\"e\">&\u{0}\n\u{202E}")
      == "&lt;a b=&#39;c&#39; d=&quot;e&quot;&gt;&amp;␀\n�")
}
