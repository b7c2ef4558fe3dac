import SluiceCore

/// What an `.ipynb` file says. See `ScriptScan`.
package func scanNotebook(_ bytes: [UInt8], file: Int) -> ScriptScan {
  ScriptScan(
    language: .unknown, head: SourceRange(file: file, bytes: 0..<min(1, bytes.count)),
    diagnostics: encodingFindings(bytes, file: file, what: "notebook"))
}
