import SluiceExport
import SluicePipeline
import SluiceReport

/// Where the map of a spec is written: `argo.map.json` beside `argo.yaml`.
func sourceMapPath(of spec: String) -> String {
  let ending = [".yaml", ".yml", ".json"].first { spec.hasSuffix($0) } ?? ""
  return spec.dropLast(ending.count) + ".map.json"
}

extension ExportRun {
  /// The maps of the bytes, which stand in the file `spec`; `nil` if they are no spec.
  func maps(of bytes: [UInt8], in spec: String) -> [SourceMap]? {
    let maps = SourceMap.maps(of: bytes, spec: Path.name(of: spec), request)
    return maps.isEmpty ? nil : maps
  }

  /// The file beside `spec` that has the map of what was exported.
  func mapFile(beside spec: String) -> [UInt8] {
    Array((maps(of: export.bytes, in: spec) ?? []).json.document.utf8)
  }
}
