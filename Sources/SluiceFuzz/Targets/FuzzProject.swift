/// A small sound project of which one file is what a target gets.
enum FuzzProject {
  /// The project with `bytes` at `path`.
  static func sample(with path: String, _ bytes: [UInt8]) -> [String: [UInt8]] {
    base.merging([path: bytes]) { $1 }
  }

  /// The project with these files.
  static func sample(with files: FuzzFiles) -> [String: [UInt8]] {
    base.merging(files.byPath) { $1 }
  }

  private static let base: [String: [UInt8]] = [
    "pipeline.yaml": """
    - {source: t.load, product: out/users.csv, params: {n: '{{n}}'}}
    - {source: fit.py, product: {nb: out/fit.html, model: out/model.pickle}}
    - {source: q.sql, product: [users, table], client: t.client}

    """,
    "t.py": "import pandas\ndef load(product, n): pass\ndef client(): pass\n",
    "fit.py": "import sklearn\n# %% tags=[\"parameters\"]\nupstream = ['load']\n\n# %%\nprint(1)\n",
    "q.sql": "CREATE TABLE {{product}} AS SELECT * FROM {{upstream['load']}}\n",
    "env.yaml": "n: 1\n",
    "environment.yml": "name: x\ndependencies: [python, pandas, {pip: [ploomber]}]\n",
    "out/users.csv": "1\n",
    "out/.users.csv.metadata":
      "{\"timestamp\": 1.5, \"stored_source_code\": \"x\", \"params\": {}}",
  ].mapValues { Array($0.utf8) }
}
