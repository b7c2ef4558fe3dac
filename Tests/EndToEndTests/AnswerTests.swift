import Foundation
import Glibc
import TestSupport
import Testing

/// An answer is given again only where reading everything gives the same.
@Suite struct AnswerTests {
  /// A project with a bit of everything, in a folder of its own in a repository.
  private static let files = [
    "project/pipeline.yaml": """
    meta: {extract_product: false}
    tasks:
      - {source: load.load, product: out/data.csv, params: {rows: '{{rows}}'}}
      - {source: fit.py, product: {nb: out/fit.ipynb, model: out/model.pkl}}
      - {source: late.py, product: 'out/{{env_name}}.ipynb'}
    """,
    "project/env.yaml": "rows: 3\nenv_name: late\n",
    "project/load.py":
      "import pandas as pd\nimport helper\n\n\ndef load(product, rows):\n    print(rows, pd, helper)\n",
    "project/helper.py": "LIMIT = 3\n",
    "project/fit.py":
      "# %% tags=['parameters']\nupstream = ['load']\nproduct = None\n# %%\nprint(upstream)\n",
    "project/late.py":
      "# %% tags=['parameters']\nupstream = None\nproduct = None\n# %%\nprint(undefined)\n",
    "project/environment.yml": "dependencies: [python=3.11, pandas]\n",
    "other/note.txt": "nothing\n",
  ]

  /// One change, made in a copy of the project.
  struct Change: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var arguments = ["check"]
    var environment: [String: String] = [:]
    var before: @Sendable (Scratch) throws -> Void = { _ in }
    var make: @Sendable (Scratch) throws -> Void

    init(
      _ words: String, _ arguments: [String] = ["check"],
      before: @escaping @Sendable (Scratch) throws -> Void = { _ in },
      make: @escaping @Sendable (Scratch) throws -> Void
    ) {
      testDescription = words
      self.arguments = arguments
      self.before = before
      self.make = make
    }
  }

  /// Keeps a file's size and times, as far as a program can.
  private static func rewrite(_ path: String, _ text: String, in folder: Scratch) throws {
    var status = stat()
    #expect(stat("\(folder.path)/\(path)", &status) == 0)
    let descriptor = open("\(folder.path)/\(path)", O_WRONLY | O_TRUNC)
    #expect(write(descriptor, text, text.utf8.count) == text.utf8.count)
    var times = [status.st_atim, status.st_mtim]
    #expect(futimens(descriptor, &times) == 0)
    close(descriptor)
  }

  private static let changes: [Change] = [
    Change("a source is edited") { try $0.write("project/late.py", "print(1)\n") },
    Change("a source has the size and the times of before") {
      try rewrite(
        "project/late.py", files["project/late.py"]!.replacing("undefined", with: "unwanted_"),
        in: $0)
    },
    Change("a source is gone") { try $0.remove("project/fit.py") },
    Change(
      "a missing source comes", before: { try $0.remove("project/fit.py") },
      make: {
        try $0.write("project/fit.py", files["project/fit.py"]!)
      }),
    Change("a source becomes a folder") {
      try $0.remove("project/fit.py")
      try $0.write("project/fit.py/x", "")
    },
    Change("another file takes a source's place") {
      try $0.write("project/new", "print(1)\n")
      #expect(rename("\($0.path)/project/new", "\($0.path)/project/late.py") == 0)
    },
    Change("a module that only code imports changes") {
      try $0.write("project/helper.py", "def broken(:\n")
    },
    Change("a module hides an installed one") { try $0.write("project/pandas.py", "def x(:\n") },
    Change("the environment's file changes") {
      try $0.write("project/environment.yml", "dependencies: [python=3.11]\n")
    },
    Change("requirements come") { try $0.write("project/requirements.txt", "seaborn\n") },
    Change("a value changes") { try $0.write("project/env.yaml", "rows: 3\nother: 1\n") },
    Change("the values are gone") { try $0.remove("project/env.yaml") },
    Change("a configuration comes") {
      try $0.write("project/sluice.yaml", "rules: {undefined-name: off}\n")
    },
    Change("a baseline comes") { scratch in
      let folder = scratch.url.appending(path: "project")
      _ = try Command(
        ["check", "--write-baseline"], in: folder, environment: ["SLUICE_CACHE": "off"])
    },
    Change("a product stands in the way") { try $0.write("project/out", "a file\n") },
    Change("a pipeline lies around") { try $0.write("pipeline.yaml", "tasks: []\n") },
    Change("a package lies around") { try $0.write("setup.py", "") },
    Change("a setup names another entry point") {
      try $0.write("project/second.yaml", "tasks: []\n")
      try $0.write("project/setup.cfg", "[ploomber]\nentry-point = second.yaml\n")
    },
    Change("the index forgets a source") { try $0.git("rm", "-q", "--cached", "project/fit.py") },
    Change(
      "an ignore file names an untracked source",
      before: { try $0.git("rm", "-q", "--cached", "project/fit.py") },
      make: { try $0.write(".gitignore", "fit.py\n") }),
    Change(
      "an ignore file below names it",
      before: { try $0.git("rm", "-q", "--cached", "project/fit.py") },
      make: { try $0.write("project/.gitignore", "fit.py\n") }),
    Change(
      "the repository excludes it",
      before: { try $0.git("rm", "-q", "--cached", "project/fit.py") },
      make: { try $0.write(".git/info/exclude", "fit.py\n") }),
    Change(
      "the user ignores it", before: { try $0.git("rm", "-q", "--cached", "project/fit.py") },
      make: { try $0.write("home/.config/git/ignore", "fit.py\n") }),
    Change(
      "the user's settings name a file that ignores it",
      before: { try $0.git("rm", "-q", "--cached", "project/fit.py") },
      make: {
        try $0.write("home/.gitconfig", "[core]\nexcludesFile = ~/mine\n")
        try $0.write("home/mine", "fit.py\n")
      }),
    Change(
      "a file of ignore rules that is named changes",
      before: {
        try $0.git("rm", "-q", "--cached", "project/fit.py")
        try $0.write("home/.gitconfig", "[core]\nexcludesFile = ~/mine\n")
        try $0.write("home/mine", "")
      }, make: { try $0.write("home/mine", "fit.py\n") }),
    Change(
      "settings that settings include change",
      before: {
        try $0.git("rm", "-q", "--cached", "project/fit.py")
        try $0.write("home/.gitconfig", "[include]\npath = more\n")
        try $0.write("home/more", "")
        try $0.write("home/mine", "fit.py\n")
      }, make: { try $0.write("home/more", "[core]\nexcludesFile = ~/mine\n") }),
    Change("there is no repository any more") { try $0.remove(".git") },
    Change("a repository comes", before: { try $0.remove(".git") }, make: { try $0.commitAll() }),
    Change(
      "a folder is a link to another now",
      before: {
        try $0.write("a/late.py", "print(1)\n")
        try $0.write("b/late.py", "print(nobody)\n")
        try $0.remove("project/late.py")
        try $0.link("project/late.py", to: "../a/late.py")
      },
      make: {
        try $0.remove("project/late.py")
        try $0.link("project/late.py", to: "../b/late.py")
      }),
    Change(
      "a link leads out of the project now",
      before: {
        try $0.remove(".git")
        try $0.write("project/sub/late.py", "print(1)\n")
        try $0.remove("project/late.py")
        try $0.link("project/late.py", to: "sub/late.py")
      },
      make: {
        #expect(rename("\($0.path)/project/sub", "\($0.path)/out") == 0)
        try $0.remove("project/late.py")
        try $0.link("project/late.py", to: "../out/late.py")
      }),
    Change(
      "-C leads elsewhere", ["check", "-C", "../here"],
      before: { try $0.link("here", to: "project") },
      make: {
        try $0.write("third/pipeline.yaml", "tasks: [{source: no.py, product: x.ipynb}]\n")
        try $0.remove("here")
        try $0.link("here", to: "third")
      }),
    Change(
      "git's description changes",
      before: {
        try $0.write("project/env.yaml", "rows: 3\nenv_name: '{{git}}'\n")
      }, make: { try $0.git("checkout", "-q", "-b", "other") }),
    Change("a project comes beside another", ["check", ".."]) {
      try $0.write("third/pipeline.yaml", "tasks: [{source: no.py, product: x.ipynb}]\n")
    },
    Change(
      "one of several projects changes", ["check", ".."],
      before: {
        try $0.write("third/pipeline.yaml", "tasks: [{source: no.py, product: x.ipynb}]\n")
      }, make: { try $0.write("third/no.py", "print(1)\n") }),
    Change("a file is named, and another changes it", ["check", "late.py"]) {
      try $0.write("project/late.py", "print(1)\n")
    },
    Change("nothing changes") { _ in },
    Change("something that nobody reads changes") { try $0.write("other/note.txt", "else") },
    Change("findings go elsewhere", ["check", "--format", "json"]) {
      try $0.write("project/late.py", "print(1)\n")
    },
  ]

  private func check(_ change: Change, in folder: Scratch, cache: String) throws -> Command {
    try Command(
      change.arguments, in: folder.url.appending(path: "project"),
      environment: [
        "HOME": folder.path + "/home", "SLUICE_CACHE": cache, "GIT_CONFIG_NOSYSTEM": "1",
      ])
  }

  private func answers(in cache: Scratch) -> [String] {
    cache.names.filter { $0.hasSuffix(".answer") }
  }

  /// Beside a run that remembers nothing.
  @Test func noChangeIsOverlooked() throws {
    let cases = try AnswerTests.changes.map { change in
      let folder = try Scratch(named: "place", AnswerTests.files)
      try folder.commitAll()
      try change.before(folder)
      return (change, folder, try Scratch())
    }
    // Files that have just been written are not believed to stay.
    usleep(2_200_000)
    var kept = 0
    for (change, folder, cache) in cases {
      let first = try check(change, in: folder, cache: cache.path)
      let plain = try check(change, in: folder, cache: "off")
      #expect(first.output == plain.output && first.talk == plain.talk, "\(change)")
      kept += answers(in: cache).count
      let again = try check(change, in: folder, cache: cache.path)
      #expect(
        again.output == plain.output && again.talk == plain.talk && again.status == plain.status,
        "\(change)")
      try change.make(folder)
      let changed = try check(change, in: folder, cache: cache.path)
      let truth = try check(change, in: folder, cache: "off")
      #expect(
        changed.output == truth.output && changed.talk == truth.talk
          && changed.status == truth.status,
        "\(change)")
    }
    // Not where settings include others, and where git is described.
    #expect(kept == cases.count - 2)
  }

  /// A run that reads would write the facts of sources anew.
  @Test func theSecondRunReadsNothing() throws {
    let folder = try Scratch(named: "place", AnswerTests.files)
    let cache = try Scratch()
    usleep(2_200_000)
    let change = Change("nothing") { _ in }
    let first = try check(change, in: folder, cache: cache.path)
    #expect(first.status == 1 && answers(in: cache).count == 1)
    try cache.remove(try #require(cache.names.first { $0.hasSuffix(".facts") }))
    let again = try check(change, in: folder, cache: cache.path)
    #expect(again.output == first.output && again.status == first.status)
    #expect(cache.names == answers(in: cache))
    // Bytes that anything has changed are no answer.
    let name = try #require(answers(in: cache).first)
    var bytes = Array(try Data(contentsOf: cache.url.appending(path: name)))
    bytes[bytes.count / 2] ^= 1
    try Data(bytes).write(to: cache.url.appending(path: name))
    let third = try check(change, in: folder, cache: cache.path)
    #expect(third.output == first.output && cache.names.count == 2)
  }

  /// What speaks of the moment, writes, or asks more than the log knows, is never kept.
  @Test(arguments: [
    ["check", "--verbose"], ["check", "--fix"], ["check", "--diff"], ["check", "--for", "argo"],
    ["check", "--write-baseline"], ["list"], ["graph"], ["check", "nowhere"],
  ])
  func whatIsNotKept(_ arguments: [String]) throws {
    let folder = try Scratch(named: "place", AnswerTests.files)
    let cache = try Scratch()
    usleep(2_200_000)
    _ = try check(Change("", arguments) { _ in }, in: folder, cache: cache.path)
    #expect(answers(in: cache).isEmpty)
  }

  @Test func theClockIsNotRemembered() throws {
    let folder = try Scratch(
      named: "place",
      ["project/pipeline.yaml": "tasks: [{source: 'a-{{now}}.py', product: a.ipynb}]\n"])
    let cache = try Scratch()
    usleep(2_200_000)
    _ = try check(Change("") { _ in }, in: folder, cache: cache.path)
    #expect(answers(in: cache).isEmpty)
  }

  /// Another environment is another question, and a folder that lies in the project no place for answers.
  @Test func whatIsAskedIsPartOfTheQuestion() throws {
    let folder = try Scratch(named: "place", AnswerTests.files)
    let cache = try Scratch()
    usleep(2_200_000)
    let project = folder.url.appending(path: "project")
    for variables in [[:], ["PLOOMBER_ENV_FILENAME": "none.yaml"], ["USER": "somebody"]] {
      let environment = variables.merging(["SLUICE_CACHE": cache.path]) { $1 }
      let kept = try Command(["check"], in: project, environment: environment)
      let plain = try Command(
        ["check"], in: project, environment: variables.merging(["SLUICE_CACHE": "off"]) { $1 })
      #expect(kept.output == plain.output && kept.talk == plain.talk)
    }
    #expect(answers(in: cache).count == 2)
    _ = try Command(
      ["check"], in: project, environment: ["SLUICE_CACHE": folder.path + "/project/cache"])
    #expect(folder.read("project/cache") == nil && !folder.names.contains("cache"))
  }
}
