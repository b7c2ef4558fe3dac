import SluiceCore
import SluiceScan
import Testing

@Suite struct ScanLimitTests {
  private func nested(_ open: String, _ close: String, _ count: Int) -> [UInt8] {
    Array((String(repeating: open, count: count) + String(repeating: close, count: count)).utf8)
  }

  @Test func deepJSONIsRefused() {
    let limit = Limit.jsonDepth.value
    #expect(throws: Never.self) { try JSONParser.parse(nested("[", "]", limit)) }
    #expect(throws: (any Error).self) { try JSONParser.parse(nested("[", "]", limit + 1)) }
  }

  @Test func deepTemplatesAreRefused() {
    func isSound(_ count: Int) -> Bool {
      JinjaTemplate(nested("{% if a %}", "{% endif %}", count)).errors.isEmpty
    }
    #expect(isSound(Limit.templateDepth.value / 2))
    #expect(!isSound(Limit.templateDepth.value + 1))
  }

  private func isRendered(_ text: String, _ limits: TemplateLimits) -> Bool {
    let answer = renderTemplate(Array(text.utf8), values: [:], limits: limits)
    if case .success = answer { return true }
    return false
  }

  @Test func longRenderingsAreGivenUp() {
    let loop = "{% for a in range(9) %}{% for b in range(9) %}xxxxxxxxxx{% endfor %}{% endfor %}"
    #expect(isRendered(loop, TemplateLimits(steps: 10_000, size: 10_000, depth: 10)))
    #expect(!isRendered(loop, TemplateLimits(steps: 50, size: 10_000, depth: 10)))
    #expect(!isRendered(loop, TemplateLimits(steps: 10_000, size: 500, depth: 10)))
    #expect(
      TemplateLimits()
        == TemplateLimits(
          steps: Limit.templateSteps.value, size: Limit.templateText.value))
  }
}
