import SluiceCore
package import SluicePipeline

/// The findings of now as a baseline: those that are shown, and those that an older baseline hides.
/// Findings about comments and the baseline itself stay out.
package func baselineFile(_ analysis: Analysis) -> String {
  let known = analysis.hidden.filter { $0.cause == .baseline }.map(\.finding)
  let entries = (analysis.diagnostics + known).filter { !$0.kind.code.hasPrefix("SL9") }
    .map { Baseline.Entry($0, analysis.sources) }
    .sorted { ($0.path, $0.code, $0.message) < ($1.path, $1.code, $1.message) }
  let value: JSONValue = .object([
    "schema": .string(Baseline.schema),
    "findings": .array(
      entries.map {
        .object([
          "code": .string($0.code), "file": .string($0.path), "message": .string($0.message),
        ])
      }),
  ])
  return value.document
}
