import SluiceCore

/// What a SQL or shell file says. See `TemplateScan`. Ploomber reads such a file twice: once with
/// `{{ }}`, and once with `[[ ]]`, which it fills while the task runs.
package func scanTemplate(_ bytes: [UInt8], file: Int) -> TemplateScan {
  var scan = TemplateScan(diagnostics: encodingFindings(bytes, file: file, what: "template"))
  let template = JinjaTemplate(bytes)
  scan.upstream = template.upstreamReferences(file: file)
  if template.errors.isEmpty {
    scan.product = template.product(file: file)
    scan.inclusions = template.inclusions
  }
  var variables = Set(template.undeclaredVariables(globals: ploomberGlobals))
  for error in template.errors.prefix(1) {
    scan.diagnostics.append(Diagnostic(kind: .jinjaSyntax, error, file: file))
  }
  if template.errors.isEmpty, holdsRuntimeMark(bytes) {
    let runtime = JinjaTemplate(bytes, delimiters: .runtime)
    // The compiler's findings are those of the first reading, or concern names only.
    for error in runtime.errors.prefix(1) {
      var finding = Diagnostic(kind: .runtimePlaceholder, error, file: file)
      finding.message = "Ploomber reads '[[ … ]]' as a placeholder too: \(error.message)"
      finding.help = "a test of bash can be written 'test …' or '[ … ]'"
      scan.diagnostics.append(finding)
    }
    variables.formUnion(runtime.undeclaredVariables(globals: ploomberGlobals))
  }
  scan.variables = variables.sorted()
  scan.diagnostics.sort { $0.range.bytes.lowerBound < $1.range.bytes.lowerBound }
  return scan
}

/// What a SQL file says, as a template and as SQL.
package func scanSQL(_ bytes: [UInt8], file: Int) -> TemplateScan {
  var scan = scanTemplate(bytes, file: file)
  scan.sql = SQLScript(bytes)
  return scan
}

/// What Ploomber's templates know beside Jinja's own names.
private let ploomberGlobals = jinjaGlobals.union(["get_key"])

private func holdsRuntimeMark(_ bytes: [UInt8]) -> Bool {
  var last: UInt8 = 0
  for byte in bytes {
    if byte == UInt8(ascii: "["), last == UInt8(ascii: "[") { return true }
    last = byte
  }
  return false
}

extension JinjaTemplate {
  /// Every `upstream.name` and `upstream['name']`, executed or not, by offset. Every attribute counts,
  /// `upstream.get` too: so Ploomber reads it.
  package func upstreamReferences(file: Int) -> [UpstreamReference] {
    var found: [UpstreamReference] = []
    var mentioned = Set<Int>()
    for node in nodes {
      switch node.kind {
      case .attribute(let target, let name, let range) where isUpstream(target):
        mentioned.insert(target.index)
        found.append(
          UpstreamReference(key: name, range: SourceRange(file: file, bytes: range)))
      case .item(let target, let key) where isUpstream(target):
        mentioned.insert(target.index)
        let range = SourceRange(file: file, bytes: self[key].range)
        found.append(
          constantText(key).map { UpstreamReference(key: $0, range: range) }
            ?? .dynamic(.computedKey, range))
      default: break
      }
    }
    if found.isEmpty, errors.isEmpty {
      // The first mention in the text; nodes are in the order in which they end, which names share.
      let whole = nodes.indices.first { isLoadedUpstream(nodes[$0]) && !mentioned.contains($0) }
      if let whole {
        found = [.dynamic(.whole, SourceRange(file: file, bytes: nodes[whole].range))]
      }
    }
    return found.sorted { $0.range.bytes.lowerBound < $1.range.bytes.lowerBound }
  }

  private func isUpstream(_ id: JinjaNode.ID) -> Bool {
    if case .name("upstream", _) = self[id].kind { return true }
    return false
  }

  private func isLoadedUpstream(_ node: JinjaNode) -> Bool { node.kind == .name("upstream", .load) }
}

extension Diagnostic {
  /// An error of a template that is the whole file.
  fileprivate init(kind: DiagnosticKind, _ error: JinjaError, file: Int) {
    self.init(
      kind: kind, range: SourceRange(file: file, bytes: error.range), message: error.message,
      related: error.opener.map {
        [Related(range: SourceRange(file: file, bytes: $0), message: "this is open")]
      } ?? [], help: error.wayOut)
  }
}
