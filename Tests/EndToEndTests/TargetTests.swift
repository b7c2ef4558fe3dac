import Foundation
import TestSupport
import Testing

private func project(_ configuration: String, _ others: [String: String] = [:]) throws -> Scratch {
  try Scratch(
    [
      "pipeline.yaml": "- {source: a.sh, product: 'output/{{word}}.txt'}\n",
      "env.yaml": "word: plain\n", "a.sh": "touch {{product}}\n",
      "environment.yml": "name: x\ndependencies: [ploomber]\n", "sluice.yaml": configuration,
    ].merging(others) { $1 })
}

@Suite struct TargetTests {
  @Test func theOnlyTargetNeedsNoName() throws {
    let project = try project("targets: {nightly: {image: one:1}}\n")
    #expect(try Command(["export"], in: project.url).status == 0)
    #expect(project.read("argo.yaml")?.contains("image: one:1") == true)
    #expect(try Command(["export", "nightly", "--check"], in: project.url).status == 0)
  }

  @Test func ofSeveralOneIsNamed() throws {
    let project = try project("targets: {one: {image: a:1}, two: {image: b:2, output: out.yaml}}\n")
    let nameless = try Command(["export"], in: project.url)
    #expect(nameless.status == 2 && nameless.talk.contains("'one', 'two'"))
    let wrong = try Command(["export", "tow"], in: project.url)
    #expect(wrong.status == 2 && wrong.talk.contains("Did you mean 'two'?"))
    #expect(try Command(["export", "one"], in: project.url).status == 0)
    #expect(project.read("one/argo.yaml")?.contains("image: a:1") == true)
    #expect(try Command(["export", "--all"], in: project.url).status == 0)
    #expect(project.read("out.yaml")?.contains("image: b:2") == true)
    let both = try Command(["export", "--all", "-o", "-"], in: project.url)
    #expect(both.output.contains("\n---\n") && both.output.contains("image: b:2"))
    #expect(try Command(["export", "--all", "-o", "x.yaml"], in: project.url).status == 2)
    #expect(try Command(["export", "--all", "-o", "folder/"], in: project.url).status == 0)
    #expect(project.read("folder/two/argo.yaml")?.contains("image: b:2") == true)
  }

  @Test func withoutTargetsNoNameIsKnown() throws {
    let project = try project("fail-on: warning\n")
    let named = try Command(["export", "nightly"], in: project.url)
    #expect(named.status == 2 && named.talk.contains("names none"))
  }

  @Test func placeholdersOfTheTargetGiveWayToFlags() throws {
    let project = try project("targets: {t: {placeholders: {word: target}}}\n")
    let own = try Command(["export", "-o", "-"], in: project.url)
    #expect(own.output.contains("word=target"), "\(own.talk)")
    let flag = try Command(["export", "-o", "-", "--env", "word=flag"], in: project.url)
    #expect(flag.output.contains("word=flag"))
    let wrong = try Command(["check", "--for", "t"], in: project.url)
    #expect(wrong.status == 0, "\(wrong.talk)")
  }

  @Test func aTargetHasASpecificationOfItsOwn() throws {
    let other = [
      "pipeline.serve.yaml": "- {source: a.sh, name: served, product: s.txt}\n",
      "pipeline.odd.yaml": "- {source: a.sh, name: odd, product: o.txt}\n",
    ]
    let project = try project("targets: {serve: {}, x: {entry: pipeline.odd.yaml}}\n", other)
    let both = try Command(["export", "--all", "-o", "-"], in: project.url)
    #expect(both.output.contains("value: served") && both.output.contains("value: odd"))
    #expect(both.output.contains("value: pipeline.serve.yaml"))
    let flag = try Command(["export", "serve", "-e", "pipeline.yaml", "-o", "-"], in: project.url)
    #expect(flag.output.contains("value: a\n"), "\(flag.talk)")
    let check = try Command(["check", "--for", "argo"], in: project.url)
    #expect(check.status == 0 && check.talk.contains("--for serve"), "\(check.talk)")
  }

  @Test func findingsOfAnExportStandInTheConfiguration() throws {
    let project = try project("targets: {t: {parameters: [wrod], imgae: x}}\n")
    let check = try Command(["check", "--for", "argo"], in: project.url)
    #expect(check.status == 1)
    #expect(check.output.contains("sluice.yaml:1:28") && check.output.contains("'word'"))
    #expect(check.output.contains("did you mean 'image'?"))
  }

  @Test func parametersReachThePods() throws {
    let project = try project("targets: {t: {parameters: [word]}}\n")
    let export = try Command(["export", "-o", "-"], in: project.url)
    #expect(export.output.contains("name: word\n      value: plain"), "\(export.talk)")
    #expect(export.output.contains("word={{workflow.parameters.word}}"))
  }
}
