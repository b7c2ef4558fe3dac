import Foundation
import TestSupport
import Testing

@testable import SluicePipeline

extension Scratch {
  fileprivate func place(
    from start: String = "", entry: String? = nil, variable: String? = nil
  ) -> Result<ProjectPlace, DiscoveryError> {
    let start = Path.joined(path, start)
    try? FileManager.default.createDirectory(atPath: start, withIntermediateDirectories: true)
    do throws(DiscoveryError) {
      return .success(try Discovery(start: start, entry: entry, variable: variable).place())
    } catch {
      return .failure(error)
    }
  }
}

extension Result where Success == ProjectPlace, Failure == DiscoveryError {
  fileprivate func summary(in folder: Scratch) -> String {
    switch self {
    case .success(let place):
      Path.relative(place.root, to: folder.path) + " " + place.entry
        + (place.isDefaultEntry ? " default" : "")
    case .failure(.nothingFound(_, _, let misnamed)):
      "nothing" + (misnamed == nil ? "" : " misnamed")
    case .failure(.packageWithoutSetup): "no setup"
    case .failure(.packageWithoutEntry): "no entry"
    case .failure(.twoEntries): "two"
    case .failure(.entryMissing): "missing"
    case .failure(.entryUnclear): "unclear"
    case .failure(.entryWithoutSuffix): "no suffix"
    case .failure(.factory(_, let problem)): problem ?? "factory"
    case .failure(.moduleEntry(_, let problem)): problem
    case .failure(.foreignSources(_, let files)): "foreign " + files.joined(separator: " ")
    case .failure(.configurationUnreadable(_, let line, let problem)): "\(line) \(problem)"
    case .failure(.environmentFileMissing): "no environment"
    case .failure(.inFileSystemRoot): "root"
    case .failure(.configuredEntryMissing): "configured entry missing"
    case .failure(.variableNotAName): "not a name"
    case .failure(.leadsOutside): "outside"
    }
  }
}

@Suite struct DiscoveryTests {
  /// Ploomber 0.23.3's rules for the default entry point: files, start, expected.
  @Test(arguments: [
    (["pipeline.yaml"], "", ". pipeline.yaml default"),
    (["pipeline.yaml"], "a/b/c/d/e", ". pipeline.yaml default"),
    (["pipeline.yaml"], "a/b/c/d/e/f", "nothing"),
    (["pipeline.yml"], "", "nothing misnamed"),
    (["setup.py", "src/pkg/pipeline.yaml"], "src/pkg", ". src/pkg/pipeline.yaml default"),
    (["setup.py", "src/pkg/pipeline.yaml"], "", ". src/pkg/pipeline.yaml default"),
    (["src/pkg/pipeline.yaml"], "src/pkg", "no setup"),
    (["setup.py", "pipeline.yaml"], "sub", ". pipeline.yaml default"),
    (["setup.py", "pipeline.yaml", "src/pkg/pipeline.yaml"], "", "two"),
    (["setup.py", "nested/pipeline.yaml"], "nested", "nested pipeline.yaml default"),
    (["setup.py"], "", "no entry"),
    (
      ["setup.py", "src/b/pipeline.yaml", "src/a/pipeline.yaml"], "",
      ". src/a/pipeline.yaml default"
    ),
    (["setup.py", "src/a.egg-info/pipeline.yaml"], "", "no entry"),
  ])
  func findsTheRoot(files: [String], start: String, wanted: String) throws {
    let folder = try Scratch(Dictionary(uniqueKeysWithValues: files.map { ($0, "") }))
    #expect(folder.place(from: start).summary(in: folder) == wanted)
  }

  @Test func takesTheEntryPointThatIsNamed() throws {
    let folder = try Scratch(["pipeline.yaml": "", "pipeline.train.yaml": "", "sub/other.yaml": ""])
    #expect(
      folder.place(entry: "pipeline.train.yaml").summary(in: folder) == ". pipeline.train.yaml")
    #expect(folder.place(entry: "sub/other.yaml").summary(in: folder) == "sub other.yaml")
    #expect(folder.place(entry: "pipeline.yaml").summary(in: folder) == ". pipeline.yaml default")
    #expect(folder.place(entry: "gone.yaml").summary(in: folder) == "missing")
    #expect(folder.place(entry: "*.py").summary(in: folder) == ". *.py")
    #expect(
      folder.place(variable: "pipeline.train.yaml").summary(in: folder)
        == ". pipeline.train.yaml")
    #expect(folder.place(variable: "sub/other.yaml").summary(in: folder) == "not a name")
  }

  @Test func setupConfigurationComesFirst() throws {
    let text = "[metadata]\nname = x\n\n[ploomber]\n# ours\nentry-point = config/train.yaml\n"
    let folder = try Scratch([
      "setup.cfg": text, "config/train.yaml": "", "pipeline.yaml": "",
    ])
    #expect(
      folder.place(variable: "pipeline.yaml").summary(in: folder) == "config train.yaml")
    let broken = try Scratch(["setup.cfg": text, "pipeline.yaml": ""])
    #expect(broken.place().summary(in: broken) == "configured entry missing")
    let other = try Scratch(["setup.cfg": "[metadata]\nname = x\n", "pipeline.yaml": ""])
    #expect(other.place().summary(in: other) == ". pipeline.yaml default")
  }
}

/// As Python's `configparser` reads them.
@Test(arguments: [
  ("[ploomber]\nentry-point = a.yaml\n", "a.yaml"),
  ("[ploomber]\n  entry-point = a.yaml\n", "a.yaml"),
  ("[ploomber]\nEntry-Point: a.yaml\n", "a.yaml"), ("[other]\nentry-point = a.yaml\n", nil),
  ("[ploomber]\nx = 1\n  entry-point = a.yaml\n", nil), ("[ploomber]\n# entry-point = a\n", nil),
  ("  [ploomber]\n  entry-point = a.yaml\n", "a.yaml"), ("[ploomber]\nentry-point =\n", ""),
  ("[DEFAULT]\nentry-point = a.yaml\n[ploomber]\n", "a.yaml"),
  ("[ploomber]\nbase = a\nentry-point = %(base)s/b%%.yaml\n", "a/b%.yaml"),
  ("[ploomber]\nentry-point = a\n\n  b\n", "a\n\nb"),
  ("[ploomber]\nentry-point = 50%\n", "mistake"), ("entry-point = a\n", "mistake"),
  ("[ploomber]\nentry-point\n", "mistake"), ("[a]\n[ploomber]\n[a]\n", "mistake"),
  ("[ploomber]\nx = 1\nx = 2\n", "mistake"),
])
func readsTheConfiguredEntryPoint(text: String, entry: String?) {
  do throws(SetupConfiguration.Mistake) {
    let file = try SetupConfiguration(Array(text.utf8))
    #expect(try file.value(of: "entry-point", in: "ploomber") == entry)
  } catch {
    #expect(entry == "mistake", "\(error)")
  }
}
