import SluiceCore
import SluiceScan

extension DiagnosticKind {
  static let undefinedName = DiagnosticKind(
    code: "SL250", name: "undefined-name", severity: .error,
    explanation: """
      A cell of a Python notebook or script reads a name that no cell before it binds. Ploomber looks
      through the code before the task runs, and refuses it; with `static_analysis: strict` as soon as
      the pipeline is rendered. What `params`, `upstream` and `product` bring is known.

      ```python
      # %% tags=["parameters"]
      upstream = None
      product = None

      # %%
      frame = pd.read_csv('raw.csv')    # nothing imports pd
      ```

      Ploomber's check does not know the names of IPython (`display`, `get_ipython`), nor what magic
      commands bind: import the first (`from IPython.display import display`), and write Python for the
      second, or turn the check off with `static_analysis: disable`.
      """)
}

extension Rule {
  static let undefinedName = Rule(kind: .undefinedName) { analysis, found in
    for script in CheckedScript.all(of: analysis, where: { $0 != .disable })
    where script.code.isSound {
      let uses = Dictionary(grouping: script.undefined(analysis), by: \.name)
      for name in uses.keys.sorted() {
        guard let all = uses[name], let first = all.first else { continue }
        var message =
          first.kind == .beforeAssignment
          ? "'\(name)' is read before the function assigns it"
          : "nothing defines the name '\(name)'"
        if all.count > 1 { message += ", read in \(all.count) places" }
        found.append(
          Diagnostic(
            kind: .undefinedName, range: first.range, message: message,
            help: help(name, first.kind, script, analysis), task: script.task.spec.name))
      }
    }
  }

  private static func help(
    _ name: String, _ kind: PythonNameUse.Kind, _ script: CheckedScript, _ analysis: Analysis
  ) -> String {
    if name == "display" || name == "get_ipython" {
      return ipythonImport(of: name) + ": Ploomber's check does not know IPython's names"
    }
    if name == "upstream", kind != .beforeAssignment {
      return "the task declares no upstream: add it, or take this out"
    }
    if let way = wayToDefine(name, kind) { return way }
    // A short name is near to many; one that is much longer was not misspelt.
    let alike =
      name.count < 4
      ? [] : pythonKnownNames(in: script.trees(analysis)).filter { abs($0.count - name.count) <= 2 }
    let meant = nearest(to: name, among: alike)
    return (meant.map { "did you mean '\($0)'? else " } ?? "")
      + "import or assign it in a cell before; \(script.wayOut)"
  }
}

/// What to do about a name that nothing defines, where its use or the name itself tells.
func wayToDefine(_ name: String, _ kind: PythonNameUse.Kind) -> String? {
  if kind == .beforeAssignment {
    return "assign it first, or give the function's own variable another name"
  }
  if name == "display" || name == "get_ipython" { return ipythonImport(of: name) }
  if let alias = wellKnownAliases[name] { return "add `\(alias)`" }
  return isPythonStandardModule(name) ? "add `import \(name)`" : nil
}

private func ipythonImport(of name: String) -> String {
  name == "display"
    ? "add `from IPython.display import display`" : "add `from IPython import get_ipython`"
}

/// The names under which everyone imports these modules.
private let wellKnownAliases = [
  "pd": "import pandas as pd", "np": "import numpy as np", "sns": "import seaborn as sns",
  "plt": "import matplotlib.pyplot as plt", "joblib": "import joblib",
  "Path": "from pathlib import Path", "pl": "import polars as pl",
  "px":
    "import plotly.express as px", "tf": "import tensorflow as tf", "torch": "import torch",
]
