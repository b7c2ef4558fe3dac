import Testing

@testable import SluicePipeline

@Test(arguments: [
  ("a/./b//c", "a/b/c"), ("a/../b", "b"), ("../a/..", ".."), ("", "."), ("/..//a", "/a"),
  ("./x", "x"), ("a/..", "."),
])
func normalizesPaths(path: String, wanted: String) {
  #expect(Path.normalized(path) == wanted)
}

/// As Python 3.11's `PurePosixPath(...).suffix` and `.stem`.
@Test(arguments: [
  ("a/fit.py", ".py", "fit"), ("my.task.py", ".py", "my.task"), (".profile", "", ".profile"),
  ("a.", "", "a."), ("x.tar.gz", ".gz", "x.tar"), ("folder.d/name", "", "name"),
])
func splitsNames(path: String, suffix: String, stem: String) {
  #expect(Path.suffix(of: path) == suffix)
  #expect(Path.stem(of: path) == stem)
}

@Test func findsTheWayBetweenFolders() {
  #expect(Path.way(from: "/a/b", to: "/a/c/d") == "../c/d")
  #expect(Path.way(from: "/a", to: "/a/b") == "b")
  #expect(Path.way(from: "/a", to: "/a") == ".")
  #expect(Path.relative("/a/b", to: "/a") == "b")
  #expect(Path.relative("/ab", to: "/a") == "/ab")
}
