import Foundation
import SluiceCore
import Synchronization
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
    SourceMemory(StoredBytes(bytes), build: SourceMemoryTests.build, patience: 0)
  }

  @Test func givesWhatReadingGives() throws {
    let project = try project()
    let plain = outline(try analysis(project, nil))
    let first = memory([])
    #expect(outline(try analysis(project, first)) == plain)
    let bytes = try #require(first.bytes { StoredBytes([]) })
    let second = memory(bytes)
    #expect(outline(try analysis(project, second)) == plain)
    // Sources without findings are not read; the others are.
    #expect(second.recallCount >= 3)
  }

  /// Whatever becomes of the bytes that were put aside: kept, refused, or lost.
  @Test(arguments: [TestSpool.Fate.kept, .refused, .lost])
  func putsAsideWhatItLearns(_ fate: TestSpool.Fate) throws {
    let project = try project()
    let plain = outline(try analysis(project, nil))
    let spool = TestSpool(fate)
    let first = SourceMemory(
      StoredBytes([]), build: SourceMemoryTests.build, patience: 0,
      spool: ByteSpool { spool.stored($0) })
    #expect(outline(try analysis(project, first)) == plain)
    #expect(first.hasNews)
    let bytes = try #require(first.bytes { StoredBytes([]) })
    var sizes: [Int] = []
    func take(_ part: [UInt8]) -> Bool {
      sizes.append(part.count)
      return sizes.count < 2
    }
    #expect(!first.write(behind: { StoredBytes([]) }, to: take))
    #expect(sizes.count == 2)
    let second = memory(bytes)
    #expect(outline(try analysis(project, second)) == plain)
    #expect((spool.count > 0) == (fate == .kept))
    #expect(fate == .lost || second.recallCount >= 3)
  }

  @Test func seesWhatChanges() throws {
    let project = try project()
    let first = memory([])
    _ = try analysis(project, first)
    let bytes = try #require(first.bytes { StoredBytes([]) })
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
    let bytes = try #require(first.bytes { StoredBytes([]) })
    let other = SourceMemory(StoredBytes(bytes), build: 8, patience: 0)
    _ = try analysis(project, other)
    #expect(other.recallCount == 0)
  }

  /// The default waits until a change of a file would show.
  @Test func keepsNothingOfNewFiles() throws {
    let project = try project()
    let first = SourceMemory(StoredBytes([]), build: 7)
    _ = try analysis(project, first)
    #expect(first.bytes { StoredBytes([]) } == nil)
  }

  @Test func brokenBytesCountAsNone() throws {
    let project = try project()
    let plain = outline(try analysis(project, nil))
    let first = memory([])
    _ = try analysis(project, first)
    let bytes = try #require(first.bytes { StoredBytes([]) })
    var generator = SeededGenerator(state: 40)
    for round in 0..<40 {
      let broken =
        round < 10
        ? Array(bytes.prefix(bytes.count * round / 10))
        : bytes.mutated(edits: 3, letters: [0, 1, 0x80, 0xFF], using: &generator)
      #expect(outline(try analysis(project, memory(broken))) == plain)
    }
    let start = StoredBytes.headLength
    for place in [0, start - 1, start, start + 9] {
      var broken = bytes
      broken[place] ^= 0x10
      #expect(memory(broken).isEmpty)
    }
  }

  /// What has not been asked for goes first.
  @Test func staysWithinItsLimit() throws {
    let project = try project()
    let first = memory([])
    _ = try analysis(project, first)
    let all = try #require(first.bytes { StoredBytes([]) })
    let limit = 700
    let some = try #require(first.bytes(behind: { StoredBytes([]) }, limit: limit))
    #expect(some.count < all.count)
    let second = memory(some)
    #expect(outline(try analysis(project, second)) == outline(try analysis(project, nil)))
    let third = memory(all)
    third.note([1], SourceMemory.Entry.empty)
    let kept = try #require(third.bytes(behind: { StoredBytes(all) }, limit: limit))
    #expect(kept.count < all.count)
  }

  /// What other projects' runs have left in between is kept, too.
  @Test func keepsWhatIsNotAskedFor() throws {
    let project = try project()
    let first = memory([])
    _ = try analysis(project, first)
    let bytes = try #require(first.bytes { StoredBytes([]) })
    let second = memory(bytes)
    second.note([1], SourceMemory.Entry.empty)
    let both = try #require(second.bytes { StoredBytes(bytes) })
    let third = memory(both)
    _ = try analysis(project, third)
    #expect(third.recallCount >= 3)
  }

  /// Entries that pass the checksum and hold anything must do no harm either.
  @Test func wrongFactsDoNoHarm() throws {
    let project = try project()
    let first = memory([])
    _ = try analysis(project, first)
    let bytes = try #require(first.bytes { StoredBytes([]) })
    let learned = first.learned
    var generator = SeededGenerator(state: 41)
    for _ in 0..<60 {
      let second = memory([])
      for (name, entry) in learned {
        let facts = try #require(entry.facts.bytes)
        let wrong = StoredPart(
          facts.mutated(edits: 3, letters: [0, 1, 2, 9, 0x80, 0xFF], using: &generator))
        second.note(
          name,
          SourceMemory.Entry(
            stamp: entry.stamp, fingerprint: entry.fingerprint, isNotebook: entry.isNotebook,
            facts: wrong))
      }
      let wrong = try #require(second.bytes { StoredBytes([]) })
      _ = outline(try analysis(project, memory(wrong)))
    }
    for _ in 0..<60 {
      // The index ends somewhere in here; what lies behind are facts.
      let changed = Array(bytes.dropFirst(StoredBytes.headLength))
        .mutated(edits: 3, letters: [0, 1, 2, 9, 0x80, 0xFF], using: &generator)
      let wrong = StoredBytes.head(of: changed, SourceMemoryTests.build) + changed
      _ = outline(try analysis(project, memory(wrong)))
    }
  }
}

/// Bytes that were put aside.
final class TestSpool: Sendable {
  enum Fate: Sendable { case kept, refused, lost }

  private let fate: Fate
  private let bytes = Mutex<[UInt8]>([])

  init(_ fate: Fate) { self.fate = fate }

  var count: Int { bytes.withLock { $0.count } }

  func stored(_ part: [UInt8]) -> StoredBytes? {
    switch fate {
    case .kept: break
    case .refused: return nil
    case .lost: return StoredBytes(count: part.count) { _ in nil }
    }
    let start = bytes.withLock { bytes in
      bytes += part
      return bytes.count - part.count
    }
    return StoredBytes(count: part.count) { range in
      self.bytes.withLock { Array($0[range.lowerBound + start..<range.upperBound + start]) }
    }
  }
}

extension SourceMemory.Entry {
  fileprivate static let empty = SourceMemory.Entry(
    stamp: FileStamp("/"), fingerprint: Fingerprint([]), isNotebook: false, facts: StoredPart([]))
}
