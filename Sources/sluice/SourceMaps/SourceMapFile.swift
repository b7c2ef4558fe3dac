import SluiceExport
import SluicePipeline
import SluiceReport

/// Where the map of a spec is written: `argo.map.json` beside `argo.yaml`.
func sourceMapPath(of spec: String) -> String {
  let ending = [".yaml", ".yml", ".json"].first { spec.hasSuffix($0) } ?? ""
  return spec.dropLast(ending.count) + ".map.json"
}

extension ExportRun {
  /// The map of the bytes, which stand in the file `spec`; `nil` if they are no spec.
  func map(of bytes: [UInt8], in spec: String) -> SourceMap? {
    SourceMap(bytes, spec: Path.name(of: spec), request)
  }

  /// The file beside `spec` that has the map of what was exported.
  func mapFile(beside spec: String) -> [UInt8] {
    map(of: export.bytes, in: spec).map { Array($0.json.document.utf8) } ?? []
  }
}
