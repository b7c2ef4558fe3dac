import SluiceCore
import SluiceScan
import Testing

/// What hides in the last function of a module, as `name disguise text`.
private func hidden(_ source: String) -> [String] {
  let bytes = Array(source.utf8)
  return (scanPythonModule(bytes, file: 0).functions.last?.upstream ?? []).map { reference in
    let text = String(decoding: bytes[reference.range.bytes], as: UTF8.self)
    switch reference {
    case .task(let name, _): return "task \(name.text)"
    case .wildcard(let pattern, _): return "wildcard \(pattern)"
    case .dynamic(.hidden(let name, .alias(let alias)), _):
      return "\(name.text) as \(alias) \(text)"
    case .dynamic(.hidden(let name, .variable(let variable)), _):
      return "\(name.text) by \(variable) \(text)"
    case .dynamic(.hidden(let name, .expression), _): return "\(name.text) \(text)"
    case .dynamic(.hidden(let name, .function(let function, let key)), _):
      return
        "\(name.text) in \(function) \(text) \(String(decoding: bytes[key.bytes], as: UTF8.self))"
    case .dynamic(let form, _): return "\(form)"
    }
  }
}

@Test(arguments: [
  ("u = upstream; u['a']", ["a as u 'a'"]),
  ("u = v = upstream; w = v; w['a'], u['b']", ["a as w 'a'", "b as u 'b'"]),
  ("u = upstream; u['a']; upstream['a']", ["task a"]),
  ("u = upstream; u['a']; u = {}", ["whole"]),
  ("u = upstream; u[k]", ["computedKey"]),
  ("u = upstream", ["whole"]),
  ("u = upstream; u.get('a')", [#"get(Optional(SluiceCore.TaskName(text: "a")))"#]),
  ("upstream = {}; u = upstream; u['a']", ["whole"]),
  ("u, v = upstream, 1; u['a']", ["whole"]),
  ("k = 'a'; upstream[k]", ["a by k upstream[k]"]),
  ("k = 'a'; k = 'b'; upstream[k]", ["computedKey"]),
  ("for k in ['a', 'b']: upstream[k]", ["a by k 'a'", "b by k 'b'"]),
  ("for k in ['a', b]: upstream[k]", ["computedKey"]),
  ("for k in NAMES: upstream[k]", ["n by k 'n'"]),
  ("for k in SHARED: upstream[k]", ["computedKey"]),
  ("ks = ('a',)\n  for k in ks: upstream[k]", ["a by k 'a'"]),
  ("ks = j = ('a',)\n  for k in ks: upstream[k]", ["computedKey"]),
  ("for k in NAMES: upstream[k]\n  NAMES.append('b')", ["computedKey"]),
  ("ks, j = ('a',)\n  for k in ks: upstream[k]", ["computedKey"]),
  ("[upstream[k] for k in ('a',)]", ["a by k 'a'"]),
  ("for k in upstream: upstream[k]", ["whole"]),
  ("for k in sorted(upstream): upstream[k]; upstream['a']", ["task a"]),
  ("for k, v in upstream.items(): upstream[k]", ["whole"]),
  ("[upstream[k] for k in upstream.keys()]; upstream['a']", ["task a"]),
  ("upstream['a' + 'b']", ["ab upstream['a' + 'b']"]),
  ("upstream[f'a']", ["a upstream[f'a']"]),
  ("upstream[KEY]", ["top by KEY upstream[KEY]"]),
  ("KEY = 1; upstream[KEY]", ["computedKey"]),
  ("upstream[TWICE]", ["computedKey"]),
  ("one(upstream)", ["x in one upstream 'x'"]),
  ("one(up=upstream)", ["x in one upstream 'x'"]),
  ("two(1, upstream)", ["y in two upstream 'y'", "x in two upstream 'x'"]),
  ("two(1, b=upstream)", ["y in two upstream 'y'", "x in two upstream 'x'"]),
  ("two(*a, upstream)", ["whole"]),
  ("two(upstream, 1)", []),
  ("three(upstream)", ["whole"]),
  ("four(upstream)", ["whole"]),
  ("five(upstream)", ["p in five upstream a.get('p')"]),
  ("decorated(upstream)", ["whole"]),
  ("unknown(upstream)", ["whole"]),
  ("one = print; one(upstream)", ["whole"]),
  ("u = upstream; one(u)", ["x in one u 'x'"]),
])
func followsHiddenNames(body: String, expected: [String]) {
  let module = """
    KEY = 'top'
    NAMES = ['n']
    SHARED = OTHER = ['n']
    TWICE = 'a'
    TWICE = 'b'
    def one(up): return up['x']
    def two(a, b): return b['y'], one(b)
    def three(a): return a
    def four(a):
      a = {}
      return a['z']
    def five(a, n=1): return five(a, n - 1), a.get('p')
    @memoize
    def decorated(a): return a['q']
    def f(product, upstream):
      \(body)
    """
  #expect(hidden(module) == expected)
}

@Test func followsOnlyParameters() {
  #expect(hidden("def f(product):\n  u = upstream\n  u['a']") == [])
  #expect(hidden("def f(product):\n  upstream['a' + 'b']") == ["computedKey"])
  #expect(
    hidden("def h(a): return a['x']\nfrom m import *\ndef f(upstream): h(upstream)") == ["whole"])
}

@Test func endsWithFunctionsThatCallEachOther() {
  var source = ""
  for index in 0..<200 { source += "def h\(index)(a): return h\((index + 1) % 200)(a)\n" }
  #expect(hidden(source + "def f(upstream): h0(upstream)") == ["whole"])
  #expect(hidden("def h(a): return h(a)\ndef f(upstream): h(upstream)") == [])
}
