import Foundation
import SluiceCore
import SluiceYAML
import TestSupport
import Testing

@testable import SluicePipeline

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

  @Test func aLongChainOfImportedValuesEnds() throws {
    var files = ["pipeline.yaml": "- {source: a.sh, product: '{{k0}}'}\n", "a.sh": "{{product}}\n"]
    files["env.yaml"] = "meta: {import_from: e1.yaml}\nk0: v\n"
    for file in 1..<5000 {
      files["e\(file).yaml"] = "meta: {import_from: e\(file + 1).yaml}\nk\(file): v\n"
    }
    let analysis = try analysis(files)
    #expect(analysis.diagnostics.map(\.kind.code) == ["SL903"])
    #expect(analysis.diagnostics.first?.message.contains("limit 'placeholder-files': 100") == true)
  }

  @Test func manyUnknownNamesEndSoon() throws {
    let tasks = (0..<400).map {
      "- {source: a.sh, name: task-\($0), upstream: [tusk-\($0)x], product: p\($0)}\n"
    }
    let analysis = try analysis([
      "pipeline.yaml": "meta: {extract_upstream: false}\ntasks:\n" + tasks.joined(),
      "a.sh": "{{product}}\n",
    ])
    #expect(analysis.diagnostics.filter { $0.kind.code == "SL301" }.count == 400)
  }

  @Test(arguments: [
    ("a.py", "# sluice: ignore[SL301]\n"), ("a.py", "x = 'sluice: # sluice:' "),
    ("a.py", "\"\"\"# sluice: ignore[a]\n"), ("a.sql", "-- sluice: ignore[SL301]\n"),
    ("a.sql", "/* sluice: ignore[SL301] */"),
  ])
  func manyCommentsTakeLinearTime(path: String, comment: String) {
    let bytes = Array(String(repeating: comment, count: 30_000).utf8)
    let reader = SuppressionReader(SourceFile(path: path, bytes: bytes), file: 0)
    #expect(reader.found.count <= 30_000)
  }

  @Test func aConfigurationThatRepeatsItselfEnds() {
    var text = "[ploomber]\nk0 = x\n"
    for level in 1..<9 {
      text += "k\(level) = " + String(repeating: "%(k\(level - 1))s", count: 50) + "\n"
    }
    text += "entry-point = %(k8)s\n"
    #expect(throws: SetupConfiguration.Mistake.self) {
      try SetupConfiguration(Array(text.utf8)).value(of: "entry-point", in: "ploomber")
    }
  }

  @Test func gridsShareOneLimit() throws {
    let axes = (0..<3).map { "a\($0): [\((0..<20).map(String.init).joined(separator: ", "))]" }
    let task = "- {source: a.sh, name: n, product: x, grid: {\(axes.joined(separator: ", "))}}\n"
    let analysis = try analysis([
      "pipeline.yaml": String(repeating: task, count: 50), "a.sh": "{{product}}\n",
    ])
    #expect(
      analysis.diagnostics.contains {
        $0.message.contains("more than 10000 tasks (limit 'grid-tasks'")
      })
    #expect(analysis.tasks.count < 8100)
  }

  @Test func tasksBehindTheLimitAreNotRead() {
    let text = (0..<5).map { "- {source: a.sh, name: t\($0), product: p\($0)}\n" }.joined()
    var reader = SpecReader(file: 0, root: nil)
    reader.taskLimit = 3
    let spec = reader.specification(parseYAML(Array(text.utf8), file: 0).root)
    #expect(spec.tasks.map(\.name.text) == ["t0", "t1", "t2"])
    #expect(
      reader.diagnostics.map(\.message) == [
        "the pipeline has 5 tasks, and this one and all behind it are not read (limit 'tasks': 3)"
      ])
    let place = reader.diagnostics.first?.range.bytes.lowerBound ?? 0
    #expect(text.utf8.dropFirst(place).starts(with: "t3".utf8))
  }

  /// Errors stay, and what is left out is counted, however often stages add to the findings.
  @Test func findingsBehindTheLimitAreCounted() throws {
    var analysis = try analysis([
      "pipeline.yaml": "- {source: a.sh, product: x, name: a, name: b, name: c}\n"
        + "- {source: gone.sh, product: y}\n",
      "a.sh": "{{product}}\n",
    ])
    let errors = analysis.diagnostics.filter { $0.kind.severity == .error }.count
    let all = analysis.diagnostics.count
    #expect(errors > 0 && all > errors + 1)
    analysis.keepShownFindings(errors)
    let words = "\(all - errors) more findings are not shown (limit 'findings': 10000)"
    #expect(analysis.diagnostics.map(\.message).filter { $0 == words }.count == 1)
    #expect(analysis.diagnostics.filter { $0.kind.severity == .error }.count == errors)
    #expect(analysis.diagnostics.count == errors + 1)
    #expect(analysis.adding([]).diagnostics.map(\.message).filter { $0 == words }.count == 1)
  }

  @Test func packageFilesBehindTheLimitAreNotRead() throws {
    var files = ["pipeline.yaml": "- {source: a.sh, product: x}\n", "a.sh": "{{product}}\n"]
    for number in 0..<80 { files["r\(number).txt"] = "-r r\(number + 1).txt\n" }
    files["requirements.txt"] = "-r r0.txt\n"
    let analysis = try analysis(files)
    #expect(analysis.diagnostics.map(\.kind.code) == ["SL903"])
    #expect(analysis.packages.files.count == Limit.packageFiles.value)
  }

  @Test func modulesBehindTheLimitAreNotFollowed() throws {
    let count = Limit.importedModules.value + 10
    var files = ["pipeline.yaml": "- {source: a.f, product: x}\n"]
    files["a.py"] = (0..<count).map { "import m\($0)\n" }.joined() + "def f(product): pass\n"
    for number in 0..<count { files["m\(number).py"] = "" }
    let analysis = try analysis(files)
    #expect(analysis.diagnostics.map(\.kind.code) == ["SL903"])
    #expect(analysis.imports.count == Limit.importedModules.value)
  }

  @Test func aLongChainOfImportedFunctionsEnds() throws {
    func chain(_ count: Int) throws -> [String] {
      var files = ["pipeline.yaml": "- {source: m0.f, product: x}\n"]
      for number in 0..<count { files["m\(number).py"] = "from m\(number + 1) import f\n" }
      files["m\(count).py"] = "def f(product): pass\n"
      return try analysis(files).diagnostics.map(\.kind.code)
    }
    #expect(try chain(Limit.reexports.value) == [])
    #expect(try chain(Limit.reexports.value + 1) == ["SL222"])
  }

  @Test func aRootOfTooManyFilesIsNamed() throws {
    let scratch = try Scratch(["pipeline.yaml": "- {source: a.sh, product: x}\n"])
    try scratch.write("a.sh", "{{product}}\n")
    let place = ProjectPlace(
      root: scratch.path, entry: "pipeline.yaml", isDefaultEntry: true, isPackage: false)
    func codes() throws -> [String] {
      let analyzer = Analyzer(folder: .disk(root: scratch.path), place: place)
      return try analyzer.analysis().diagnostics.map(\.kind.code)
    }
    #expect(try codes() == [])
    for number in 0..<Limit.folderEntries.value {
      FileManager.default.createFile(atPath: scratch.path + "/\(number)", contents: nil)
    }
    #expect(try codes() == ["SL903"])
  }

  @Test func patternsOfTooManyFilesAreCut() throws {
    let names = (0..<Limit.sourceFiles.value).map { "s\($0).py" }
    let place = ProjectPlace(
      root: "/projects/demo", entryPoint: .sources("s*.py", files: names), isDefaultEntry: false,
      isPackage: false, rootValue: "/projects/demo")
    let analysis = try Analyzer(folder: .memory(["s0.py": Array("x = 1\n".utf8)]), place: place)
      .analysis()
    #expect(analysis.reachedLimits.map(\.limit) == [.sourceFiles])
  }

  @Test(arguments: ["sluice.yaml", "soopervisor.yaml", "env.yaml", "environment.yml"])
  func hugeFilesBesideTheSourcesAreNamed(path: String) throws {
    let place = ProjectPlace(
      root: "/projects/demo", entry: "pipeline.yaml", isDefaultEntry: true, isPackage: false)
    let folder = ProjectFolder.memory([
      "pipeline.yaml": Array("- {source: a.sh, product: x}\n".utf8),
      "a.sh": Array("{{product}}\n".utf8),
      path: [UInt8](repeating: 0x20, count: Limit.fileSize.value + 1),
    ])
    let analysis = try Analyzer(folder: folder, place: place).analysis()
    #expect(
      analysis.diagnostics.contains {
        $0.message.hasPrefix("'\(path)' is too large") && $0.message.contains("'file-size'")
      })
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
