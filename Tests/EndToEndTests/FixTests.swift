import Foundation
import SluiceCore
import SluicePipeline
import SluiceReport
import TestSupport
import Testing

@Suite struct FixTests {
  /// What a fixture's `broken` half becomes is kept as a patch; its own diff makes the same.
  @Test(arguments: ["SL301-unknown-upstream", "SL106-unknown-key"])
  func mendsWhatTheDiffSays(_ folder: String) throws {
    let places = ["rules", "specs"].map { Fixtures.root.appending(path: "\($0)/\(folder)/broken") }
    let broken: URL? = places.first {
      FileManager.default.fileExists(atPath: $0.path(percentEncoded: false))
    }
    let found: URL = try #require(broken)
    let project = try Scratch(copyOf: found)
    let diff = try Command(["check", "--diff"], in: project.url)
    expectGolden(diff.output, "fixes/\(folder).diff")
    #expect(diff.status == 1)
    let patched = try Scratch(copyOf: project.url)
    try patched.write("all.diff", diff.output)
    try patched.git("apply", "all.diff")
    try FileManager.default.removeItem(at: patched.url.appending(path: "all.diff"))
    #expect(try Command(["check", "--fix"], in: project.url).talk.hasPrefix("made "))
    #expect(project.names == patched.names)
    for name in project.names { #expect(project.read(name) == patched.read(name)) }
    #expect(try Command(["check", "--diff"], in: project.url).output.isEmpty)
  }

  @Test func aNotebookKeepsAllItsOtherBytes() throws {
    let project = try Scratch()
    try project.write(
      "pipeline.yaml",
      """
      - {source: load.load, product: a}
      - {source: fit.ipynb, product: b.ipynb}
      """)
    try project.write("load.py", "def load(product): pass\n")
    let notebook = { (name: String) in
      #"""
      {"nbformat": 4,   "nbformat_minor": 4, "metadata":{"kernelspec":{"name":"python3","language": "python"}},
       "cells":[{"cell_type":"code","metadata":{"tags":["parameters"]}, "outputs" : [ ], "execution_count":null,
         "source":["x = 'ü\u00fc'\n", "upstream = [\"\#(name)\"]"]},
        {"cell_type":"code","metadata":{},"outputs":[{"data": "\u00e9"}],"execution_count":3,"source":"print(1)"}]}
      """#
    }
    try project.write("fit.ipynb", notebook("laod"))
    let check = try Command(["check", "--fix"], in: project.url)
    #expect(check.status == 0)
    #expect(project.read("fit.ipynb") == notebook("load"))
  }

  /// Every form gets the cell in its own way, and is then silent.
  @Test func addsTheParametersCell() throws {
    let project = try Scratch()
    let light = "import os\n\nprint(os)\n"
    let percent = """
      # ---
      # jupyter:
      #   jupytext:
      #     formats: py:percent
      # ---

      # %% [markdown]
      # words

      # %%
      print(1)

      """
    let bare = "import os\n\n# %%\nprint(os)\n"
    let cell =
      #"{"cell_type": "code", "execution_count": null, "id": "a", "metadata": {}, "outputs": [], "source": ["1"]}"#
    let head =
      #""metadata": {"kernelspec": {"name": "python3", "language": "python"}}, "nbformat": 4, "nbformat_minor": 5"#
    let files = [
      "light.py": light, "percent.py": percent, "bare.py": bare,
      "short.ipynb": "{\(head), \"cells\": [\(cell)]}",
      "long.ipynb": "{\n \"cells\": [\n  \(cell)\n ],\n \(head)\n}\n",
    ]
    var specification = ""
    for (name, text) in files.sorted(by: { $0.key < $1.key }) {
      try project.write(name, text)
      specification += "- {source: \(name), product: \(name).html, name: \(name)}\n"
    }
    try project.write("pipeline.yaml", specification)
    expectGolden(
      try Command(["check", "--diff"], in: project.url).output, "fixes/parameters-cell.diff")
    let fixed = try Command(["check", "--fix"], in: project.url)
    #expect(fixed.output.hasPrefix("no findings"), "\(fixed.output)")
  }

  @Test func renamesAFileOfValues() throws {
    let project = try Scratch()
    try project.write("pipeline.yaml", "- {source: f.a, product: '{{x}}'}\n")
    try project.write("env.yml", "x: out\n")
    try project.write("f.py", "def a(product): pass\n")
    #expect(
      try Command(["check", "--diff"], in: project.url).output.contains("rename to env.yaml"))
    #expect(try Command(["check", "--fix"], in: project.url).status == 0)
    #expect(project.names == ["env.yaml", "f.py", "pipeline.yaml"])
  }

  @Test func nothingIsWrittenWithoutTheFlag() throws {
    let broken = Fixtures.root.appending(path: "rules/SL301-unknown-upstream/broken")
    let project = try Scratch(copyOf: broken)
    let before = project.names.map { project.read($0) }
    _ = try Command(["check"], in: project.url)
    _ = try Command(["check", "--diff"], in: project.url)
    #expect(project.names.map { project.read($0) } == before)
  }

  /// Random edits of random files: what git makes of the diff is what the edits make.
  @Test func theDiffOfAnyEditsApplies() throws {
    var generator = SeededGenerator(state: 11)
    let project = try Scratch()
    var store = SourceStore()
    var fixes: [Fix] = []
    for number in 0..<60 {
      let count = Int.random(in: 0...30, using: &generator)
      var lines = (0..<count).map { _ in "line \(Int.random(in: 0...4, using: &generator))" }
      lines.append(Bool.random(using: &generator) ? "" : "end")
      let text = lines.joined(separator: "\n")
      guard !text.isEmpty else { continue }
      try project.write("f\(number).txt", text)
      let file = store.add(SourceFile(path: "f\(number).txt", bytes: Array(text.utf8)))
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let start = Int.random(in: 0...text.utf8.count, using: &generator)
        let end = Int.random(in: start...min(text.utf8.count, start + 12), using: &generator)
        let new = ["", "x", "new\n", "a\nb\n", "\n"].randomElement(using: &generator) ?? ""
        fixes.append(
          Fix(
            title: "edit",
            changes: [.replace(SourceRange(file: file, bytes: start..<end), with: new)],
            isSafe: true))
      }
    }
    let fixed = FixedFiles(fixes, in: store)
    let changed = fixed.edited.filter {
      $0.result(store.files[$0.file].bytes) != store.files[$0.file].bytes
    }
    #expect(changed.count > 40)
    try project.write("all.diff", unifiedDiff(fixed, store))
    try project.git("apply", "--unidiff-zero", "all.diff")
    for edited in fixed.edited {
      let file = store.files[edited.file]
      let expected = String(decoding: edited.result(file.bytes), as: UTF8.self)
      #expect(project.read(file.path) ?? "" == expected, "\(file.path)")
    }
  }
}
