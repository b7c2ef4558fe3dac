import SluiceCore
import SluiceScan

/// Python as a module, as a notebook's cells and as CPython 3.11 alone, with all that reads its tree.
func fuzzPython(_ input: [UInt8]) -> FuzzOutcome {
  var outcome = FuzzOutcome()
  for (mode, grammar) in [
    (PythonMode.module, PythonGrammar.any), (.notebook, .any), (.module, .python311),
  ] {
    let tree = parsePython(Fragment(verbatim: input), file: 0, mode: mode, grammar: grammar)
    if let fault = tree.fault { outcome.fail(fault) }
    outcome.note(tree.diagnostics, size: input.count)
    var before: UInt64 = 0
    for node in tree.nodes {
      let kind = UInt64(node.kind.rawValue)
      outcome.note(1, before, kind)
      before = kind
    }
    if grammar == .python311 { _ = PythonTokenCheck(tree) }
    outcome.note(scanPythonModule(tree).diagnostics, size: input.count)
    for error in pythonCodeErrors(in: tree, isNotebook: mode == .notebook) {
      outcome.expect(error.range.bytes.upperBound <= input.count, "a code error behind the file")
    }
    _ = undefinedNames(in: tree)
    _ = pythonPathLiterals(in: tree)
    outcome.note(
      scanParametersCell(in: tree, textRange: 0..<tree.fragment.text.count, file: 0).diagnostics,
      size: input.count)
  }
  return outcome
}

func fuzzNotebook(_ input: [UInt8]) -> FuzzOutcome {
  var outcome = FuzzOutcome()
  for kernel in [nil, ScriptScan.Language.r] {
    fuzzScript(input, .notebook, kernel, &outcome)
  }
  return outcome
}

/// Every text format of notebooks; the same bytes are read as each.
func fuzzJupytext(_ input: [UInt8]) -> FuzzOutcome {
  var outcome = FuzzOutcome()
  for language in [
    Language.pythonScript, .rScript, .otherScript("jl"), .otherScript("sh"), .rMarkdown, .markdown,
  ] {
    fuzzScript(input, language, nil, &outcome)
  }
  return outcome
}

func fuzzR(_ input: [UInt8]) -> FuzzOutcome {
  var outcome = FuzzOutcome()
  outcome.note(scanRCell(Fragment(verbatim: input), file: 0).diagnostics, size: input.count)
  for language in [Language.rScript, .rMarkdown] {
    fuzzScript(input, language, nil, &outcome)
  }
  return outcome
}

/// A notebook in whatever form, with all that is asked of one.
private func fuzzScript(
  _ input: [UInt8], _ language: Language, _ kernel: ScriptScan.Language?,
  _ outcome: inout FuzzOutcome
) {
  let (scan, trees) = scanWithTrees(input, file: 0, language: language, kernel: kernel)
  outcome.note(scan, size: input.count)
  guard case .script(let script) = scan else { return }
  outcome.note(2, UInt64(min(script.parts.count, 20)), script.parametersCell == nil ? 0 : 1)
  for part in script.parts {
    outcome.expect(part.range.bytes.upperBound <= input.count, "a cell behind the file")
    outcome.note(3, part.kind == .code ? 1 : 0, UInt64(min(part.tags.count, 9)))
  }
  for literal in rPathLiterals(script, input, file: 0).literals {
    outcome.expect(literal.range.bytes.upperBound <= input.count, "a path behind the file")
  }
  _ = scriptCode(script, input, file: 0, trees: trees)
  _ = cellSources(input, language: language)
  _ = notebookDocumentation(input, language: language)
}

func fuzzSQL(_ input: [UInt8]) -> FuzzOutcome {
  var outcome = FuzzOutcome()
  outcome.note(scan(input, file: 0, language: .sql), size: input.count)
  var end = 0
  var before: UInt64 = 0
  for token in sqlTokens(input) {
    outcome.expect(
      token.range.lowerBound >= end && !token.range.isEmpty, "tokens that overlap or are empty")
    end = token.range.upperBound
    let kind = UInt64(bitPattern: Int64(token.kind.hashValue))
    outcome.note(4, before, kind)
    before = kind
  }
  outcome.expect(end <= input.count, "a token behind the file")
  _ = SQLScript(input)
  _ = SQLNormalForm(input)
  return outcome
}

extension FuzzOutcome {
  /// Remembers what a scan found, and checks where that is.
  mutating func note(_ scan: Scan, size: Int) {
    let references: [UpstreamReference]
    switch scan {
    case .module(let module):
      note(module.diagnostics, size: size)
      references = []
    case .template(let template):
      note(template.diagnostics, size: size)
      references = template.upstream
    case .script(let script):
      note(script.diagnostics, size: size)
      references = script.upstream
      expect(script.head.bytes.upperBound <= size, "a head behind the file")
    }
    for reference in references {
      expect(reference.range.bytes.upperBound <= size, "a reference behind the file")
    }
  }
}
