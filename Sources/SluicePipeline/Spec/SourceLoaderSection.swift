import SluiceYAML

/// `meta.source_loader`: where sources are looked up, and the templates that they include.
package struct SourceLoaderSpec: Hashable, Sendable {
  /// Folders, as declared; empty is the module's own folder.
  package var paths: [String]
  /// The dotted name of the package whose folder the paths are relative to; `nil` is the folder that
  /// Ploomber runs in.
  package var module: String?
}

extension SpecReader {
  mutating func sourceLoader(_ entry: Node.Entry) -> SourceLoaderSpec? {
    let help = "write `source_loader: {path: templates}`, or `{module: package}`"
    guard let entries = entry.value.mapping else {
      report(
        .specShape, entry.value.isNull ? entry.key.range : entry.value.range,
        "'source_loader' is \(entry.value.kindWords), not a mapping", help: help)
      return nil
    }
    var loader = SourceLoaderSpec(paths: [])
    var hasPath = false
    for part in entries {
      guard let key = text(ofKey: part, in: "'source_loader'") else { continue }
      switch key {
      case "path":
        guard !part.value.isNull else { continue }
        hasPath = true
        for node in part.value.sequence ?? [part.value] {
          if let path = node.string {
            loader.paths.append(path)
          } else {
            report(
              .specShape, node.range, "'path' is \(node.kindWords), not a path",
              help: "name a folder, or a list of folders")
          }
        }
      case "module":
        guard !part.value.isNull else { continue }
        if let name = part.value.string {
          loader.module = name
        } else {
          report(
            .specShape, part.value.range, "'module' is \(part.value.kindWords), not a dotted name",
            help: "name a package: `module: my_package.templates`")
        }
      default:
        unknownKey(part, among: entries, of: "'source_loader'", known: ["path", "module"])
      }
    }
    guard hasPath || loader.module != nil else {
      report(
        .specShape, entry.value.range, "'source_loader' has neither 'path' nor 'module'",
        help: help)
      return nil
    }
    return loader
  }
}
