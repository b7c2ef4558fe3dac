package import SluicePipeline

/// A `sluice.yaml` to begin with: every key as a comment, with what it is for, its default, and an
/// example. `schema` is what editors are told to check the file with: a path beside it, or an address.
///
/// Prose begins with `# `; without its `#`, every other line is what it says.
package func configurationStart(_ keys: [ConfigurationKey], schema: String) -> String {
  var lines = [
    "# yaml-language-server: $schema=\(schema)",
    "# What `sluice` does differently in this project; everything is optional.",
    "# `sluice config` shows what holds, and where it comes from.",
  ]
  for key in keys { lines += [""] + comments(key) + example(key).map { "#" + $0 } }
  return lines.joined(separator: "\n") + "\n"
}

private func comments(_ key: ConfigurationKey) -> [String] {
  ["# \(key.name): \(key.summary)", "# Default: \(key.byDefault)."]
}

/// The key with a value that it takes: an example, else its default; none where neither is one.
private func example(_ key: ConfigurationKey) -> [String] {
  if !key.example.isEmpty {
    let lines = key.example.split(separator: "\n").map(String.init)
    if lines.count == 1, !lines[0].contains(": ") { return ["\(key.name): \(lines[0])"] }
    return ["\(key.name):"] + lines.map { "  " + $0 }
  }
  if let value = key.shape.value(of: key.byDefault) { return ["\(key.name): \(value)"] }
  guard case .section(let inner) = key.shape else { return [] }
  let lines = inner.flatMap(example).map { "  " + $0 }
  return lines.isEmpty ? [] : ["\(key.name):"] + lines
}
