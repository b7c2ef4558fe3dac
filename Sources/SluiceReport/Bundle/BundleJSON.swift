import SluiceCore
package import SluicePipeline

/// A bundle as `sluice.bundle/1`. Keys are only ever added to this schema.
package func bundleJSON(_ answer: BundleAnswer) -> JSONValue {
  let version = answer.version
  let archive = answer.archive.map { archive -> JSONValue in
    .object([
      "file": .string(archive.file), "digest": .string(version.digest),
      "sha256": .string(archive.digest), "size": .int(version.archiveSize),
    ])
  }
  return .object([
    "schema": .string("sluice.bundle/1"),
    "project": .object([
      "name": .string(answer.analysis.projectName), "entry": .string(answer.analysis.entry),
    ]),
    "from": .string(answer.list.origin.rawValue),
    "commit": .optional(version.commit),
    "describe": .optional(version.describe),
    "dirty": .bool(version.isDirty),
    "branch": .optional(version.branch),
    "remote": .optional(version.remote),
    "pushed": version.isPushed.map(JSONValue.bool) ?? .null,
    "folder": .optional(version.folder),
    "files": .array(answer.list.files.map(json)),
    "left_out": .array(
      answer.list.leftOut.map { left in
        .object(
          pathMembers(left.path) + [
            .init("reason", .string(left.reason.code)), .init("words", .string(left.reason.words)),
          ])
      }),
    "archive": archive ?? .null,
    "findings": .array(
      answer.analysis.diagnostics.map { findingJSON($0, sources: answer.analysis.sources) }),
  ])
}

private func json(_ file: BundleFile) -> JSONValue {
  var members = pathMembers(file.path)
  members += [.init("mode", .string(file.kind.mode)), .init("size", .int(file.size))]
  if case .link(let target) = file.kind {
    members.append(.init("target", .string(BundlePath(target).text)))
  }
  members.append(.init("reason", .string(file.reason.code)))
  let by: JSONValue =
    switch file.reason {
    case .source(let tasks): .array(tasks.map { .string($0.text) })
    case .imported, .included, .submodule: .string(file.reason.subject)
    case .configuration, .tracked, .found: .null
    }
  return .object(members + [.init("by", by)])
}

/// The manifest in an archive, as `sluice.manifest/1`: the same files of the same commit give the same
/// bytes. `tool` is the program's version.
package func manifestJSON(
  _ manifest: BundleManifest, _ version: SourceVersion, _ analysis: Analysis, tool: String
) -> JSONValue {
  .object([
    "schema": .string("sluice.manifest/1"),
    "project": .string(analysis.projectName),
    "entry": .string(analysis.entry),
    "digest": .string(manifest.digest),
    "commit": .optional(version.commit),
    "describe": .optional(version.describe),
    "dirty": .bool(version.isDirty),
    "graph": .string(analysis.graph.digest),
    "tool": .string("sluice " + tool),
    "files": .array(
      manifest.files.map { file in
        .object(
          pathMembers(file.path) + [
            .init("mode", .string(file.kind.mode)), .init("size", .int(file.size)),
            .init("sha256", .string(file.digest)),
          ])
      }),
  ])
}

/// The path; where its bytes are not UTF-8, they stand beside it in hexadecimal digits.
private func pathMembers(_ path: BundlePath) -> [JSONValue.Member] {
  let text = JSONValue.Member("path", .string(path.text))
  guard path.exactText == nil else { return [text] }
  let digits = path.bytes.map { byte in
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }
  return [text, .init("path_bytes", .string(digits.joined()))]
}
