import SluiceCore
import SluiceScan
import TestSupport
import Testing

@testable import SluicePipeline

/// What the task `f` of `tasks.py` refers to, in short, where its body is `body` and the imports stand
/// above it.
private func references(_ imports: String, _ body: String, _ files: [String: String]) throws
  -> [String]
{
  var files = files
  files["pipeline.yaml"] = "tasks:\n- {source: pkg.tasks.f, product: a.csv}\n"
  files["pkg/__init__.py"] = files["pkg/__init__.py"] ?? ""
  files["pkg/tasks.py"] = imports + "\ndef f(product, upstream):\n  " + body + "\n"
  let analysis = try analysis(files)
  return (analysis.tasks.first?.references ?? []).map { reference in
    switch reference {
    case .task(let name, _): return "task \(name.text)"
    case .wildcard(let pattern, _): return "wildcard \(pattern)"
    case .dynamic(.hidden(let name, .function(let function, let key)), _):
      let path = analysis.sources.files[key.file].path
      return "\(name.text) in \(function) \(path)"
    case .dynamic(.hidden(let name, _), _): return name.text
    case .dynamic(let form, _): return "\(form)"
    }
  }
}

private let helpers = """
  KEY = 'constant'
  NAMES = ('n', 'm')
  LIST = ['n']
  def read(up): return up['x']
  def keyed(up, name): return up[name]
  def silent(up): return 1
  def lost(up): return up
  class Reader:
    def read(self, up): return up['r']
  """

@Test(arguments: [
  ("from helpers import read", "read(upstream)", ["x in read helpers.py"]),
  ("from helpers import read as r", "r(up=upstream)", ["x in r helpers.py"]),
  ("import helpers", "helpers.read(upstream)", ["x in helpers.read helpers.py"]),
  ("import helpers as h", "h.read(upstream)", ["x in h.read helpers.py"]),
  ("", "from helpers import read\n  read(upstream)", ["x in read helpers.py"]),
  ("from helpers import *", "read(upstream)", ["x in read helpers.py"]),
  ("from helpers import keyed", "keyed(upstream, 'k')", ["k in keyed pkg/tasks.py"]),
  (
    "from helpers import keyed, KEY", "keyed(upstream, KEY)", ["constant in keyed pkg/tasks.py"]
  ),
  ("from helpers import KEY", "upstream[KEY]", ["constant"]),
  ("import helpers", "upstream[helpers.KEY]", ["constant"]),
  ("from helpers import NAMES", "[upstream[n] for n in NAMES]", ["n", "m"]),
  ("from helpers import LIST", "[upstream[n] for n in LIST]", ["computedKey"]),
  ("from helpers import silent", "silent(upstream)", []),
  ("from helpers import lost", "lost(upstream)", ["whole"]),
  ("from helpers import lost", "lost(upstream); upstream['a']", ["task a"]),
  ("from helpers import Reader", "Reader().read(upstream)", ["r in Reader().read helpers.py"]),
  (
    "from .local import deep", "deep(upstream)", ["l in deep pkg/local.py", "x in deep helpers.py"]
  ),
  (
    "from . import local", "local.deep(upstream)",
    ["l in local.deep pkg/local.py", "x in local.deep helpers.py"]
  ),
  (
    "import pkg.local", "pkg.local.deep(upstream)",
    ["l in pkg.local.deep pkg/local.py", "x in pkg.local.deep helpers.py"]
  ),
  ("from .. import helpers", "helpers.read(upstream)", ["whole"]),
  ("import space.inner", "space.inner.take(upstream)", ["s in space.inner.take space/inner.py"]),
  ("from space import inner", "inner.take(upstream)", ["s in inner.take space/inner.py"]),
  ("import box", "box.read(upstream)", ["x in box.read helpers.py"]),
  ("from box import circle", "circle(upstream)", ["whole"]),
  ("import box", "box.part.take(upstream)", ["b in box.part.take box/part.py"]),
  ("from numpy import save", "save(upstream)", ["whole"]),
  ("from missing.part import save", "save(upstream)", ["whole"]),
  (
    "try:\n  from helpers import read\nexcept ImportError:\n  read = None", "read(upstream)",
    ["whole"]
  ),
  ("from turns import one", "one(upstream)", ["t in one turns.py", "u in one turned.py"]),
])
func followsHelpersInOtherModules(imports: String, body: String, expected: [String]) throws {
  let found = try references(
    imports, body,
    [
      "helpers.py": helpers,
      "pkg/local.py": "import helpers\ndef deep(up): return helpers.read(up), up['l']\n",
      "space/inner.py": "def take(up): return up['s']\n",
      "box/__init__.py":
        "from helpers import read\nfrom . import part\nfrom .part import circle\n",
      "box/part.py": "from . import circle\ndef take(up): return up['b']\n",
      "turns.py": "import turned\ndef one(up): return up['t'], turned.two(up)\n",
      "turned.py": "from turns import one\ndef two(up): return up['u'], one(up)\n",
    ])
  #expect(found == expected)
}

@Test func saysWhatAnImportedHelperReads() throws {
  let analysis = try analysis([
    "pipeline.yaml": """
    tasks:
      - {source: tasks.load, product: a.csv}
      - {source: tasks.fit, product: b.csv}
    """,
    "tasks.py": """
    import helpers
    def load(product): pass
    def fit(product, upstream): print(helpers.read(upstream, 'load'), product)
    """,
    "helpers.py": "def read(upstream, name):\n  return upstream[name]\n",
  ])
  // Ploomber passes no 'upstream' to it, either.
  #expect(analysis.diagnostics.map(\.kind.code) == ["SL306", "SL220"])
  #expect(
    analysis.diagnostics.last?.message
      == "Ploomber does not see that 'fit' reads from 'load' through the function 'helpers.read'")
}
