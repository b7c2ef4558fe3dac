package import SluiceCore
package import SluicePipeline

/// Looks for secrets in the files of a bundle as they pass by. What it keeps of a file with secrets has
/// stars in their places: a finding must not carry them into a log.
package struct SecretSearch: Sendable {
  private var found: [(file: SourceFile, secrets: [Secret])] = []

  package init() {}

  /// Looks at a file's beginning. Bytes that are no text hold nothing that could be told.
  package mutating func look(at file: BundleFile, _ bytes: UnsafeRawBufferPointer) {
    guard !bytes.prefix(8000).contains(0) else { return }
    let name = Path.name(of: file.path.text)
    let suffixes = [".ini", ".cfg", ".toml", ".yaml", ".yml", ".properties", ".conf", ".env"]
    let isSettings = name.hasPrefix(".env") || suffixes.contains(Path.suffix(of: name))
    var masked = Array(bytes)
    let secrets = secrets(in: masked.span, isSettings: isSettings)
    guard !secrets.isEmpty else { return }
    for secret in secrets where secret.what != "a private key" {
      for index in secret.range.dropFirst(4) { masked[index] = UInt8(ascii: "*") }
    }
    found.append((SourceFile(path: file.path.text, bytes: masked), secrets))
  }

  /// A finding for each, at most five in one file. The files take their place in the store, with stars.
  package func findings(in analysis: inout Analysis) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for (file, secrets) in found {
      let position = analysis.sources.add(file)
      for secret in secrets.prefix(5) {
        findings.append(
          Diagnostic(
            kind: .secretInBundle, range: SourceRange(file: position, bytes: secret.range),
            message: "this looks like \(secret.what), and goes into the bundle",
            help: "take it out of the file, and make it invalid where it is valid: whoever has the "
              + "repository has it; or name the file in bundle.exclude"))
      }
    }
    return findings
  }
}
