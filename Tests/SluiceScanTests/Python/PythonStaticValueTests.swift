import SluiceCore
import Testing

@testable import SluiceScan

/// A value in few words.
private func words(_ value: PythonStaticValue?) -> String {
  switch value {
  case nil: return "?"
  case .some(.none): return "None"
  case .text(let text): return "'\(text)'"
  case .other(let type): return type
  case .collection(let collection, let items):
    return "\(collection)(" + items.map { words($0.value) }.joined(separator: " ") + ")"
  }
}

@Test(arguments: [
  ("None", "None"), ("'a' \"b\"", "'ab'"), ("'a' + 'b' + 'c'", "'abc'"), ("f'a'", "'a'"),
  ("f'{a}'", "?"), ("b'a'", "bytes"), ("1", "int"), ("-1.5", "float"), ("0x1e", "int"),
  ("2j", "complex"), ("not 1", "bool"), ("True", "bool"), ("...", "ellipsis"),
  ("['a', *['b', None]]", "list('a' 'b' None)"), ("['a'] + ['b']", "list('a' 'b')"),
  ("('a',) + ['b']", "?"), ("{'a', 'b'}", "set('a' 'b')"),
  ("{'a': 1, **{'b': 2}}", "dictionary('a' 'b')"),
  ("{'a': x}", "?"), ("list('ab')", "list('a' 'b')"), ("tuple({'a': 1})", "tuple('a')"),
  ("dict(a=1, b='c')", "dictionary('a' 'b')"), ("set()", "set()"), ("str('a')", "'a'"),
  ("str()", "''"),
  ("str(1)", "?"), ("sorted(['a'])", "?"), ("a", "?"), ("['a'] * 2", "?"),
  ("[a for a in 'b']", "?"),
  ("'a' if b else 'c'", "?"), ("list(['a'], 'b')", "?"), ("list(None)", "?"),
])
func evaluates(source: String, expected: String) {
  let tree = parsePython(Fragment(verbatim: Array(source.utf8)), file: 0, mode: .module)
  let expression = tree.child(0, of: tree.child(0, of: tree.root))
  #expect(words(tree.staticValue(of: expression)) == expected)
}
