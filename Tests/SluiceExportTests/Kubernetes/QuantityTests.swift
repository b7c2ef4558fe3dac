import TestSupport
import Testing

@testable import SluiceExport

@Suite struct QuantityTests {
  @Test(arguments: [
    ("0", "0.000"), ("1", "1000m"), ("1k", "1e3"), ("1Ki", "1024"), ("1.5Gi", "1610612736"),
    ("0.1Ki", "102.4"), ("1E", "1000P"), ("1E3", "1k"), ("1e-3", "1m"), ("+1", "1."),
    (".5", "500m"),
    ("1n", "0.1n"), ("100Ei", "9223372036854775807"), ("1e99999999", "99999999999999999999Ei"),
    ("-0", "0"), ("-1", "-1000m"),
  ])
  func equalAmounts(one: String, other: String) throws {
    #expect(try Quantity(one) == Quantity(other))
  }

  @Test(arguments: [
    ("1", "2"), ("999m", "1"), ("1k", "1Ki"), ("1G", "1Gi"), ("-2", "-1"), ("-1", "0"),
    ("0.1", "0.2"), ("9", "10"), ("1023Ki", "1Mi"), ("1n", "2n"),
  ])
  func order(less: String, more: String) throws {
    #expect(try Quantity(less) < Quantity(more))
    #expect(try !(Quantity(more) < Quantity(less)))
  }

  @Test(arguments: [
    ("512MB", "did you mean '512M'?"), ("512 Mi", "did you mean '512Mi'?"),
    ("2GiB", "did you mean '2Gi'?"), ("1K", "did you mean '1k'?"), ("4gb", "did you mean '4G'?"),
    ("0,5", "did you mean '0.5'?"), ("4 cores", "did you mean '4'?"),
  ])
  func namesTheNearest(text: String, help: String) {
    let problem = #expect(throws: TextProblem.self) { try Quantity(text) }
    #expect(problem?.help == help)
  }

  @Test(arguments: ["", ".", "-", "1.2.3", "e3", "1e", "1e1.5", "0x10", "1KiB2", "∞", "1 ", "--1"])
  func refuses(text: String) {
    #expect(throws: TextProblem.self) { try Quantity(text) }
  }

  /// What is exact for a floating point number is the same for a quantity.
  @Test func agreesWithArithmetic() throws {
    var seed = SeededGenerator(state: 7)
    for _ in 0..<500 {
      let a = Int.random(in: 0..<1_000_000, using: &seed)
      let b = Int.random(in: 0..<1_000_000, using: &seed)
      #expect(try (Quantity("\(a)m") < Quantity("\(b)m")) == (a < b))
      #expect(try Quantity("\(a)Ki") == Quantity("\(a * 1024)"))
      #expect(try Quantity("\(a)e3") == Quantity("\(a)k"))
      #expect(try Quantity("\(a)").isWhole)
      #expect(try Quantity("\(a)m").isWhole == (a % 1000 == 0))
      #expect(try Quantity("\(a)u").isWholeInThousandths == (a % 1000 == 0))
    }
  }
}
