import Foundation
import TestSupport
import Testing

@Suite struct WhyTests {
  private let samples = Fixtures.repository.appending(path: "sample-projects")

  @Test func eachStepIsProved() throws {
    let project = try Scratch(copyOf: samples.appending(path: "ml-basic"), named: "ml-basic")
    let path = try Command(["why", "evaluate", "get_data"], in: project.url)
    #expect(path.status == 0)
    expectGolden(path.output, "graphs/why-evaluate.txt")
    let json = try Command(["why", "fit", "--format", "json"], in: project.url)
    expectGolden(json.output, "graphs/why-fit.json")
  }

  @Test func noWayIsAnAnswerAndNoTaskIsAMistake() throws {
    let project = try Scratch(copyOf: samples.appending(path: "ml-basic"), named: "ml-basic")
    let none = try Command(["why", "get_data", "fit"], in: project.url)
    #expect(none.status == 0)
    #expect(none.output == "'get_data' does not wait for 'fit'\n")
    let unknown = try Command(["why", "fti"], in: project.url)
    #expect(unknown.status == 2)
    #expect(unknown.talk.contains("did you mean 'fit'?"))
  }

  @Test func aCycleComesToAnEnd() throws {
    let project = try Scratch()
    try project.write(
      "pipeline.yaml",
      "meta: {extract_upstream: false}\ntasks:\n"
        + "  - {source: f.a, product: a, upstream: b}\n  - {source: f.b, product: b, upstream: a}\n"
    )
    try project.write("f.py", "def a(product): pass\ndef b(product): pass\n")
    let around = try Command(["why", "a", "a"], in: project.url)
    #expect(around.output.contains("'a' reads from 'b'"))
    #expect(around.output.contains("'b' reads from 'a'"))
  }
}
