import Foundation
import TestSupport
import Testing

/// How a project says no to findings: by severity, by path, by a baseline.
@Suite struct SilenceTests {
  private func project() throws -> Scratch {
    let project = try Scratch()
    try project.write("pipeline.yaml", "- {source: old/a.py, product: a.ipynb}\n")
    try project.write("old/a.py", "# %% tags=['parameters']\nupstream = ['gone']\n# %%\nupstream\n")
    return project
  }

  @Test func aBaselineShowsOnlyWhatIsNew() throws {
    let project = try project()
    #expect(try Command(["check"], in: project.url).status == 1)
    #expect(try Command(["check", "--write-baseline"], in: project.url).status == 0)
    let quiet = try Command(["check"], in: project.url)
    #expect(quiet.status == 0)
    #expect(quiet.output == "no findings, 1 hidden in 1 task, 1 source\n")
    // Lines may move; a second mistake of the same kind is new.
    try project.write(
      "old/a.py", "# words\n# %% tags=['parameters']\nupstream = ['gone', 'more']\n# %%\nupstream\n"
    )
    let new = try Command(["check", "--format", "concise"], in: project.url)
    #expect(new.status == 1)
    #expect(new.output.split(separator: "\n").count == 1)
    #expect(new.output.contains("'more'"))
    try project.write("old/a.py", "# %% tags=['parameters']\nupstream = None\n# %%\nupstream\n")
    let mended = try Command(["check"], in: project.url)
    #expect(mended.status == 0)
    #expect(mended.output.contains("one finding of the baseline is gone"))
    #expect(try Command(["check", "--baseline", "no.json"], in: project.url).status == 2)
  }

  @Test func theConfigurationHidesByPathAndWeighs() throws {
    let project = try project()
    try project.write("sluice.yaml", "ignore: {path: old/*, rules: SL301, because: it is old}\n")
    #expect(try Command(["check"], in: project.url).status == 0)
    let json = try Command(["check", "--format", "json"], in: project.url)
    #expect(json.output.contains("\"reason\": \"it is old\""))
    try project.write("sluice.yaml", "rules: {unknown-upstream: warning}\n")
    #expect(try Command(["check"], in: project.url).output.hasPrefix("warning[SL301]"))
    try project.write("sluice.yaml", "rules: {unknown-upstream: warning}\nfail-on: warning\n")
    #expect(try Command(["check"], in: project.url).status == 1)
    #expect(try Command(["check", "--fail-on", "error"], in: project.url).status == 0)
    try project.write("sluice.yaml", "rules: {SL301: off}\n")
    #expect(try Command(["check"], in: project.url).output.hasPrefix("no findings"))
    try project.write("sluice.yaml", "ignore: {path: new/*}\n")
    #expect(try Command(["check"], in: project.url).output.contains("SL901"))
  }

  @Test func sarifSaysWhoHidesWhat() throws {
    let project = try project()
    try project.write(
      "old/a.py",
      """
      # %% tags=['parameters', 'sluice-ignore=SL301 because it is elsewhere']
      upstream = ['gone']
      # %%
      print(upstream, pasted)

      """)
    let report = try Command(["check", "--format", "sarif"], in: project.url).output
    #expect(report.contains(#""kind": "inSource""#))
    #expect(report.contains(#""justification": "it is elsewhere""#))
    // The other result says that nobody hides it.
    #expect(report.contains(#""suppressions": []"#))
    try project.write("old/a.py", "# %% tags=['parameters']\nupstream = ['gone']\n# %%\nupstream\n")
    let open = try Command(["check", "--format", "sarif"], in: project.url).output
    #expect(!open.contains("suppressions"))
  }

  @Test func underGitHubActionsAnnotationsAreWritten() throws {
    let project = try project()
    let run = try Command(["check"], in: project.url, environment: ["GITHUB_ACTIONS": "true"])
    #expect(run.output.hasPrefix("::error file=old/a.py,line=2"))
    let text = try Command(
      ["check", "--format", "text"], in: project.url, environment: ["GITHUB_ACTIONS": "true"])
    #expect(text.output.hasPrefix("error[SL301]"))
  }
}
