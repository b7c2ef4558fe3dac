import SluiceCore

/// What a `.py` or `.R` file says as a notebook. See `ScriptScan`.
package func scanScript(
  _ bytes: [UInt8], file: Int, language: ScriptScan.Language
) -> ScriptScan {
  ScriptScan(
    language: language, head: SourceRange(file: file, bytes: 0..<firstLineEnd(bytes)),
    diagnostics: encodingFindings(bytes, file: file, what: "script"))
}

/// What an `.Rmd` file says. See `ScriptScan`.
package func scanMarkdownScript(_ bytes: [UInt8], file: Int) -> ScriptScan {
  ScriptScan(
    language: .r, head: SourceRange(file: file, bytes: 0..<firstLineEnd(bytes)),
    diagnostics: encodingFindings(bytes, file: file, what: "script"))
}

/// Offset of the first line's end.
func firstLineEnd(_ bytes: [UInt8]) -> Int {
  bytes.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
}
