import Testing

@testable import SluicePipeline

/// A function `fb` of the module `m` that is the last task, behind the notebook `a`.
private func function(
  _ number: Int, _ module: String, _ outcome: FormatRow.Outcome,
  _ verdict: FormatRow.Verdict = .same, source: String = "m.fb", files: [String: String] = [:],
  warnings: [String] = []
) -> FormatRow {
  FormatRow(
    number: number,
    files: [
      "pipeline.yaml": """
      tasks:
        - {source: a.py, product: {nb: a.html, x: a.bin}}
        - {source: \(source), product: b.csv}
      """, "m.py": module,
    ].merging(files) { $1 },
    outcome: outcome, verdict: verdict, warnings: warnings)
}

private let rows: [FormatRow] = [
  function(
    41, "def fb(product, upstream):\n  upstream[\"a\"][\"x\"]\n", .upstream(["a"])),
  function(
    42, "def fb(product, upstream):\n  upstream.get('a')\n", .error("SL306"),
    .better("the reference is named too"), warnings: ["SL220"]),
  function(43, "def fb(product, upstream):\n  del upstream['a']\n", .upstream(["a"])),
  function(43, "def fb(product, upstream):\n  upstream['a'] = 1\n", .upstream(["a"])),
  function(44, "def fb(product, upstream):\n  upstream['a' 'b']\n", .error("SL301")),
  function(45, "def fb(product, **kwargs):\n  kwargs['upstream']['a']\n", .error("SL306")),
  function(
    46, "fb = lambda product, upstream: upstream['a']\n", .upstream([]),
    .better("it is said to be undecided: the two ways of loading differ"), warnings: ["SL222"]),
  function(
    47, "class fb:\n  def __init__(self, product, upstream):\n    upstream['a']\n", .upstream([]),
    .better("it is said to be undecided: the two ways of loading differ"), warnings: ["SL222"]),
  function(
    48, "if True:\n  def fb(product, upstream):\n    upstream['a']\n", .upstream(["a"]),
    .better("Ploomber fails on the indentation where it imports the function")),
  function(
    49,
    "def wrap(f):\n  def inner(*a, **k): return f(*a, **k)\n  return inner\n"
      + "@wrap\ndef fb(product, upstream):\n  upstream['a']\n", .upstream(["a"]),
    .better("Ploomber fails on the indentation of the wrapper")),
  function(
    50, "from n import fb\n", .upstream(["a"]),
    files: ["n.py": "def fb(product, upstream):\n  upstream['a']\n"]),
  function(
    50, "import lib.n as other\nfb = other.fb\n", .upstream(["a"]),
    files: [
      "lib/__init__.py": "", "lib/n.py": "def fb(product, upstream):\n  upstream['a']\n",
    ]),
  function(
    50, "from . import n\nhelp = n.fb\nfb = help\n", .upstream(["a"]), source: "lib.fb",
    files: [
      "lib/__init__.py": "from . import n\nhelp = n.fb\nfb = help\n",
      "lib/n.py": "def fb(product, upstream):\n  upstream['a']\n",
    ]),
  function(
    50, "from n import K\nfb = K.fb\n", .upstream([]),
    .better("it is said to be undecided: Ploomber fails on the indentation"),
    files: ["n.py": "class K:\n  def fb(product): pass\n"], warnings: ["SL222"]),
  function(
    51, "from n import fb\ndef fb(product, upstream):\n  upstream['a']\n", .upstream(["a"]),
    files: ["n.py": "def fb(product): pass\n"]),
  function(
    52, "def fb(product): pass\nfb = 1\n", .upstream([]),
    .better("what the name is bound to is not looked into: it is said to be undecided"),
    warnings: ["SL222"]),
  function(
    53, "import nowhere_to_be_found\ndef fb(product, upstream):\n  upstream['a']\n",
    .upstream(["a"]), .better("nothing is imported")),
  function(
    53, "raise ValueError\ndef fb(product, upstream):\n  upstream['a']\n",
    .upstream(["a"]), .better("nothing is imported")),
  function(
    54, "", .upstream(["a"]), source: "pk.mod.fb",
    files: ["pk/mod.py": "def fb(product, upstream):\n  upstream['a']\n"]),
  function(
    55, "", .upstream(["a"]), source: "pk.fb",
    files: [
      "pk/__init__.py": "def fb(product, upstream):\n  upstream['a']\n",
      "pk.py": "def fb(product): pass\n",
    ]),
  function(
    56, "class K:\n  @staticmethod\n  def fb(product): pass\n", .error("SL202"), source: "m.K.fb"),
  function(
    57, "", .error("SL234"), source: "io.f", files: ["io.py": "def f(product): pass\n"]),
]

@Test(arguments: rows)
func aFunctionIsReadAsPloomberReadsIt(row: FormatRow) throws {
  try row.check()
}
