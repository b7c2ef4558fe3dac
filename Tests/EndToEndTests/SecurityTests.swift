import Foundation
import TestSupport
import Testing

private let cell =
  "# + tags=[\"parameters\"]\nupstream = None\nproduct = None\n\n# +\nprint(product)\n"

/// A sound project of one task, and what else it shall have.
private func project(_ files: [String: String] = [:]) throws -> Scratch {
  try Scratch(
    [
      "pipeline.yaml": "tasks:\n  - {source: a.py, product: out/a.ipynb}\n", "a.py": cell,
      "environment.yml": "name: x\ndependencies: [ploomber]\n",
    ].merging(files) { $1 })
}

/// What somebody sent who is not to be trusted: docs/security.md.
@Suite struct SecurityTests {
  private static let commands = [
    ["check"], ["check", "--fix"], ["graph"], ["list"], ["status"], ["export"], ["config"],
    ["bundle", "--list"], ["bundle", "-o", "out.tar.gz", "--allow-dirty"], ["init"],
  ]

  /// The calls of the kinds `calls` that a run makes, as strace writes them.
  private func trace(_ calls: String, _ arguments: [String], in project: Scratch) throws -> [String]
  {
    let log = project.url.deletingLastPathComponent().appending(path: "trace")
    let process = Command.process(arguments, in: project.url, environment: ["LOGNAME": "me"])
    let sluice = try #require(process.executableURL).path(percentEncoded: false)
    process.executableURL = URL(filePath: "/usr/bin/strace")
    process.arguments = ["-f", "-qq", "-o", log.path(), "-e", "trace=" + calls, sluice] + arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return try String(contentsOf: log, encoding: .utf8).split(separator: "\n").map(String.init)
  }

  private static let hasTrace = FileManager.default.isExecutableFile(atPath: "/usr/bin/strace")

  @Test(.enabled(if: hasTrace), arguments: commands)
  func nothingIsStartedAndNobodyIsCalled(_ arguments: [String]) throws {
    let project = try project([
      "sitecustomize.py": "open('ran', 'w')", "a.py": cell + "open('ran')",
    ])
    try project.git("init", "-q")
    try project.commitAll()
    let calls = try trace(
      "execve,execveat,fork,vfork,socket,connect,ptrace", arguments, in: project)
    #expect(calls.count == 1, "\(calls)")
    #expect(calls.first?.contains("execve(") == true)
  }

  @Test(arguments: commands)
  func hostileGitRunsNothing(_ arguments: [String]) throws {
    let project = try project([
      ".gitattributes": "* filter=evil diff=evil merge=evil text eol=crlf ident\n",
      "hooks/pre-commit": "#!/bin/sh\ntouch ran\n", "hooks/fsmonitor": "#!/bin/sh\ntouch ran\n",
    ])
    try project.git("init", "-q")
    try project.commitAll()
    for hook in ["pre-commit", "fsmonitor"] { chmod(project.path + "/hooks/" + hook, 0o755) }
    let ran = project.path + "/ran"
    for (key, value) in [
      ("core.hooksPath", project.path + "/hooks"),
      ("core.fsmonitor", project.path + "/hooks/fsmonitor"),
      ("filter.evil.clean", "touch \(ran); cat"), ("filter.evil.smudge", "touch \(ran); cat"),
      ("filter.evil.process", "touch \(ran)"), ("filter.evil.required", "true"),
      ("diff.evil.textconv", "touch \(ran); cat"), ("diff.external", "touch \(ran)"),
      ("core.sshCommand", "touch \(ran)"), ("core.pager", "touch \(ran)"),
      ("core.editor", "touch \(ran)"), ("credential.helper", "!touch \(ran)"),
      ("core.alternateRefsCommand", "touch \(ran)"), ("remote.origin.url", "ext::touch \(ran)"),
      ("alias.status", "!touch \(ran)"),
    ] {
      try project.git("config", key, value)
    }
    try project.write("a.py", cell + "print(1)\n")
    let run = try Command(arguments, in: project.url)
    #expect(run.status < 3, "\(run.talk)")
    #expect(!FileManager.default.fileExists(atPath: ran))
  }

  /// The other files of the machine hold words that nothing may repeat.
  @Test(arguments: [
    ["check"], ["check", "--format", "json"], ["check", "--diff"], ["graph", "--format", "json"],
    ["list", "sources", "--format", "json"], ["status"], ["export", "-o", "-"], ["config"],
    ["bundle", "-o", "-"], ["explain", "--here"],
  ])
  func nothingOutsideIsRepeated(_ arguments: [String]) throws {
    let place = try Scratch([
      "project/pipeline.yaml": """
      meta: {source_loader: {path: linked}}
      tasks:
        - {source: linked/a.sql, name: a, product: [a, table], client: db.get}
        - {source: link.py, name: b, product: b.ipynb}
        - {source: linked/s.py, name: c, product: c.ipynb}
        - {source: linked.module.run, name: d, product: d.txt}

      """,
      "outside/s.py": "upstream = ['SECRET' \nSECRET",
      "outside/a.sql": "SECRET {{upstream['SECRET']",
      "outside/s.yaml": "SECRET: {SECRET: SECRET", "outside/module.py": "def run(SECRET)\n",
      "outside/environment.yml": "SECRET: x: y\n", "outside/.b.ipynb.metadata": "{SECRET",
      "project/b.ipynb": "",
    ])
    for (link, target) in [
      ("linked", "../outside"), ("link.py", "../outside/s.py"), ("env.yaml", "../outside/s.yaml"),
      ("sluice.yaml", "../outside/s.yaml"), ("environment.yml", "../outside/environment.yml"),
      ("soopervisor.yaml", "../outside/s.yaml"), ("setup.cfg", "../outside/s.yaml"),
      (".b.ipynb.metadata", "../outside/.b.ipynb.metadata"), ("db.py", "../outside/s.py"),
      (".sluice-baseline.json", "../outside/s.yaml"),
    ] {
      try place.link("project/" + link, to: target)
    }
    let run = try Command(arguments, in: place.url.appending(path: "project"))
    #expect(!run.output.contains("SECRET"), "\(run.output)")
    #expect(!run.talk.contains("SECRET"), "\(run.talk)")
  }

  @Test func aLinkedSpecificationIsRefused() throws {
    let place = try Scratch([
      "other/pipeline.yaml": "SECRET: 1\n", "linked/readme": "", "named/readme": "",
      "open/setup.cfg": "[ploomber]\nentry-point = ../other/pipeline.yaml\n",
    ])
    try place.link("linked/pipeline.yaml", to: "../other/pipeline.yaml")
    try place.link("way", to: "other")
    try place.write("named/setup.cfg", "[ploomber]\nentry-point = ../way/pipeline.yaml\n")
    for folder in ["linked", "named"] {
      let run = try Command(["check", "-C", folder], in: place.url)
      #expect(run.status == 2)
      #expect(run.talk.contains("leads out of the project"), "\(run.talk)")
      #expect(!(run.output + run.talk).contains("SECRET"))
    }
    // Without a repository what lies beside is no secret to a path without links.
    #expect(try Command(["check", "-C", "open"], in: place.url).output.contains("SECRET"))
    try place.git("init", "-q", "open")
    #expect(try Command(["check", "-C", "open"], in: place.url).status == 2)
    // Who names it has chosen.
    let chosen = try Command(["check", "-e", "linked/pipeline.yaml"], in: place.url)
    #expect(chosen.output.contains("SECRET"))
  }

  @Test func theUserAllowsFolders() throws {
    let place = try Scratch([
      "project/pipeline.yaml": "tasks:\n  - {source: ../a.py, product: a.ipynb}\n",
      "a.py": cell,
    ])
    let folder = place.url.appending(path: "project")
    let plain = try Command(["check"], in: folder)
    #expect(plain.status == 0)
    #expect(plain.output.contains("SL910"))
    let read = ["SLUICE_READ": "/nowhere:" + place.path]
    #expect(!(try Command(["check"], in: folder, environment: read)).output.contains("SL910"))
  }

  @Test func noConfigurationWritesElsewhere() throws {
    for configuration in [
      "targets: {t: {output: ../../outside.yaml}}\n",
      "targets: {t: {output: folder/outside.yaml}}\n",
      "targets: {t: {output: link.yaml}}\n", "baseline: ../outside.yaml\n",
    ] {
      let place = try project(["sluice.yaml": configuration])
      let outside = place.url.deletingLastPathComponent().appending(path: "elsewhere")
      try FileManager.default.createDirectory(at: outside, withIntermediateDirectories: true)
      try "old".write(to: outside.appending(path: "old.yaml"), atomically: true, encoding: .utf8)
      try place.link("folder", to: "../elsewhere")
      try place.link("link.yaml", to: "../elsewhere/old.yaml")
      let arguments =
        configuration.hasPrefix("baseline") ? ["check", "--write-baseline"] : ["export"]
      let run = try Command(arguments, in: place.url)
      #expect(run.status == 2, "\(configuration) \(run.talk)")
      #expect(run.talk.contains("lies outside of the project"), "\(run.talk)")
      let left = try FileManager.default.contentsOfDirectory(atPath: outside.path())
      #expect(left == ["old.yaml"])
      #expect(try String(contentsOf: outside.appending(path: "old.yaml"), encoding: .utf8) == "old")
    }
  }

  /// What the page about security says is proved, is.
  @Test func theTableNamesTestsThatExist() throws {
    let page = try String(
      contentsOf: Fixtures.repository.appending(path: "docs/security.md"), encoding: .utf8)
    let rows = page.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst(2)
    #expect(rows.count > 5)
    let tests = Fixtures.repository.appending(path: "Tests")
    let files = try #require(
      FileManager.default.enumerator(at: tests, includingPropertiesForKeys: nil))
    var sources = ""
    for case let file as URL in files where file.pathExtension == "swift" {
      sources += try String(contentsOf: file, encoding: .utf8)
    }
    for row in rows {
      let cells = row.split(separator: "|")
      let names = (cells.last ?? "").split(separator: "`").filter { $0.first?.isLetter == true }
      #expect(!names.isEmpty, "\(row)")
      for name in names {
        let shell = tests.appending(path: "Shell/" + name).path()
        #expect(
          sources.contains("func \(name)(") || FileManager.default.isExecutableFile(atPath: shell),
          "\(name)")
      }
    }
  }
}
