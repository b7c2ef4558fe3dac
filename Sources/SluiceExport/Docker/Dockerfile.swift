import SluiceCore
import SluicePipeline

/// A Dockerfile for the project: the environment first, since it changes least, then the source. The
/// pod's script takes the environment that `SLUICE_PREFIX` names.
func dockerfile(_ analysis: Analysis) -> String {
  let files = environmentFiles(analysis).map(\.name)
  let asksForPloomber =
    analysis.condaEnvironment?.dependencies.contains { $0.name == "ploomber" } ?? false
  var lines = [
    "# The source of \(printable(analysis.projectName)) and its environment, for `delivery: image`.",
    "FROM continuumio/miniconda3",
    "WORKDIR /project",
    "COPY \(jsonArray(files + ["./"]))",
    "RUN conda env create --quiet --file \(analysis.condaEnvironment?.path ?? CondaEnvironment.path) --prefix /opt/environment \\",
    "    && conda clean --all --yes",
  ]
  if !asksForPloomber {
    lines.append("RUN /opt/environment/bin/python -m pip install --no-cache-dir ploomber")
  }
  lines += ["ENV SLUICE_PREFIX=/opt/environment", "COPY . ."]
  return lines.joined(separator: "\n") + "\n"
}

/// The words as Docker's exec form takes them: no name needs a shell's quotes.
private func jsonArray(_ words: [String]) -> String {
  let quoted = words.map { word in
    var text = "\""
    for scalar in word.unicodeScalars {
      switch scalar {
      case "\"", "\\": text += "\\" + String(scalar)
      case "\u{0}"..."\u{1F}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      // Docker replaces variables in the names.
      case "$": text += "\\\\$"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
  return "[" + quoted.joined(separator: ", ") + "]"
}

/// The name on one line of a comment.
private func printable(_ name: String) -> String {
  String(String.UnicodeScalarView(name.unicodeScalars.filter { $0.value >= 0x20 }))
}
