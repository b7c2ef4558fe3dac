// What each target's texts are made of: a table.

extension FuzzTarget {
  /// Pieces of the grammar, which random bytes would not make.
  var pieces: [[UInt8]] {
    let own: [String] =
      switch self {
      case .yaml: yamlPieces
      case .json, .metadata: jsonPieces
      case .python: pythonPieces
      case .notebook: jsonPieces + notebookPieces
      case .jupytext: cellPieces + pythonPieces
      case .jinja: jinjaPieces
      case .sql: sqlPieces + jinjaPieces
      case .r: rPieces + cellPieces
      case .configuration: yamlPieces + configurationPieces
      case .soopervisor: yamlPieces + soopervisorPieces
      case .environment: yamlPieces + jinjaPieces + environmentPieces
      case .packages: packagePieces + yamlPieces
      case .setup: ["[", "]", "=", ":", "%", "%(", ")s", "%%", "\n ", ";", "#", "DEFAULT", "\n"]
      case .cache: []
      case .spec: yamlPieces + specPieces
      case .translate: translationPieces
      case .git: gitPieces
      case .pipeline:
        yamlPieces + specificationPieces + jinjaPieces + cellPieces + pythonPieces + jsonPieces
      }
    return own.map { Array($0.utf8) } + (self == .cache ? cachePieces : [])
  }

  /// Seeds that no file holds.
  var ownSeeds: [[UInt8]] {
    switch self {
    case .cache: cacheSeeds()
    case .translate: translationSeeds
    case .git: [repositorySeed.text]
    case .packages: packageSeeds.map(\.text)
    case .setup: ["[DEFAULT]\na = %(b)s\n[ploomber]\nentry-point = x\n  more\n; end\nb: %%\n"].bytes
    case .metadata:
      [
        "{\"timestamp\": 1.5, \"stored_source_code\": \"def load(product, n): pass\", "
          + "\"params\": {\"n\": 1, \"l\": [true, null, 1e3, {\"a\": \"b\"}]}}"
      ].bytes
    case .soopervisor: soopervisorSeeds.bytes
    case .configuration: configurationSeeds.bytes
    case .environment:
      [
        "meta: {import_from: o.yaml}\n_module: '{{here}}'\npath: {a: '{{user}}/x/', b: ~/y}\n"
          + "n: &x [1, '{{env.A}}', \"(1, 2)\"]\nb: '{{version}}[[a]]'\n"
          + "c: {d: *x, e__f: '{% if a %}x{% endif %}'}\n"
      ].bytes
    case .yaml, .json, .python, .notebook, .jupytext, .jinja, .sql, .r, .spec, .pipeline: []
    }
  }
}

extension [String] {
  fileprivate var bytes: [[UInt8]] { map { [UInt8]($0.utf8) } }
}

private let yamlPieces = [
  "- ", ": ", "\n", "\n  ", "\n- ", "? ", "[", "]", "{", "}", ",", "'", "\"", " #", "|\n", ">-\n",
  "&a ", "*a", "<<: ", "<<: *a", "!!int ", "!!str ", "!!binary ", "!!set ", "!x!y ", "---\n",
  "...\n", "%YAML 1.1\n", "%TAG ! a:\n", "\t", "~", "null", "yes", "0x1F", "1:30", ".inf",
  "2024-01-02", "2024-13-45", "{{", "}}", "'{{root}}'", "\\x41", "\\uD800", "@", "`", "%", "\r\n",
  "null: null\n", "? [a]\n: b\n",
]

private let jsonPieces = [
  "{", "}", "[", "]", "\"", ":", ",", "null", "true", "NaN", "-Infinity", "\\u0041", "\\ud83d",
  "\\ud83d\\ude42", "\\n", "\\", "1e9", "-0", "{\"a\":", "[[", "\"\\", "\"a\": ",
]

private let notebookPieces = [
  "{\"cell_type\": \"code\", \"metadata\": {\"tags\": [\"parameters\"]}, \"source\": [\"x = 1\\n\"]},",
  "\"cells\": [", "\"source\": ", "\"metadata\": {", "\"kernelspec\": {\"language\": \"R\"}",
  "\"nbformat\": 4", "\"injected-parameters\"", "\"markdown\"", "%%bash\\n", "%time ", "!ls\\n",
  "\"language_info\": {\"name\": \"python\"}",
]

private let pythonPieces = [
  "(", ")", "[", "]", "{", "}", "'", "\"", "\"\"\"", "'''", "\\", "\n", "\n  ", "\t", " ", ":", ",",
  "=", ":=", "*", "**", "@", ".", "#", "f\"", "f'{", "}'", "!r", "%", "!", "?", ";", "0x", "1_",
  "1e",
  "\u{C}", "é", "match ", "case ", "type ", "lambda ", "async ", "await ", "yield ", "except*",
  "def f(", "class A[", "upstream", "upstream['", "product", "# coding: cp1252\n", "if a:\n",
  "else:\n", "try:\n", "\\N{", "\\x", "rb'", "t'", "%%", "𝓊", "import ", "from . import *\n",
  "from a import b as c\n", "global x\n", "nonlocal x\n", "return\n", "open('a/b.csv')\n",
  "del x\n", "with (a as b):\n", "@x\n", "None", "__all__ = [", "# sluice: ignore[SL301]\n",
]

private let cellPieces = [
  "# %%\n", "# %% [markdown]\n", "# %% tags=[\"parameters\"]\n", "# +\n",
  "# + tags=[\"parameters\"]\n",
  "# -\n", "# + {\"tags\": [\"parameters\"]}\n", "# ---\n# jupyter:\n#   kernelspec:\n",
  "#     language: R\n", "```{r tags=c(\"parameters\")}\n", "```python\n", "```\n",
  "# <markdowncell>\n",
  "#+ x\n", "#' text\n", "---\n", "# In[1]:\n", "# export\n", "#' @param\n", "%%R\n", "# !ls\n",
  "// %%\n", "<!-- #region -->\n", "<!-- #endregion -->\n", "tags=", "+ [markdown]",
]

private let jinjaPieces = [
  "{{", "}}", "{%", "%}", "{#", "#}", "{%-", "-%}", "{{ x }}", "{% if a %}", "{% endif %}",
  "{% for a in l %}", "{% endfor %}", "{% set x = 1 %}", "{% macro m(a) %}", "{% endmacro %}",
  "{% include 'x' %}", "{% extends 'x' %}", "{% block b %}", "{% endblock %}", "{% raw %}",
  "{% endraw %}", "{% import 'x' as y %}", "{% call(q) m() %}", "{% endcall %}",
  "{% filter upper %}",
  "{% endfilter %}", "|join(',')", "|list", "|sort", "|tojson", "|default(1)", "|map('int')",
  "upstream['load']", "{{product}}", "loop.index", " is defined", " in ", " ~ ", "**", "//",
  "range(",
  "namespace(a=1)", "'%s' % ", ".format(", "[1:-1]", "|round(2)", "|batch(2)", "|groupby('a')",
  "{% raise 'x' %}", "{% autoescape true %}", "[[", "]]", "[[n]]", "|replace('a','bb')", " * 'x'",
  "|center(9)", "{:>{}}", "big", "|indent(2)", "|truncate(3)", "|wordwrap(2)", "|xmlattr",
]

private let sqlPieces = [
  "CREATE TABLE ", "CREATE OR REPLACE VIEW ", "AS SELECT * FROM ", "WITH a AS (",
  "DROP TABLE IF EXISTS ",
  "INSERT INTO ", "SELECT ", ";", "--", "/*", "*/", "'", "''", "\"", "`", "[", "]", "$$", "$a$",
  "E'",
  "(", ")", ",", ".", ":p", "%s", "@x", "?", "::int", "MERGE INTO ", "DELETE FROM ", "UNION ALL ",
  "IF NOT EXISTS ", "TEMPORARY ", "# c\n", "\\", "BEGIN;", "N'", "q'[", "]'",
]

private let rPieces = [
  "<-", "->", "=", "list(", "c(", ")", "'", "\"", "r\"(", ")\"", "r\"---(", "`", "#", "NULL",
  "TRUE",
  "{", "}", "[[", "]]", "$", "%in%", "function(x) ", "\\(x)", "upstream <- ", "product <- NULL",
  "1L",
  "0x1p3", "-> x", "\n", "setwd('/tmp')", "read.csv('a/b.csv')", "library(x)", "\\u{1F600}", ";",
]

private let configurationPieces = [
  "rules:", "ignore:", "fail-on: warning", "targets:", "source:", "delivery: git",
  "delivery: inline",
  "delivery: image", "delivery: package", "image: a/b:1", "resources:", "limits: {cpu: 1}",
  "requests: {memory: 1Gi}", "retries: 3", "schedule: '0 3 * * *'", "tasks: {'*': {", "env: {A: b}",
  "volumes:", "secrets:", "node-selector:", "tolerations:", "namespace: x", "labels: {a: b}",
  "data: artifacts", "on-exit:", "baseline: b.json", "bundle: {include: ['*'], exclude: [a]}",
  "max-file: 10MB", "timeout: 1h", "split: true", "kind: CronWorkflow", "placeholders: {n: 2}",
]

private let soopervisorPieces = [
  "backend: argo-workflows", "backend: airflow", "mounted_volumes:",
  "- {claim_name: nfs, sub_path: x}",
  "- {name: x, spec: {emptyDir: {}}}", "args: '-l a'", "code_pod: {", "storage: {provider: box}",
  "include: [a]", "exclude: [b]", "task_resources: {'*': {gpu: 1}}", "repository: a/b", "preset: x",
  "default_image: x", "sub_path: '{{project_name}}'", "skip_tests: true",
]

private let environmentPieces = [
  "meta: {import_from: o.yaml}", "_module: x", "path: {", "{{user}}", "{{here}}", "{{cwd}}",
  "{{git}}",
  "{{git_hash}}", "{{now}}", "{{version}}", "{{root}}", "{{env.A}}", "e__f: 1", "~/x",
]

private let specificationPieces = [
  "source: ", "product: ", "name: ", "upstream: [", "params: {", "grid: {", "class: SQLScript",
  "class: NotebookRunner", "class: ShellScript", "product_class: File", "client: t.client", "meta:",
  "extract_upstream: false", "extract_product: true", "import_tasks_from: more.yaml", "executor: ",
  "tasks:", "clients:", "serializer: ", "on_finish: ", "nb_product_key: nb", "papermill_params: {",
  "SourceLoader: {module: x}", "jupyter_hot_reload: true", "'[[n]]'", "'{{here}}/x'", "load-*",
  "on_render: t.client", "product_default_class: {", "config: ", "static_analysis: strict",
  "upstream = ['*']", "- {source: a.py, product: b.ipynb}\n", "../", "/abs", "serializer: t.client",
]

private let packagePieces = [
  "-r ", "-e .", "==1.0", ">=1,<2", "[a,b]", " @ https://e.com/x.whl", "; python_version < '3'",
  "--hash=x", "\\\n", "[project]", "dependencies = [", "[[package]]", "name = \"x\"", "\"\"\"",
  "'''",
  "[tool.poetry.dependencies]", "[options]\ninstall_requires =\n  a\n", "setup(install_requires=[",
  "extras_require={", "RUN pip install ", "FROM x\n", "{\"default\": {\"a\": {}}}", "- pip:\n", "#",
  "[packages]\n", "pip install -r ", "&& ", "conda install ", "==> requirements.txt <==\n",
]

private let specPieces = [
  "kind: Workflow", "kind: CronWorkflow", "kind: WorkflowTemplate", "templates:", "dag: {tasks: [",
  "dependencies: [", "depends: 'a && b'", "template: run-task", "entrypoint: dag", "metadata:",
  "annotations:", "sluice/graph: a", "sluice/delivery: inline", "sluice/source: b",
  "generateName: ",
  "workflowSpec:", "onExit: x", "script: {image: x}", "arguments:", "parameters:", "artifacts:",
  "volumes:", "workflowMetadata:", "retryStrategy: {limit: 2}", "{\"kind\":\"List\",\"items\":[",
]

private let translationPieces = [
  "demo-a", "-run-task-", ".", "load-data", "(", ")", "[", "]", "spec.templates", "0", "1", "'",
  "task ", "templates.", "dag.tasks.", "-", "99999999999", " ├─", "é", "fit", "yaml: line ", "\n",
  "\u{1B}[31m", "\u{1B}]0;", "\u{7}", "argo.yaml:", "\"displayName\": \"", "dag-2.",
]

private let gitPieces = [
  "TREE", "COMMIT", "BLOB", "parent ", "author ", "committer ", "A <a@b> 1 +0000", "\n\n", "tag ",
  "100644 ", "100755 ", "40000 ", "120000 ", "160000 ", "..", ".git", "../", "/", "\0", "*.py",
  "filter=lfs", "export-ignore", "-text", "!", "[core]", "[remote \"origin\"]", "url = ",
  "[include]\npath = ", "bare = true", "worktree = /", "ref: refs/heads/", "refs/tags/v1", "^",
  "\\",
  "**/", "[a-", "[attr]x y", "working-tree-encoding=UTF-16", "repositoryformatversion = 1",
  "[extensions]\nobjectformat = sha256\n", "gpgsig ", "encoding x",
]

private let cachePieces: [[UInt8]] = [
  [0], [1], [2], [3], [0x7F], [0x80], [0xFF],
  [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F],
  [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01], [0, 0, 0, 0, 0, 0, 0, 0],
  [4, 0x61, 0x62],
]

private let packageSeeds: [FuzzFiles] = [
  [
    ("requirements.txt", "-r more.txt\na[b]>=1 \\\n  --hash=x\n-e .\n# c\nx @ https://e.com\n"),
    ("more.txt", "-r requirements.txt\npandas==2\n"),
    ("setup.cfg", "[options]\ninstall_requires =\n  a\n  b>1\n[ploomber]\nentry-point = x\n"),
  ],
  [
    (
      "pyproject.toml",
      "[project]\ndependencies = [\n \"a[b]\", 'c', \"\"\"d\"\"\"]\n[[package]]\nx={y=1}\n"
    ),
    ("uv.lock", "[[package]]\nname = \"a\"\n"), ("Pipfile", "[packages]\nx = \"*\"\n"),
  ],
  [
    ("setup.py", "A = ['b'] + C\nsetup(install_requires=A, **K, extras_require={'x': A})\n"),
    ("environment.yml", "dependencies:\n - a=1\n - pip:\n   - b\n   - -r requirements.txt\n"),
    ("Dockerfile", "FROM x\nRUN pip install a b && \\\n  conda install -c x c\n"),
    ("Pipfile.lock", "{\"default\": {\"a\": {}}, \"develop\": {}}"),
  ],
].map { files in FuzzFiles(files.map { ($0.0, Array($0.1.utf8)) }) }

private let soopervisorSeeds = [
  "mounted_volumes:\n  - {claim_name: nfs, sub_path: '{{project_name}}'}\nargs: --env--a 1 -f\n",
  "code_pod: {args: '-l a -n b', path: '/e/{{project_name}}'}\nstorage: {provider: box}\n",
  "t:\n  backend: argo-workflows\n  include: [a]\n  exclude: [b]\n"
    + "  mounted_volumes: [{name: x, spec: {emptyDir: {}}}]\n  task_resources: {'*': {gpu: 1}}\n",
]

private let configurationSeeds = [
  "rules: {cycle: off}\nignore: [{path: a, rules: [cycle]}]\nfail-on: error\n",
  """
  targets:
    dev: {image: a/b:1, resources: {requests: {cpu: 1, memory: 1Gi}}, retries: 2}
    prod:
      schedule: '0 3 * * *'
      source: {delivery: git, url: 'https://example.org/x.git'}
      env: {A: b}
      tasks: {load: {timeout: 1h}, 'f*': {image: c}}
      volumes: [{name: d, mount: /d, claim: e}]
      placeholders: {n: 2}

  """,
]
