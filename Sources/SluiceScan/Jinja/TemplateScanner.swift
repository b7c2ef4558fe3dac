package import SluiceCore

/// What a SQL or shell file says. See `TemplateScan`.
package func scanTemplate(_ bytes: [UInt8], file: Int) -> TemplateScan {
  TemplateScan(diagnostics: encodingFindings(bytes, file: file, what: "template"))
}
