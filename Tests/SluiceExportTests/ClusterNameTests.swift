import SluiceCore
import Testing

@testable import SluiceExport

@Test(arguments: [
  ("load_data", "load-data"), ("fit", "fit"), ("fit-", "fit-"), ("2020", "t-2020"),
  ("1-first", "t-1-first"), ("my.task v2", "my-task-v2"), ("_x_", "x"), ("größe", "gr-e"),
  ("日本", "task"), ("", "task"), ("-a", "a"), ("{{item}}", "item"),
  (String(repeating: "a", count: 200), String(repeating: "a", count: 128)),
])
func mapsNames(name: String, wanted: String) {
  #expect(argoName(name) == wanted)
}

@Test func theLaterOfTwoGetsAHash() {
  let names = ClusterNames(["load_data", "fit", "load-data", "load.data"].map { TaskName($0) })
  #expect(names.names == ["load-data", "fit", "load-data-ebcede54", "load-data-c92d8125"])
  #expect(names.clashes.map(\.position) == [2, 3])
  #expect(names.clashes.map(\.first) == [0, 0])
  let again = ClusterNames(["load_data", "fit", "load-data", "load.data"].map { TaskName($0) })
  #expect(again == names)
}

@Test func everyNameIsLegalAndUnique() {
  let parts = ["a", "_", "-", ".", "1", " ", "é", "{"]
  var all: [TaskName] = []
  for first in parts {
    for second in parts {
      for third in parts { all.append(TaskName(first + second + third)) }
    }
  }
  let names = ClusterNames(all).names
  #expect(Set(names).count == all.count)
  for name in names {
    let bytes = Array(name.utf8)
    #expect(bytes.count <= 128)
    #expect(bytes.first.map { (0x61...0x7A).contains($0 | 0x20) } == true)
    #expect(
      bytes.allSatisfy {
        $0 == 0x2D || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20)
      })
  }
}

@Test(arguments: [
  ("ml-basic", "ml-basic-"), ("My Project", "my-project-"), ("my_project", "my-project-"),
  ("...", "pipeline-"), ("a.b", "a-b-"), ("Ünï", "n-"), ("9lives", "9lives-"),
  (String(repeating: "x", count: 80), String(repeating: "x", count: 50) + "-"),
])
func namesRuns(project: String, wanted: String) {
  #expect(generateName(project) == wanted)
}
