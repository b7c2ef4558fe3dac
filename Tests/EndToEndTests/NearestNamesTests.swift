import TestSupport
import Testing

/// Whoever misspells a word is told the one that was likely meant.
@Suite struct NearestNamesTests {
  @Test(arguments: [
    (["chekc"], "Did you mean 'check'?"), (["check", "--format", "jsno"], "Did you mean 'json'?"),
    (["check", "--for", "agro"], "Did you mean 'argo'?"),
    (["check", "--fail-on", "eror"], "Did you mean 'error'?"),
    (["list", "taks"], "Did you mean 'tasks'?"), (["check", "--fixx"], "Did you mean '--fix'?"),
    (["check", "-e", "pipelin.yaml"], "did you mean 'pipeline.yaml'?"),
    (["check", "-C", "sbu"], "did you mean 'sub'?"),
    (["check", "sub/ax.py"], "did you mean 'sub/a.py'?"),
    (["check", "--env", "n_row=1"], "did you mean 'n_rows'?"),
    (["explain", "cylce"], "did you mean 'cycle'?"), (["why", "cleen"], "did you mean 'clean'?"),
  ])
  func ofTheCommandLine(_ arguments: [String], _ words: String) throws {
    let project = try Scratch([
      "pipeline.yaml": "- {source: sub/a.py, name: clean, product: '{{n_rows}}.ipynb'}\n",
      "env.yaml": "n_rows: 1\n", "sub/a.py": "",
    ])
    let command = try Command(arguments, in: project.url)
    #expect(command.status == 2)
    #expect(command.talk.contains(words), "\(command.talk)")
    #expect(command.output.isEmpty)
  }

  @Test func aWordThatIsLikeNoneIsNotGuessed() throws {
    let project = try Scratch(["pipeline.yaml": "[]\n"])
    for arguments in [["zzzzz"], ["check", "--format", "zzzzz"], ["check", "zzzzz.py"]] {
      let command = try Command(arguments, in: project.url)
      #expect(command.status == 2)
      #expect(!command.talk.lowercased().contains("did you mean"), "\(command.talk)")
    }
  }

  @Test func ofFilesAndNames() throws {
    let project = try Scratch([
      "pipeline.yaml": """
      meta: {import_tasks_from: mor.yaml}
      tasks:
        - {source: a.py, product: a.ipynb, params: {resources_: {file: data/x.jsn}}}
      """,
      "more.yaml": "[]\n", "data/x.json": "",
      "a.py": "# %% tags=['parameters']\nupstream = None\n# %%\nvalue = 1\npritn(vlaue)\n",
    ])
    let check = try Command(["check", "--format", "concise"], in: project.url).output
    for meant in ["more.yaml", "data/x.json", "print", "value"] {
      #expect(check.contains("did you mean '\(meant)'?"), "\(check)")
    }
  }
}
