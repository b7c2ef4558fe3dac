/// A notebook as Jupyter writes it: indented by one, a line of source a string.
struct GeneratedNotebook {
  private var cells: [String] = []

  mutating func markdown(_ text: String) {
    cells.append(
      """
        {
         "cell_type": "markdown",
         "metadata": {},
         "source": \(lines(text))
        }
      """)
  }

  /// A code cell that was run; `picture` is the base64 text of what it showed.
  mutating func code(_ text: String, tags: [String] = [], picture: String? = nil) {
    let metadata =
      tags.isEmpty
      ? "{}"
      : "{\n    \"tags\": [\(tags.map { "\"\($0)\"" }.joined(separator: ", "))]\n   }"
    let outputs = picture.map {
      """
      [
          {
           "data": {"image/png": "\($0)", "text/plain": ["<Figure size 640x480 with 1 Axes>"]},
           "metadata": {},
           "output_type": "display_data"
          }
         ]
      """
    }
    cells.append(
      """
        {
         "cell_type": "code",
         "execution_count": \(cells.count),
         "metadata": \(metadata),
         "outputs": \(outputs ?? "[]"),
         "source": \(lines(text))
        }
      """)
  }

  var text: String {
    """
    {
     "cells": [
    \(cells.joined(separator: ",\n"))
     ],
     "metadata": {
      "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
      "language_info": {"name": "python", "version": "3.11.7"}
     },
     "nbformat": 4,
     "nbformat_minor": 4
    }

    """
  }

  /// The text as the list of lines that nbformat has.
  private func lines(_ text: String) -> String {
    var trimmed = text[...]
    while trimmed.last == "\n" { trimmed.removeLast() }
    let lines = trimmed.split(separator: "\n", omittingEmptySubsequences: false)
    let quoted = lines.enumerated().map { index, line in
      let escaped = line.flatMap { $0 == "\\" || $0 == "\"" ? ["\\", $0] : [$0] }
      return "    \"\(String(escaped))\(index + 1 < lines.count ? "\\n" : "")\""
    }
    return "[\n\(quoted.joined(separator: ",\n"))\n   ]"
  }
}
