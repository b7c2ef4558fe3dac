import Foundation
import SluiceCore
import TestSupport
import Testing

@testable import SluicePipeline

/// What is remembered of sources must never be seen in what is found.
@Suite struct SourceMemoryTests {
  private static let files = [
    "pipeline.yaml": """
    tasks:
      - {source: steps.get, product: out/get.csv, params: {limit: 3}}
      - {source: fit.py, product: {nb: out/fit.ipynb, data: out/fit.csv}, params: {depth: 1}}
      - {source: plot.ipynb, product: out/plot.ipynb}
      - {source: clean.sh, name: clean, product: out/clean.txt, class: ShellScript}
    """,
    "steps.py": """
    import json
    from os import *

    __all__ = ['get', 'other']
    alias = json.dumps

    def get(product, limit=1):
        open(product, 'w').write(json.dumps(limit))

    @staticmethod
    def other(*a, **b): print('postgresql://a', a, b)
    """,
    "fit.py": """
    # %% tags=["parameters"]
    upstream = ['get', 'cl*']
    product = {'nb': 'a', 1: [None, ('b',)]}
    depth: int = 2
    # %%
    !ls
    import pandas as pd
    frame = pd.read_csv(upstream['get'])
    frame.sample(depth).to_csv(product['data'])
    """,
    "plot.ipynb": #"""
    {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": {"name": "python3",
    "language": "python", "display_name": "Python 3"}}, "cells": [
    {"cell_type": "code", "metadata": {"tags": ["parameters"]}, "outputs": [],
     "source": ["upstream = ['fit']\n", "product = None"]},
    {"cell_type": "code", "metadata": {}, "outputs": [],
     "source": "import json\nprint(json, upstream['fit'], product, 'ä')"}]}
    """#,
    "clean.sh": "cp {{upstream['get']}} {{product}} # {{upstream.fit}}\n",
  ]

  private static let build: UInt64 = 7

  private func project() throws -> Scratch {
    let project = try Scratch()
    for (path, text) in SourceMemoryTests.files { try project.write(path, text + "\n") }
    return project
  }

  private func analysis(_ project: Scratch, _ memory: SourceMemory?) throws -> Analysis {
    let place = try Discovery(start: project.url.path).place()
    var analyzer = Analyzer(folder: .disk(root: place.root), place: place)
    analyzer.memory = memory
    return try analyzer.analysis()
  }

  /// All that reports and exports could show of it.
  private func outline(_ analysis: Analysis) -> [String] {
    analysis.diagnostics.map { finding in
      let place = analysis.sources.place(of: finding.range)
      return "\(finding.kind.code) \(place) \(finding.message) \(finding.help ?? "")"
    } + analysis.tasks.map { "\($0)" }
      + analysis.sources.files.map { "\($0.path) \($0.bytes.count)" }
      + analysis.imports.map { "\($0)" }
  }

  private func memory(_ bytes: [UInt8]) -> SourceMemory {
    SourceMemory(bytes, build: SourceMemoryTests.build, patience: 0)
  }

  @Test func givesWhatReadingGives() throws {
    let project = try project()
    let plain = outline(try analysis(project, nil))
    let first = memory([])
    #expect(outline(try analysis(project, first)) == plain)
    let bytes = try #require(first.bytes())
    let second = memory(bytes)
    #expect(outline(try analysis(project, second)) == plain)
    // Sources without findings are not read; the others are.
    #expect(second.recallCount >= 3)
  }

  @Test func seesWhatChanges() throws {
    let project = try project()
    let first = memory([])
    _ = try analysis(project, first)
    let bytes = try #require(first.bytes())
    try project.write("steps.py", "def got(product): pass\n")
    try project.write("fit.py", "# %% tags=[\"parameters\"]\nupstream = nothing\nproduct = None\n")
    let plain = outline(try analysis(project, nil))
    #expect(outline(try analysis(project, memory(bytes))) == plain)
    // The same file, other questions.
    try project.write(
      "pipeline.yaml", "tasks:\n  - {source: plot.ipynb, product: out/a.html, params: {b: 1}}\n")
    let other = outline(try analysis(project, nil))
    #expect(outline(try analysis(project, memory(bytes))) == other)
  }

  @Test func takesNoOtherBuildsBytes() throws {
    let project = try project()
    let first = memory([])
    _ = try analysis(project, first)
    let bytes = try #require(first.bytes())
    let other = SourceMemory(bytes, build: 8, patience: 0)
    _ = try analysis(project, other)
    #expect(other.recallCount == 0)
  }

  /// The default waits until a change of a file would show.
  @Test func keepsNothingOfNewFiles() throws {
    let project = try project()
    let first = SourceMemory([], build: 7)
    _ = try analysis(project, first)
    #expect(first.bytes() == nil)
  }

  @Test func brokenBytesCountAsNone() throws {
    let project = try project()
    let plain = outline(try analysis(project, nil))
    let first = memory([])
    _ = try analysis(project, first)
    let bytes = try #require(first.bytes())
    var generator = SeededGenerator(state: 40)
    for round in 0..<40 {
      let broken =
        round < 10
        ? Array(bytes.prefix(bytes.count * round / 10))
        : bytes.mutated(edits: 3, letters: [0, 1, 0x80, 0xFF], using: &generator)
      let second = memory(broken)
      if broken != bytes { #expect(second.isEmpty) }
      if round % 8 == 0 { #expect(outline(try analysis(project, second)) == plain) }
    }
  }

  /// Entries that pass the checksum and hold anything must do no harm either.
  @Test func wrongFactsDoNoHarm() throws {
    let project = try project()
    let first = memory([])
    _ = try analysis(project, first)
    let bytes = Array(try #require(first.bytes()).dropFirst(SourceMemory.headLength))
    var generator = SeededGenerator(state: 41)
    for _ in 0..<60 {
      let changed = bytes.mutated(edits: 3, letters: [0, 1, 2, 9, 0x80, 0xFF], using: &generator)
      let second = memory(SourceMemory.sealed(changed, SourceMemoryTests.build))
      _ = outline(try analysis(project, second))
    }
  }
}
