import Foundation
import Glibc
import TestSupport
import Testing

/// What one run leaves for the next is never seen in what it says.
@Suite struct MemoryTests {
  private let sample = Fixtures.repository.appending(path: "sample-projects/ml-basic")
  private let place: Scratch

  init() throws { place = try Scratch() }

  private var folder: String { place.path + "/cache" }

  private func check(_ variables: [String: String]) throws -> Command {
    // Another variable each time, so that no answer is given again.
    try Command(
      ["check", "--advice"], in: sample,
      environment: variables.merging(["QUESTION": UUID().uuidString]) { $1 })
  }

  private var files: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter {
      $0.hasSuffix(".facts")
    }
  }

  @Test func aSecondRunSaysTheSame() throws {
    let plain = try check(["SLUICE_CACHE": "off"])
    let first = try check(["SLUICE_CACHE": folder])
    #expect(files.count == 1)
    let second = try check(["SLUICE_CACHE": folder])
    #expect(first.output == plain.output && second.output == plain.output)
    #expect(first.talk == plain.talk && second.talk == plain.talk)
    #expect(files.count == 1)
  }

  @Test func damagedOrForeignFilesCountAsNone() throws {
    let plain = try check(["SLUICE_CACHE": folder])
    let file = try #require(files.first)
    try place.write("cache/" + file, "SLUICE\u{1}\nand nothing else")
    #expect(try check(["SLUICE_CACHE": folder]).output == plain.output)
    chmod(folder + "/" + file, 0o666)
    #expect(try check(["SLUICE_CACHE": folder]).output == plain.output)
    try FileManager.default.removeItem(atPath: folder + "/" + file)
    symlink("/dev/zero", folder + "/" + file)
    #expect(try check(["SLUICE_CACHE": folder]).output == plain.output)
  }

  @Test func itLiesInTheUsersCacheFolderAndNowhereElse() throws {
    _ = try check(["XDG_CACHE_HOME": place.path])
    #expect(FileManager.default.fileExists(atPath: place.path + "/sluice"))
    _ = try check(["HOME": place.path])
    #expect(FileManager.default.fileExists(atPath: place.path + "/.cache/sluice"))
    let inside = sample.appending(path: "cache").path(percentEncoded: false)
    _ = try check(["SLUICE_CACHE": inside])
    _ = try check(["SLUICE_CACHE": "relative"])
    #expect(!FileManager.default.fileExists(atPath: inside))
    #expect(!FileManager.default.fileExists(atPath: sample.path + "/relative"))
  }

  /// The file that a link leads to looks the same wherever it has moved.
  @Test func whatMovesBehindTheFenceIsNotRemembered() throws {
    let project = try Scratch([
      "in/pipeline.yaml": "- {source: a.py, product: a.ipynb}\n", "in/b/a.py": "print(1)\n",
      "in/a.py": "",
    ])
    try project.remove("in/a.py")
    try project.link("in/a.py", to: "b/a.py")
    usleep(2_200_000)
    func run(_ cache: String) throws -> Command {
      try Command(
        ["check"], in: project.url.appending(path: "in"),
        environment: ["SLUICE_CACHE": cache, "QUESTION": UUID().uuidString])
    }
    _ = try run(folder)
    #expect(rename("\(project.path)/in/b", "\(project.path)/.hidden") == 0)
    try project.remove("in/a.py")
    try project.link("in/a.py", to: "../.hidden/a.py")
    let again = try run(folder)
    #expect(try again.output == run("off").output && again.output.contains("SL910"))
  }

  @Test func nothingIsSaidWhereItCannotBeWritten() throws {
    try place.write("cache", "a file")
    let run = try check(["SLUICE_CACHE": folder])
    #expect(run.talk == (try check(["SLUICE_CACHE": "off"])).talk)
  }
}
