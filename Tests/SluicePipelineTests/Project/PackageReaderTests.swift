import SluiceCore
import TestSupport
import Testing

@testable import SluicePipeline

private func packages(_ files: [String: String]) -> DeclaredPackages {
  var reader = PackageReader(
    folder: .memory(files.mapValues { Array($0.utf8) }), store: SourceStore())
  reader.read(["."], codeFolders: [])
  return reader.packages
}

@Test(arguments: [
  ("numpy\n", ["numpy"], false),
  ("NumPy_Base.x==1 ; python_version > '3'\n", ["numpy-base-x"], false),
  ("a @ https://example.com/a.whl\n", ["a"], false),
  ("-r more.txt\nb\n", ["c", "b"], false),
  ("-rmore.txt\n--requirement=more.txt", ["c"], false),
  ("-r gone.txt\nb\n", ["b"], true),
  ("-c limits.txt\nb # why\n", ["b"], false),
  ("-e .\n--index-url https://example.com\n", [], false),
  ("-e ../lib\n", [], true),
  ("git+https://example.com/x/lib_a.git@main\n", ["lib-a"], true),
  ("b==1 \\\n  --hash=sha256:00\nd\r\n", ["b", "d"], false),
  ("dask[complete]\n", ["dask"], true),
  ("ploomber[all]>=0.23\n", ["ploomber"], false),
  ("{{ name }}\n", [], true),
])
func requirementsAreRead(_ text: String, _ names: [String], _ isIncomplete: Bool) {
  let found = packages(["requirements.txt": text, "more.txt": "c\n-r requirements.txt\n"])
  #expect(found.entries.map(\.name) == names)
  #expect(found.isIncomplete == isIncomplete)
}

@Test func otherFilesAreRead() {
  let setup = packages([
    "setup.py": """
    from setuptools import find_packages, setup
    NEEDS = ['pandas', 'scikit-learn>=1']
    setup(name='x', install_requires=NEEDS + ['pyyaml'], extras_require={'dev': ['pytest']})
    """
  ])
  #expect(setup.entries.map(\.name) == ["pandas", "scikit-learn", "pyyaml", "pytest"])
  #expect(!setup.isIncomplete)
  #expect(setup.provides(module: "sklearn.svm") == true)
  #expect(setup.provides(module: "torch") == false)
  #expect(setup.provides(module: "nobody_knows_it") == nil)
  let computed = packages(["setup.py": "setup(install_requires=open('r.txt').readlines())"])
  #expect(computed.isIncomplete)
  let configured = packages([
    "setup.cfg": "[options]\ninstall_requires =\n  pandas\n  acme_utils>1\n"
  ])
  #expect(configured.entries.map(\.name) == ["pandas", "acme-utils"])
  // What an unknown package brings along, nobody knows.
  #expect(configured.provides(module: "torch") == nil)
  #expect(configured.entry(declaring: "acme_utils.load") != nil)
  let project = packages([
    "pyproject.toml": """
    [project]
    dependencies = [
      "pandas>=2", # for "tables"
      'torch',
    ]
    [project.optional-dependencies]
    dev = ["pytest"]
    [tool.poetry.dependencies]
    python = "^3.11"
    numpy = { version = "1" }
    """
  ])
  #expect(project.entries.map(\.name) == ["pandas", "torch", "pytest", "numpy"])
  #expect(packages(["pyproject.toml": "[project]\ndynamic = ['dependencies']"]).isIncomplete)
  let conda = packages([
    "environment.yml": """
    dependencies:
      - conda-forge::pytorch=2
      - pip:
        - -r requirements.txt
    """,
    "requirements.txt": "opencv-python-headless\n",
  ])
  #expect(conda.entries.map(\.name) == ["pytorch", "opencv-python-headless"])
  #expect(conda.provides(module: "torch") == true)
  #expect(conda.provides(module: "cv2") == true)
  #expect(conda.provides(module: "google.cloud.storage") == false)
}

@Test func brokenPackageFilesEnd() {
  let sources = [
    "requirements.txt": "-r more.txt\na[b]>=1 \\\n  --hash=x\n-e .\n# c\nx @ https://e.com\n",
    "pyproject.toml":
      "[project]\ndependencies = [\n \"a[b]\", 'c', \"\"\"d\"\"\"]\n[[package]]\nx={y=1}\n",
    "setup.py": "A = ['b'] + C\nsetup(install_requires=A, **K, extras_require={'x': A})\n",
    "environment.yml": "dependencies:\n - a=1\n - pip:\n   - b\n   - -r requirements.txt\n",
  ]
  let letters = Array("[]{}'\"=\\\n-r#@ :".utf8)
  var generator = SeededGenerator(state: 7)
  for (name, text) in sources.sorted(by: { $0.key < $1.key }) {
    let bytes = Array(text.utf8)
    for length in bytes.indices { _ = read([name: Array(bytes[..<length])]) }
    for _ in 0..<300 {
      _ = read([name: bytes.mutated(edits: 5, letters: letters, using: &generator)])
    }
  }
}

private func read(_ files: [String: [UInt8]]) -> DeclaredPackages {
  var reader = PackageReader(folder: .memory(files), store: SourceStore())
  reader.read(["."], codeFolders: [])
  return reader.packages
}

@Test func filesThatGitDoesNotHaveAreNamed() throws {
  let files = [
    "pipeline.yaml": "tasks:\n  - source: tasks.load\n    product: out.csv\n",
    "tasks.py": """
    import pandas as pd

    def load(product):
        for path in [pd.read_csv('data/a.csv'), pd.read_csv('./data/b.csv'),
                     pd.read_csv('data/gone.csv'), pd.read_csv('out.csv')]:
            print(path)
    """,
    "data/a.csv": "1", "data/b.csv": "2", "out.csv": "3",
  ]
  let place = ProjectPlace(
    root: "/p", entry: "pipeline.yaml", isDefaultEntry: true, isPackage: false)
  let analyzer = Analyzer(folder: .memory(files.mapValues { Array($0.utf8) }), place: place)
  var asked: [String] = []
  let analysis = try analyzer.analysis { paths in
    asked = paths
    return RepositoryFacts(untracked: ["data/a.csv", "out.csv"], ignored: ["data/b.csv"])
  }
  #expect(asked.contains("data/a.csv") && !asked.contains("data/gone.csv"))
  let messages = analysis.diagnostics.filter { $0.kind == .inputNotInGit }.map(\.message)
  #expect(messages == ["git does not track 'data/a.csv'", "git ignores 'data/b.csv'"])
}
