import SluiceCore
import SluicePipeline
import Testing

/// Small files that ask for much work: each ends, and soon.
@Suite(.timeLimit(.minutes(1))) struct LimitTests {
  private func analysis(_ files: [String: String]) throws -> Analysis {
    let place = ProjectPlace(
      root: "/projects/demo", entry: "pipeline.yaml", isDefaultEntry: true, isPackage: false)
    let folder = ProjectFolder.memory(files.mapValues { Array($0.utf8) })
    return try Analyzer(folder: folder, place: place).analysis()
  }

  @Test func starImportsInACircleEnd() throws {
    let stars = "from a import *\nfrom b import *\nfrom c import *\n"
    let analysis = try analysis([
      "pipeline.yaml": "- {source: a.gone, product: x}\n- {source: a.here, product: y}\n",
      "a.py": stars, "b.py": stars, "c.py": stars + "def here(product): pass\n",
    ])
    #expect(analysis.diagnostics.map(\.kind.code) == ["SL202"])
  }

  @Test func valuesThatRepeatValuesStopGrowing() throws {
    var environment = "k0: \(String(repeating: "x", count: 1000))\n"
    for level in 1..<60 { environment += "k\(level): '{{k\(level - 1)}}{{k\(level - 1)}}'\n" }
    let analysis = try analysis([
      "pipeline.yaml": "- {source: a.sh, product: '{{k1}}'}\n", "env.yaml": environment,
      "a.sh": "{{product}}\n",
    ])
    #expect(analysis.diagnostics.contains { $0.message.contains("too much text") })
    #expect(analysis.diagnostics.count < 60)
  }

  @Test func gridsShareOneLimit() throws {
    let axes = (0..<3).map { "a\($0): [\((0..<20).map(String.init).joined(separator: ", "))]" }
    let task = "- {source: a.sh, name: n, product: x, grid: {\(axes.joined(separator: ", "))}}\n"
    let analysis = try analysis([
      "pipeline.yaml": String(repeating: task, count: 50), "a.sh": "{{product}}\n",
    ])
    #expect(analysis.diagnostics.contains { $0.message.hasSuffix("more than 10000 tasks") })
    #expect(analysis.tasks.count < 8100)
  }

  @Test func manyParametersTakeLinearTime() throws {
    let keys = (0..<50_000).map { "    k\($0): 1\n" }.joined()
    let analysis = try analysis([
      "pipeline.yaml": "- source: a.sh\n  product: x\n  params:\n\(keys)    k0: 2\n",
      "a.sh": "{{product}}\n",
    ])
    #expect(analysis.tasks.first?.spec.params.count == 50_000)
    #expect(analysis.tasks.first?.spec.params.last == .init(key: "k0", value: .int("2")))
  }
}
