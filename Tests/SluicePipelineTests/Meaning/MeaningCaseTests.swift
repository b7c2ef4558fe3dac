import SluiceCore
import Testing

@testable import SluicePipeline

/// Edits of small projects that need files of their own.
struct MeaningCaseTests {
  private typealias Case = MeaningCase

  private static let one = "tasks:\n  - {source: t.a, product: o.txt}\n"
  private static let shell = "tasks:\n  - {source: t.sh, product: o.txt}\n"

  private func check(_ cases: [Case], pipeline: String = MeaningCaseTests.one) throws {
    for var item in cases {
      item.files["pipeline.yaml"] = item.files["pipeline.yaml"] ?? pipeline
      let change = try item.change()
      #expect(change.names(.changed).isEmpty == !item.isSeen, "\(item.title)")
    }
  }

  @Test func tellsNamesakesApart() throws {
    let task = "import m1, m2\ndef a(product):\n  return m1.f() - m2.f()\n"
    let modules = ["m1.py": "def f():\n  return 1\n", "m2.py": "def f():\n  return 2\n"]
    let alias = "import m1 as x\nimport m2 as y\ndef a(product):\n  return x.f() - y.f()\n"
    let files = modules.merging(["t.py": task]) { $1 }
    let aliased = modules.merging(["t.py": alias]) { $1 }
    let swapped = alias.replacing("m1", with: "m0").replacing("m2", with: "m1")
      .replacing("m0", with: "m2")
    try check([
      Case(
        title: "bodies swapped", files: files,
        edits: ["m1.py": modules["m2.py"] ?? "", "m2.py": modules["m1.py"] ?? ""]),
      Case(title: "modules swapped", files: aliased, edits: ["t.py": swapped]),
      Case(
        title: "imports in another order", files: files,
        edits: ["t.py": task.replacing("m1, m2", with: "m2, m1")], isSeen: false),
      Case(
        title: "variables' modules swapped",
        files: ["m1.py": "N = 1\n", "m2.py": "N = 2\n"].merging([
          "t.py": alias.replacing("f()", with: "N")
        ]) { $1 }, edits: ["t.py": swapped.replacing("f()", with: "N")]),
    ])
  }

  @Test func takesTheLastBinding() throws {
    let use = "def a(product):\n  return g()\n"
    let (one, two) = ("def g():\n  return 1\n", "def g():\n  return 2\n")
    let imports = "from m1 import g\nfrom m2 import g\n"
    let modules = ["m1.py": one, "m2.py": two]
    try check([
      Case(
        title: "two definitions", files: ["t.py": one + two + use],
        edits: ["t.py": two + one + use]),
      Case(
        title: "two imports", files: modules.merging(["t.py": imports + use]) { $1 },
        edits: ["t.py": "from m2 import g\nfrom m1 import g\n" + use]),
      Case(
        title: "a definition behind an import",
        files: modules.merging(["t.py": "from m1 import g\n" + two + use]) { $1 },
        edits: ["t.py": two + "from m1 import g\n" + use]),
      Case(
        title: "a value read earlier",
        files: ["t.py": "X = 1\nY = X\nX = 2\ndef a(product):\n  return Y\n"],
        edits: ["t.py": "X = 1\nX = 2\nY = X\ndef a(product):\n  return Y\n"]),
      Case(
        title: "names bound once, in another order",
        files: ["t.py": "X = 1\nZ = 2\nY = X + Z\ndef a(product):\n  return Y\n"],
        edits: ["t.py": "Z = 2\nX = 1\nY = X + Z\ndef a(product):\n  return Y\n"], isSeen: false),
    ])
  }

  @Test func followsFunctionsOfParams() throws {
    let code = [
      "t.py": "def a(product, z):\n  pass\n", "h.py": "def val(n=0):\n  return 1\n",
    ]
    for value in ["\"h::val\"", "{dotted_path: \"h::val\", n: 2}"] {
      let pipeline = "tasks:\n  - {source: t.a, product: o.txt, params: {z: \(value)}}\n"
      try check(
        [
          Case(
            title: value, files: code, edits: ["h.py": "def val(n=0):\n  return 2\n"])
        ], pipeline: pipeline)
    }
  }

  @Test func seesEffectsBehindAnAssignment() throws {
    func task(_ lines: String) -> String {
      "import locale\nimport numpy as np\n\(lines)\ndef a(product):\n  return L\n"
    }
    let fill = "def fill(rows):\n  rows.append(1)\nL = []\nz = fill(L)"
    let prepare = "L = 1\ndef _prep():\n  locale.setlocale(0, 'C')\nPREP = _prep()"
    try check([
      Case(
        title: "a filled list", files: ["t.py": task(fill)],
        edits: ["t.py": task(fill.replacing("append(1)", with: "append(2)"))]),
      Case(
        title: "a setter", files: ["t.py": task("L = 1\n_ = np.seterr(all='raise')")],
        edits: ["t.py": task("L = 1\n_ = np.seterr(all='warn')")]),
      Case(
        title: "a setter in a function", files: ["t.py": task(prepare)],
        edits: ["t.py": task(prepare.replacing("'C'", with: "'de'"))]),
    ])
  }

  @Test func followsScriptsOfAShell() throws {
    let files = [
      "t.sh": "bash sub.sh\npython tools/tool.py > {{product}}\n", "sub.sh": ". ./env.sh\n",
      "env.sh": "X=1\n", "tools/tool.py": "import m\nif __name__ == '__main__':\n  m.f()\n",
      "m.py": "def f():\n  return 1\ndef g():\n  return 1\n",
    ]
    let main = files["tools/tool.py"] ?? ""
    try check(
      [
        Case(title: "a script", files: files, edits: ["sub.sh": ". ./env.sh\necho 1\n"]),
        Case(title: "a script of a script", files: files, edits: ["env.sh": "X=2\n"]),
        Case(
          title: "a tool", files: files,
          edits: ["tools/tool.py": main.replacing("m.f()", with: "m.f(1)")]),
        Case(
          title: "what a tool uses", files: files,
          edits: ["m.py": "def f():\n  return 2\ndef g():\n  return 1\n"]),
        Case(
          title: "what a tool does not use", files: files,
          edits: ["m.py": "def f():\n  return 1\ndef g():\n  return 2\n"], isSeen: false),
        Case(
          title: "a comment", files: files, edits: ["env.sh": "# more\nX=1\n"], isSeen: false),
      ], pipeline: MeaningCaseTests.shell)
  }

  @Test func countsWhatSaysWhichPackages() throws {
    let project = "[project]\nname = \"p\"\nversion = \"1\"\ndependencies = [\n  \"a==1\",\n]\n"
    let setup = "[metadata]\nversion = 1\n[options]\ninstall_requires =\n  a\n[flake8]\nmax = 1\n"
    let environment = "name: e\ndependencies:\n  - a\n  - b\n  - pip:\n    - c\n"
    let files = [
      "t.py": "def a(product):\n  pass\n", "requirements.txt": "-r requirements/base.txt\na>=1\n",
      "requirements/base.txt": "-c more.txt\nb\n", "requirements/more.txt": "c<1\n",
      "pyproject.toml": project + "[tool.ruff]\nx = 1\n", "setup.cfg": setup,
      "environment.yml": environment,
    ]
    func edit(_ path: String, _ old: String, _ new: String, isSeen: Bool = true) -> Case {
      let text = files[path] ?? ""
      return Case(
        title: "\(path): \(new)", files: files, edits: [path: text.replacing(old, with: new)],
        isSeen: isSeen)
    }
    try check([
      edit("requirements/base.txt", "b\n", "b==2\n"),
      edit("requirements/more.txt", "c<1", "c<2"),
      edit("requirements.txt", "a>=1", "a >= 1", isSeen: false),
      edit("requirements.txt", "a>=1", "a>=2"),
      edit("pyproject.toml", "version = \"1\"", "version = \"2\"", isSeen: false),
      edit("pyproject.toml", "x = 1", "x = 2", isSeen: false),
      edit("pyproject.toml", "a==1", "a==2"),
      edit("setup.cfg", "version = 1", "version = 2", isSeen: false),
      edit("setup.cfg", "max = 1", "max = 2", isSeen: false),
      edit("setup.cfg", "  a\n", "  a==2\n"),
      edit("environment.yml", "name: e", "name: f", isSeen: false),
      edit("environment.yml", "- a\n  - b", "- b\n  - a", isSeen: false),
      edit("environment.yml", "- c", "- d"),
    ])
  }

  @Test func readsImportsOfCellsByTheirUse() throws {
    let pipeline = "tasks:\n  - {source: s.py, product: o.ipynb}\n"
    func script(_ imports: String) -> [String: String] {
      [
        "s.py":
          "# %% tags=[\"parameters\"]\nupstream = None\nproduct = None\n# %%\n\(imports)\n# %%\n"
          + "df = pd.DataFrame()\nm.f(df)\n",
        "m.py": "def f(x):\n  return x\n", "loud.py": "import os\nos.environ['A'] = '1'\n",
      ]
    }
    let base = script("import pandas as pd\nimport m")
    func edit(_ imports: String, isSeen: Bool) -> Case {
      Case(title: imports, files: base, edits: script(imports), isSeen: isSeen)
    }
    try check(
      [
        edit("import m\nimport pandas as pd", isSeen: false),
        edit("import pandas as pd\nimport json\nimport m", isSeen: false),
        edit("import polars as pd\nimport m", isSeen: true),
        edit("import pandas as pd\nimport m, loud", isSeen: true),
        edit("import pandas as pd\nimport polars as pd\nimport m", isSeen: true),
        edit("import pandas as pd\nimport m\nfrom m import *", isSeen: true),
      ], pipeline: pipeline)
  }

  @Test(arguments: [100, 101]) func saysThatMoreFilesAreNamedThanAreRead(count: Int) throws {
    var files = ["pipeline.yaml": MeaningCaseTests.one]
    var code = "def a(product):\n"
    for number in 1...count {
      files["data/\(number).csv"] = "x"
      code += "  open('data/\(number).csv').read()\n"
    }
    files["t.py"] = code
    let meaning = try #require(try MeaningProject(files).read().meanings.first)
    #expect(meaning.isUnderstood == (count <= 100))
  }
}
