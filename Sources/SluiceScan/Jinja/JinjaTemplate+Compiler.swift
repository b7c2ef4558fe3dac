import SluiceCore

extension JinjaTemplate {
  /// What parses, and the compiler still refuses, by offset: filters and tests that do not exist
  /// where no `if` decides whether they run, a block that comes twice, `loop` as a target.
  func compilerErrors() -> [JinjaError] {
    var found: [JinjaError] = []
    var blocks: Set<String> = []
    let callers = nodes.lazy.filter { $0.kind == .name("caller", .load) }.map(\.range.lowerBound)
    for node in nodes {
      switch node.kind {
      case .block(let name, _, _, _) where !blocks.insert(name).inserted:
        found.append(JinjaError("block '\(name)' is defined twice", at: node.range))
      case .macro(_, let parameters, let defaults, _),
        .callBlock(_, let parameters, let defaults, _):
        for parameter in parameters.dropLast(defaults.count)
        where self[parameter].kind == .name("caller", .parameter)
          && callers.contains(where: node.range.contains)
        {
          found.append(
            JinjaError(
              "'caller' is given by Jinja itself", at: self[parameter].range,
              help: "remove the parameter, or give it a default"))
        }
      default: break
      }
    }
    // A node and whether an `if` around it decides if it runs, innermost scope only.
    var waiting: [(id: JinjaNode.ID, isSoft: Bool, inLoop: Bool)] = []
    for id in body { waiting.append((id, false, false)) }
    while let (id, isSoft, inLoop) = waiting.popLast() {
      let node = self[id]
      var soft = isSoft
      var loop = inLoop
      switch node.kind {
      case .filter(let target, let name, _) where !isSoft && !jinjaFilters.contains(name):
        found.append(unknown("filter", name, in: node, behind: target, among: jinjaFilters))
      case .test(let target, let name, _) where !isSoft && !jinjaTests.contains(name):
        found.append(unknown("test", name, in: node, behind: target, among: jinjaTests))
      case .name("loop", .store) where inLoop:
        found.append(JinjaError("a 'for' sets 'loop' itself", at: node.range))
      case .condition, .conditional: soft = true
      case .loop:
        soft = false
        loop = true
      case .macro, .callBlock, .filterBlock, .with, .setBlock, .autoescape, .block: soft = false
      default: break
      }
      // These belong to the scope around, whatever the node opens.
      let outside = node.kind.evaluatedOutside
      for child in node.kind.children {
        let isOutside = outside.contains(child)
        waiting.append((child, isOutside ? isSoft : soft, isOutside ? inLoop : loop))
      }
    }
    return found.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private func unknown(
    _ what: String, _ name: String, in node: JinjaNode, behind target: JinjaNode.ID?,
    among known: [String]
  ) -> JinjaError {
    JinjaError(
      "Jinja has no \(what) '\(name)'", at: place(of: name, in: node, behind: target),
      help: nearest(to: name, among: known).map { "did you mean '\($0)'?" })
  }
}

extension JinjaNode.Kind {
  /// The children of a statement that opens a scope which are computed before it.
  fileprivate var evaluatedOutside: [JinjaNode.ID] {
    switch self {
    case .with(_, let values, _): values
    case .callBlock(let call, _, _, _): [call]
    case .loop(_, let over, _, _, _, _): [over]
    default: []
    }
  }
}

extension JinjaTemplate {
  /// Where the name of a filter or test stands: behind its value.
  private func place(
    of name: String, in node: JinjaNode, behind target: JinjaNode.ID?
  ) -> Range<Int> {
    let word = Array(name.utf8)
    var at = target.map { self[$0].range.upperBound } ?? node.range.lowerBound
    while at + word.count <= min(node.range.upperBound, source.count) {
      if source[at..<at + word.count].elementsEqual(word) { return at..<at + word.count }
      at += 1
    }
    return node.range
  }
}

/// The statement whose tag looks like `name`.
func jinjaStatement(near name: String) -> String? { nearest(to: name, among: jinjaStatements) }

private let jinjaStatements = [
  "autoescape", "block", "call", "extends", "filter", "for", "from", "if", "import", "include",
  "macro", "print", "raise", "raw", "set", "with", "elif", "else", "endif", "endfor", "endset",
  "endmacro", "endblock", "endcall", "endfilter", "endwith", "endraw", "endautoescape",
]

/// The filters of Jinja 3.1.
let jinjaFilters = [
  "abs", "attr", "batch", "capitalize", "center", "count", "d", "default", "dictsort", "e",
  "escape", "filesizeformat", "first", "float", "forceescape", "format", "groupby", "indent",
  "int", "items", "join", "last", "length", "list", "lower", "map", "max", "min", "pprint",
  "random", "reject", "rejectattr", "replace", "reverse", "round", "safe", "select",
  "selectattr", "slice", "sort", "string", "striptags", "sum", "title", "tojson", "trim",
  "truncate", "unique", "upper", "urlencode", "urlize", "wordcount", "wordwrap", "xmlattr",
]

/// The tests of Jinja 3.1 that can be written behind `is`.
let jinjaTests = [
  "boolean", "callable", "defined", "divisibleby", "eq", "equalto", "escaped", "even", "false",
  "filter", "float", "ge", "greaterthan", "gt", "in", "integer", "iterable", "le", "lessthan",
  "lower", "lt", "mapping", "ne", "none", "number", "odd", "sameas", "sequence", "string", "test",
  "true", "undefined", "upper",
]
