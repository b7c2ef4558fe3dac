"""Small projects that the pages are made from."""

import json
import os
import shutil
import subprocess
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]

GRID = """\
tasks:
  - source: tasks.load
    product: output/raw.csv
  - source: tasks.clean
    product: output/clean.csv
  - source: tasks.split
    product: {train: output/train.csv, test: output/test.csv}
  - source: scripts/fit.py
    name: fit-[[model]]-[[depth]]-[[rate]]
    product: {nb: output/fit.html, model: output/fit.pickle}
    grid:
      model: [forest, boost]
      depth: [2, 4, 6, 8, 10]
      rate: [0.1, 0.2, 0.3, 0.4]
  - source: tasks.evaluate
    product: output/scores.csv
  - source: tasks.choose
    product: output/best.json
  - source: scripts/report.py
    product: output/report.html
"""

GRID_TASKS = '''\
"""The steps that are functions."""


def load(product):
    """Downloads the raw table."""


def clean(product, upstream):
    return upstream["load"]


def split(product, upstream):
    return upstream["clean"]


def evaluate(product, upstream):
    return [upstream["split"], *upstream["fit-*"].values()]


def choose(product, upstream):
    return upstream["evaluate"]
'''

FIT = """\
# %% tags=["parameters"]
upstream = ["split"]
product = None
model = None
depth = None
rate = None

# %%
print(upstream["split"]["train"], product["model"], model, depth, rate)
"""

REPORT = """\
# %% tags=["parameters"]
upstream = ["choose", "clean", "evaluate"]
product = None

# %%
print(upstream["choose"], upstream["clean"], upstream["evaluate"], product)
"""

HOSTILE_NAMES = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]><img src=x onerror=alert(1)>",
    "\"onload='alert(1)'",
    "&lt;b&gt;&#0;",
    "line\u2028separator",
    "right\u202eleft",
    "javascript:alert(1)",
    "x" * 300,
    "漢字の長い名前漢字の長い名前漢字の長い名前",
]


def write(folder, path, text):
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def ml_basic(folder):
    """The sample, where two tasks have run before the code of one of them changed."""
    shutil.copytree(REPOSITORY / "sample-projects" / "ml-basic", folder)
    listed = subprocess.run(
        [os.environ["SLUICE"], "graph", "-C", str(folder), "--format", "json"],
        capture_output=True, text=True, check=True)
    tasks = {task["name"]: task for task in json.loads(listed.stdout)["tasks"]}
    functions = (folder / "steps.py").read_text().split("\ndef ")[1:]
    for number, (name, change) in enumerate([("get_data", ""), ("make_features", "\n    pass")]):
        code = "def " + functions[number].rstrip() + change
        products = tasks[name]["products"]
        for product in products.values() if isinstance(products, dict) else [products]:
            path = Path(product)
            write(folder, str(path), "made\n")
            metadata = {
                "timestamp": 1_700_000_000 + number, "stored_source_code": code,
                "params": tasks[name]["params"]}
            write(folder, str(path.parent / f".{path.name}.metadata"), json.dumps(metadata))


def forty_fits(folder):
    """Forty fits of one script."""
    write(folder, "pipeline.yaml", GRID)
    write(folder, "tasks.py", GRID_TASKS)
    write(folder, "scripts/fit.py", FIT)
    write(folder, "scripts/report.py", REPORT)


def thousand_tasks(folder):
    """A thousand tasks of all kinds, each reading from a few before it."""
    subprocess.run(
        [os.environ["SLUICE_DEV"], "gen-project", "--tasks", "1000", str(folder)],
        check=True, capture_output=True)


def broken(folder):
    """A name that is misspelt, a cycle, and an upstream that only running tells."""
    names = {
        "load": '"lod"', "clean": '"load"', "one": '"three"', "two": '"one"', "three": '"two"',
        "pick": "key"}
    tasks = "".join(
        f"  - source: tasks.{name}\n    product: out/{name}.csv\n" for name in names)
    write(folder, "pipeline.yaml", "tasks:\n" + tasks)
    code = "key = input()\n" + "".join(
        f"\n\ndef {name}(product, upstream):\n    return upstream[{key}]\n"
        for name, key in names.items())
    write(folder, "tasks.py", code)


def no_tasks(folder):
    """A pipeline that holds nothing yet."""
    write(folder, "pipeline.yaml", "tasks: []\n")


def hostile(folder):
    """Everything that comes from a project, as somebody would write who wants to run script."""
    evil = "</script><script>alert(2)</script><!-- \u2028"
    lines = ["tasks:"]
    for number, name in enumerate(HOSTILE_NAMES):
        lines += [
            f"  - source: scripts/s{number}.py",
            f"    name: {json.dumps(name)}",
            f"    product: {json.dumps('out/' + str(number) + evil.replace('/', '_') + '.html')}",
            f"    params: {{text: {json.dumps(evil)}}}"]
        before = [HOSTILE_NAMES[number - 1]] if number else ["<img src=x onerror=alert(3)>"]
        write(
            folder, f"scripts/s{number}.py",
            f'# %% tags=["parameters"]\nupstream = {before!r}  # {evil}\nproduct = None\ntext = None\n\n# %%\n'
            f"print(upstream, product, text)\n")
    write(folder, "pipeline.yaml", "\n".join(lines) + "\n")
