import SluiceCore
import SluiceYAML
import Testing

@testable import SluiceExport

@Suite struct WrittenLimitTests {
  private func count(_ text: String, _ limits: YAMLLimits) -> Int? {
    writtenDocuments(Array(text.utf8), limits: limits)?.count
  }

  @Test func aSpecBeyondTheLimitsIsNone() {
    let small = YAMLLimits(depth: 10, nodes: 8, bytes: 80, directives: 1)
    let text = "a: [1, 2, 3]\n---\nb: 1\n"
    #expect(count(text, small) == 2)
    #expect(count(text + "c: [\(String(repeating: "1, ", count: 8))1]\n", small) == nil)
    #expect(count("a: \(String(repeating: "x", count: 80))\n", small) == nil)
  }

  @Test func theLimitsAreThoseOfTheTable() {
    #expect(specLimits.bytes == Limit.specSize.value)
    #expect(specLimits.nodes == Limit.specValues.value)
    let size = Limit.specSize.value
    #expect(writtenDocuments([UInt8](repeating: 0x20, count: size + 1)) == nil)
  }
}
