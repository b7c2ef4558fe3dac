import Foundation
import TestSupport
import Testing

private func project() throws -> Scratch {
  try Scratch([
    "pipeline.yaml": """
    - {source: tasks.load_data, product: output/raw.csv}
    - {source: tasks.fit, product: output/model.json}

    """,
    "tasks.py": """
    def load_data(product): pass
    def fit(product, upstream): upstream["load_data"]

    """,
    "sluice.yaml": "targets: {a: {image: 'img:1', source-map: true}}\n",
    "environment.yml": "name: x\ndependencies: [ploomber]\n",
  ])
}

@Suite struct TranslateTests {
  @Test func theMapIsWrittenComparedAndRead() throws {
    let project = try project()
    let export = try Command(["export"], in: project.url)
    #expect(export.talk.contains("wrote argo.yaml: 2 tasks\nwrote argo.map.json\n"))
    let map = try #require(project.read("argo.map.json"))
    #expect(map.hasPrefix("{\n  \"schema\": \"sluice.map/1\",\n"))
    #expect(!map.contains(project.path))
    let spec = try #require(project.read("argo.yaml")).split(
      separator: "\n", omittingEmptySubsequences: false)
    for (name, line) in [("load-data", "\"lines\": ["), ("fit", "\"lines\": [")] {
      let number = try #require(
        spec.firstIndex { $0.hasSuffix("- name: \(name)") }.map { $0 + 1 })
      #expect(map.contains("\(line)\(number), "))
    }
    #expect(try Command(["export"], in: project.url).status == 0)
    #expect(project.read("argo.map.json") == map)
    #expect(try Command(["export", "--check"], in: project.url).status == 0)
    // A map that was moved speaks of the spec that it was written for.
    try project.write("old.json", map.replacing("pipeline.yaml", with: "other.yaml"))
    let answer = try Command(
      ["translate", "--map", "old.json", "demo-x.load-data"], in: project.url)
    #expect(answer.output == "demo-x.load-data  ← other.yaml:1:12 task 'load_data' (tasks.py:1)\n")
    try project.remove("argo.map.json")
    let check = try Command(["export", "--check"], in: project.url)
    #expect(check.status == 1)
    #expect(check.talk.contains("there is no map of it: 'argo.map.json'"))
    #expect(try Command(["export", "--map", "-o", "-"], in: project.url).status == 2)
    #expect(try Command(["translate", "--map", "argo.yaml", "x"], in: project.url).status == 2)
  }

  @Test func withoutAMapTheProjectItselfIsAsked() throws {
    let project = try project()
    try project.write("log.txt", "a\u{1B}[31mb\r\n\ndemo-1.fit\u{7}")
    let answer = try Command(["translate", "log.txt", "templates.dag.tasks.fit"], in: project.url)
    #expect(answer.status == 0)
    let fit = "pipeline.yaml:2:12 task 'fit' (tasks.py:2)"
    #expect(
      answer.output
        == "ab\n\ndemo-1.fit␇  ← \(fit)\ntemplates.dag.tasks.fit  ← \(fit)\n")
    let json = try Command(["translate", "--format", "json", "demo-1.fit"], in: project.url)
    #expect(json.output.hasPrefix(#"{"schema": "sluice.translation/1", "line": "demo-1.fit""#))
    #expect(json.output.split(separator: "\n").count == 1)
    #expect(json.output.contains(#""file": "pipeline.yaml", "line": 2, "column": 12"#))
  }

  @Test func aLineThatDoesNotEndIsCut() throws {
    let project = try project()
    let length = 1 << 20
    let line = String(repeating: "x", count: length + 200_000)
    try project.write("log.txt", line + "\nshort\n")
    let answer = try Command(["translate", "log.txt"], in: project.url)
    let lines = answer.output.split(separator: "\n")
    #expect(answer.status == 0 && lines.count == 3 && lines.last == "short")
    #expect(lines.dropLast().joined() == line)
    #expect(lines.allSatisfy { $0.utf8.count <= length + 65_536 })
  }

  @Test func aStreamIsPassedOnLineByLine() throws {
    let project = try project()
    let process = Command.process(["translate"], in: project.url, environment: [:])
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    for _ in 0..<3 {
      try input.fileHandleForWriting.write(contentsOf: Data("demo-1.fit\nhalf".utf8))
      var text = ""
      while !text.hasSuffix("\n") {
        text += String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
      }
      #expect(text.contains("task 'fit'") || text == "half\n", "\(text)")
      try input.fileHandleForWriting.write(contentsOf: Data("\n".utf8))
      _ = output.fileHandleForReading.availableData
    }
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}
