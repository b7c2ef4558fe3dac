import Foundation
import Glibc
import TestSupport
import Testing

/// `sluice check --watch`.
@Suite struct WatchTests {
  private static let spec = "- {source: a.py, product: a.ipynb}\n"

  private func source(_ upstream: String) -> String {
    "# %% tags=['parameters']\nupstream = \(upstream)\n# %%\nupstream\n"
  }

  /// By inotify, and by looking again and again.
  @Test(arguments: [[:], ["SLUICE_WATCH": "poll"]])
  func whatChangesIsCheckedAgain(_ environment: [String: String]) throws {
    let project = try Scratch(["pipeline.yaml": WatchTests.spec, "a.py": source("['one']")])
    let watch = try RunningCommand(
      ["check", "--watch"], in: project.url, environment: environment)
    watch.output(until: "no task is named 'one'")
    watch.talk(until: "watching ")
    // Another file that takes the place of the old one.
    try project.write("new.tmp", source("['two']"))
    #expect(rename("\(project.path)/new.tmp", "\(project.path)/a.py") == 0)
    watch.output(until: "no task is named 'two'")
    // The same file, written again.
    try project.write("a.py", source("['three']"))
    watch.output(until: "no task is named 'three'")
    try project.remove("a.py")
    watch.output(until: "there is no file 'a.py'")
    // A file that was missing, in a folder that was missing.
    try project.write("pipeline.yaml", "- {source: sub/deep/a.py, product: a.ipynb}\n")
    watch.output(until: "there is no file 'sub/deep/a.py'")
    try project.write("sub/deep/a.py", source("['four']"))
    watch.output(until: "no task is named 'four'")
    try project.remove("sub")
    watch.output(until: "there is no file 'sub/deep/a.py'")
    try project.write("sub/deep/a.py", source("['five']"))
    watch.output(until: "no task is named 'five'")
    // Nothing to read for a while.
    try project.remove("pipeline.yaml")
    watch.talk(until: "there is no 'pipeline.yaml'")
    try project.write("pipeline.yaml", WatchTests.spec)
    watch.output(until: "there is no file 'a.py'")
    // The configuration, and what it says.
    try project.write("sluice.yaml", "rules: {source-missing: warning}\n")
    watch.output(until: "warning[SL201]")
    #expect(watch.end(by: SIGINT) == 130)
  }

  @Test func manyChangesEndInTheLastState() throws {
    let project = try Scratch(["pipeline.yaml": WatchTests.spec, "a.py": source("None")])
    let watch = try RunningCommand(["check", "--watch"], in: project.url)
    watch.output(until: "no findings")
    for number in 0..<2000 {
      try project.write("other\(number % 40).txt", "\(number)")
      if number % 100 == 99 { try project.write("a.py", source("['at\(number)']")) }
    }
    watch.output(until: "no task is named 'at1999'")
    #expect(watch.end(by: SIGTERM) == 143)
  }

  @Test func inJSONEachAnswerIsALine() throws {
    let project = try Scratch(["pipeline.yaml": WatchTests.spec, "a.py": source("None")])
    let watch = try RunningCommand(["check", "--watch", "--format", "json"], in: project.url)
    let first = watch.output(until: "\n")
    try project.write("a.py", source("['one']"))
    let second = watch.output(until: "\n")
    for (line, count) in [(first, 0), (second, 1)] {
      let answer = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      #expect((answer?["findings"] as? [Any])?.count == count)
    }
    #expect(watch.end(by: SIGTERM) == 143)
  }

  @Test func projectsMayComeAndGo() throws {
    let repository = try Scratch([
      "a/pipeline.yaml": WatchTests.spec, "a/a.py": source("None"),
      "b/pipeline.yaml": WatchTests.spec, "b/a.py": source("None"),
    ])
    let watch = try RunningCommand(["check", "--watch"], in: repository.url)
    watch.output(until: "of 2 projects")
    try repository.write("deep/c/pipeline.yaml", WatchTests.spec)
    watch.output(until: "of 3 projects")
    try repository.remove("deep")
    watch.output(until: "of 2 projects")
    #expect(watch.end(by: SIGINT) == 130)
  }

  /// A report of what git knows changes with what git knows.
  @Test func whatGitTracksIsLookedAtAgain() throws {
    let project = try Scratch(["pipeline.yaml": WatchTests.spec, "a.py": source("None")])
    try project.git("init", "-q")
    try project.git("add", "pipeline.yaml")
    try project.git("commit", "-qm", "All")
    let watch = try RunningCommand(["check", "--watch"], in: project.url)
    watch.output(until: "in 1 task")
    try project.git("add", "a.py")
    watch.output(until: "no findings in 1 task")
    #expect(watch.end(by: SIGINT) == 130)
  }

  @Test func whatMakesNoSenseIsRefused() throws {
    let project = try Scratch(["pipeline.yaml": WatchTests.spec])
    for flags in [["--fix"], ["--diff"], ["--write-baseline"], ["--format", "sarif"]] {
      let refused = try Command(["check", "--watch"] + flags, in: project.url)
      #expect(refused.status == 2)
      #expect(refused.talk.contains("--watch"))
    }
    let empty = try Scratch()
    #expect(try Command(["check", "--watch"], in: empty.url).status == 2)
  }
}
