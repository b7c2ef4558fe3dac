import Foundation
import SluiceCore
import SluicePipeline
import SluiceReport
import TestSupport
import Testing

@testable import sluice

/// The findings of a project under `Fixtures`, as a report and as values.
private func findings(_ folder: String) throws -> (text: String, values: [Diagnostic]) {
  let root = Fixtures.root.appending(path: folder).path()
  let place = ProjectPlace(
    root: root, entry: "pipeline.yaml", isDefaultEntry: true, isPackage: false)
  let git = try repositoryFacts(beside: folder)
  let analysis = try Analyzer(folder: .disk(root: root), place: place).analysis { _ in git }
  for finding in analysis.diagnostics {
    let way = try #require(finding.help, "\(finding.message)")
    #expect(!way.hasPrefix("see `sluice explain"), "\(finding.message) has no help of its own")
  }
  return (textReport(analysis), analysis.diagnostics)
}

/// What git knows of a fixture: `git.txt` beside its halves has a word and a path in each line.
private func repositoryFacts(beside folder: String) throws -> RepositoryFacts? {
  let place = Fixtures.root.appending(path: folder).deletingLastPathComponent()
  guard let text = try? String(contentsOf: place.appending(path: "git.txt"), encoding: .utf8)
  else { return nil }
  var paths: [Substring: Set<String>] = [:]
  for line in text.split(separator: "\n") {
    let words = line.split(separator: " ", maxSplits: 1)
    paths[try #require(words.first), default: []].insert(String(try #require(words.last)))
  }
  #expect(Set(paths.keys).isSubset(of: ["tracked", "untracked", "ignored"]))
  return RepositoryFacts(
    untracked: paths["untracked"] ?? [], ignored: paths["ignored"] ?? [],
    tracked: paths["tracked"] ?? [])
}

@Test(arguments: Fixtures.names(in: "rules"))
func ruleSpeaksOfWhatIsBrokenAndIsSilentElsewhere(_ folder: String) throws {
  let place = Fixtures.root.appending(path: "rules/\(folder)")
  if let command = try? String(contentsOf: place.appending(path: "command.txt"), encoding: .utf8) {
    return try commandSpeaks(of: folder, in: place, command.split(whereSeparator: \.isWhitespace))
  }
  let broken = try findings("rules/\(folder)/broken")
  expectGolden(broken.text, "rules/\(folder)/expected.txt")
  #expect(broken.values.map { "\($0.kind.code)-\($0.kind.name)" }.contains(folder))
  let clean = try findings("rules/\(folder)/clean")
  #expect(clean.values.map(\.message) == [])
}

/// For what only a command finds, `command.txt` has its arguments.
private func commandSpeaks(of folder: String, in place: URL, _ command: [Substring]) throws {
  let arguments = command.map(String.init)
  let broken = try prepared("broken", in: place)
  let output = try said(arguments, in: broken)
  expectGolden(output, "rules/\(folder)/expected.txt")
  #expect(output.contains("[\(folder.prefix(5))]"))
  let clean = try prepared("clean", in: place)
  #expect(!(try said(arguments, in: clean).contains("[SL")))
}

/// A copy of one half. `prepare-broken.txt` and `prepare-clean.txt` say what makes it whole, a line each:
/// `commit`, `git ARGUMENT…`, `write PATH TEXT`, `link PATH TARGET`.
private func prepared(_ half: String, in place: URL) throws -> Scratch {
  let scratch = try Scratch(copyOf: place.appending(path: half))
  let lines = try? String(contentsOf: place.appending(path: "prepare-\(half).txt"), encoding: .utf8)
  for line in (lines ?? "").split(separator: "\n") {
    let words = line.split(separator: " ", maxSplits: 2).map(String.init)
    switch (words.first, words.count) {
    case ("commit", 1): try scratch.commitAll()
    case ("git", _): try scratch.git(line.split(separator: " ").dropFirst().map(String.init))
    case ("write", 3): try scratch.write(words[1], words[2] + "\n")
    case ("link", 3): try scratch.link(words[1], to: words[2])
    default: Issue.record("prepare-\(half).txt has the line '\(line)'")
    }
  }
  return scratch
}

private func said(_ arguments: [String], in project: Scratch) throws -> String {
  let command = try Command(arguments, in: project.url)
  return command.output + command.talk
}

@Test(arguments: Fixtures.names(in: "specs"))
func specificationIsReadAsFarAsItGoes(_ folder: String) throws {
  let broken = try findings("specs/\(folder)/broken")
  expectGolden(broken.text, "specs/\(folder)/expected.txt")
  let code = String(folder.prefix(5))
  #expect(!code.hasPrefix("SL") || broken.values.contains { $0.kind.code == code })
}

/// A kind without a fixture is a kind that nobody has seen. Some need projects that are no fixtures: a folder
/// of a certain name (`CommandTests` has it), and very large ones.
@Test(arguments: Catalog.all.map { "\($0.code)-\($0.name)" })
func everyKindHasAFixture(_ kind: String) {
  let folders = Fixtures.names(in: "rules") + Fixtures.names(in: "specs")
  let shownElsewhere = [
    "SL510-inline-too-large", "SL511-inline-needs-config-maps", "SL600-argo-variable",
    "SL602-argo-too-large", "SL606-argo-repeated-archive",
  ]
  #expect(shownElsewhere.contains(kind) || folders.contains(kind), "\(kind)")
}
