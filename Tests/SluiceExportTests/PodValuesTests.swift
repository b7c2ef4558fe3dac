import SluiceCore
import SluicePipeline
import Testing

@testable import SluiceExport

private func findings(
  _ specification: String, environment: String = "run: '{{now}}'\n", here: String? = "env.yaml"
) throws -> [String] {
  let files = [
    "pipeline.yaml": specification, "env.yaml": environment, "a.sh": "touch {{product}}\n",
    "b.sh": "cat {{upstream.a}} > {{product}}\n",
    "environment.yml": "name: x\ndependencies: [ploomber]\n",
  ]
  var analyzer = Analyzer(
    folder: .memory(files.mapValues { Array($0.utf8) }),
    place: ProjectPlace(
      root: "/projects/demo", entry: "pipeline.yaml", isDefaultEntry: true, isPackage: false))
  analyzer.host = HostFacts(user: "me", now: "now", home: nil, variables: [:]) { _ in
    .commit(branch: "main", description: "abc")
  }
  let request = ExportRequest(
    analysis: try analyzer.analysis(), entryPoint: nil, overrides: [], environmentHere: here,
    toolVersion: "0")
  return ExportTarget.argo.export(request).findings.map {
    "\($0.kind.code) \($0.range.bytes.lowerBound)"
  }
}

@Test func valuesOfThisMachineAreSaidBeforeTheyAreExported() throws {
  let reader = "- {source: b.sh, product: b}\n"
  #expect(try findings("- {source: a.sh, product: 'o/{{run}}'}\n" + reader) == ["SL506 26"])
  #expect(try findings("- {source: a.sh, product: 'o/{{run}}'}\n") == ["SL505 26"])
  #expect(try findings("- {source: a.sh, product: 'o/{{user}}'}\n") == ["SL505 26"])
  #expect(try findings("- {source: a.sh, product: 'o/{{git_hash}}'}\n") == ["SL505 26"])
  #expect(try findings("- {source: a.sh, product: o, params: {x: '{{run}}'}}\n") == ["SL505 41"])
  #expect(try findings("- {source: a.sh, product: o, params: {x: '{{user}}'}}\n") == [])
  #expect(try findings("- {source: a.sh, product: '{{root}}/o', params: {x: '{{here}}'}}\n") == [])
  #expect(
    try findings("- {source: a.sh, product: 'o/{{run}}'}\n", environment: "run: '{{env.X}}'\n")
      == ["SL505 26"])
}

@Test func anotherEnvironmentInThePodsIsSaid() throws {
  #expect(try findings("- {source: a.sh, product: o}\n", here: "work/env.yaml") == ["SL126 0"])
}
