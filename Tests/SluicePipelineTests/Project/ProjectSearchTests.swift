import Foundation
import TestSupport
import Testing

@testable import SluicePipeline

@Suite struct ProjectSearchTests {
  @Test func findsProjectsOfEveryDepthButNotThoseOfOthers() throws {
    let spec = "tasks: []\n"
    let folder = try Scratch([
      "b/pipeline.yaml": spec, "a/deep/er/pipeline.yaml": spec, "a/nested/pipeline.yaml": spec,
      "a/pipeline.yaml": spec, "c/src/c/pipeline.yaml": spec, "c/setup.py": "",
      "named/setup.cfg": "[ploomber]\nentry-point = train.yaml\n", "named/train.yaml": spec,
      "other/setup.cfg": "[metadata]\nname = other\n", "broken/setup.cfg": "]\n",
      ".hidden/pipeline.yaml": spec, "node_modules/x/pipeline.yaml": spec,
      "env/pyvenv.cfg": "", "env/share/pipeline.yaml": spec, "d/pipeline.yaml/x": "",
    ])
    let found = ProjectSearch(name: nil).below(folder.path)
    let names = found.folders.map { Path.relative($0, to: folder.path) }
    #expect(names == ["a", "b", "named", "a/nested", "a/deep/er", "c/src/c"])
    #expect(!found.isCut)
    let other = ProjectSearch(name: "train.yaml").below(folder.path)
    #expect(other.folders.map { Path.relative($0, to: folder.path) } == ["named"])
  }

  @Test func tooManyFoldersAreCut() throws {
    let folder = try Scratch([:])
    for number in 0..<ProjectSearch.folderLimit {
      try FileManager.default.createDirectory(
        atPath: folder.path + "/\(number)", withIntermediateDirectories: false)
    }
    let found = ProjectSearch(name: nil).below(folder.path)
    #expect(found.isCut && found.listed.count == ProjectSearch.folderLimit)
  }

  @Test func linksAreNotFollowed() throws {
    let folder = try Scratch(["a/pipeline.yaml": "tasks: []\n"])
    try folder.link("a/again", to: folder.path)
    let found = ProjectSearch(name: nil).below(folder.path)
    #expect(found.folders == [folder.path + "/a"])
    #expect(found.listed == [folder.path, folder.path + "/a"])
  }
}
