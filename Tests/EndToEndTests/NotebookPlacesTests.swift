import Foundation
import TestSupport
import Testing

/// People know a notebook's places as cell and line, services as lines of its file.
@Suite struct NotebookPlacesTests {
  /// Two mistakes in one cell, behind a magic, and one in a cell behind one of another language.
  private static let cells = [
    #"["upstream = None\n", "product = None"]"#,
    #"["%matplotlib inline\n", "x = one\n", "y = 'ü'; w = two"]"#, #"["%%bash\n", "echo three"]"#,
    #""print(upstream)\nprint(four)\n""#,
  ]

  private func notebook(_ separator: String) -> String {
    let cells = NotebookPlacesTests.cells.enumerated().map { number, source in
      let tags = number == 0 ? #"{"tags": ["parameters"]}"# : "{}"
      return #"{"cell_type": "code", "execution_count": null, "metadata": \#(tags), "outputs": [],"#
        + separator + #""source": \#(source)}"#
    }
    return #"{"cells": ["# + separator + cells.joined(separator: "," + separator) + "],"
      + #""metadata": {"kernelspec": {"name": "python3", "language": "python"}},"#
      + #""nbformat": 4, "nbformat_minor": 4}"#
  }

  private func project(_ separator: String) throws -> Scratch {
    try Scratch([
      "pipeline.yaml": "- {source: a.ipynb, product: o.ipynb}\n", "a.ipynb": notebook(separator),
    ])
  }

  @Test(arguments: [" ", "\n", "\r\n"])
  func placesAreCellAndLine(_ separator: String) throws {
    let project = try project(separator)
    let check = try Command(["check", "--format", "concise"], in: project.url).output
    let places = check.split(separator: "\n").map { $0.components(separatedBy: ": error").first }
    #expect(
      places == [
        "a.ipynb › cell 2:2:5", "a.ipynb › cell 2:3:14", "a.ipynb › cell 4:2:7",
      ])
    let json = try Command(["check", "--format", "json"], in: project.url).output
    #expect(json.contains("\"start\": {\"line\": 3, \"column\": 14, \"byte\": "))
    #expect(json.contains("\"cell\": 4"))
  }

  @Test func servicesGetTheLineOfTheFileAndTheCellInWords() throws {
    let project = try project("\n")
    let github = try Command(["check", "--format", "github"], in: project.url).output
    #expect(github.contains("file=a.ipynb,line=5,endLine=5,col=41,endColumn=43,title=SL250"))
    #expect(github.contains("::nothing defines the name 'one' (cell 2, line 2)%0A"))
    for format in ["sarif", "gitlab"] {
      let report = try Command(["check", "--format", format], in: project.url).output
      #expect(report.contains("nothing defines the name 'four' (cell 4, line 2)"))
    }
    let junit = try Command(["check", "--format", "junit"], in: project.url).output
    #expect(junit.contains("name=\"SL250 undefined-name 2:3:14\""))
  }

  @Test func aScriptHasLinesOnly() throws {
    let project = try Scratch([
      "pipeline.yaml": "- {source: a.py, product: o.ipynb}\n",
      "a.py":
        "# %% tags=['parameters']\nupstream = None\n# %%\nprint(upstream)\n# %%\nprint(one)\n",
    ])
    let json = try Command(["check", "--format", "json"], in: project.url).output
    #expect(json.contains("\"cell\": null") && json.contains("\"line\": 6"))
    let github = try Command(["check", "--format", "github"], in: project.url).output
    #expect(github.contains("line=6") && !github.contains("(cell"))
  }
}
