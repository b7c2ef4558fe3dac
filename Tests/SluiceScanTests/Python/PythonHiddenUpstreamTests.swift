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
  ("ks = j = ['a']\n  for k in ks: upstream[k]", ["computedKey"]),
  ("ks = j = ('a',)\n  for k in ks: upstream[k]", ["a by k 'a'"]),
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
  ("u: dict = upstream; u['a']", ["a as u 'a'"]),
  ("def inner(up): return up['i']\n  inner(upstream)", ["i in inner upstream 'i'"]),
  ("inner = lambda up, k='d': up[k]\n  inner(upstream)", ["d in inner upstream 'd'"]),
  ("(lambda up: up['l'])(upstream)", ["l in lambda up: up['l'] upstream 'l'"]),
  ("def inner(k): return upstream[k]\n  inner('a'), inner(k='b')", ["a by k 'a'", "b by k 'b'"]),
  ("def inner(k): return upstream[k]\n  inner('a'), inner(name)", ["computedKey"]),
  ("def inner(k): return upstream[k]\n  map(inner, names)", ["computedKey"]),
  ("def inner(k='a'): return upstream[k]\n  inner()", ["a by k 'a'"]),
  ("def inner(upstream): return upstream[k]\n  inner({}); upstream['a']", ["task a"]),
  ("for k, v in [('a', 1), ('b', 2)]: upstream[k]", ["a by k 'a'", "b by k 'b'"]),
  ("for i, k in enumerate(['a', 'b']): upstream[k]", ["a by k 'a'", "b by k 'b'"]),
  ("for i in ('a', 'b'): upstream[f'load-{i}']", ["load-a 'a'", "load-b 'b'"]),
  ("for i in ('a', 'b'): upstream[f'{i}-{i}']", ["computedKey"]),
  ("for i in ('a', 'b'): upstream['load-' + i]", ["load-a 'a'", "load-b 'b'"]),
  (
    "upstream['a' if flag else 'b']",
    ["a upstream['a' if flag else 'b']", "b upstream['a' if flag else 'b']"]
  ),
  ("upstream[Names.LOAD]", ["top-class by Names.LOAD upstream[Names.LOAD]"]),
  (
    "keyed(upstream, 'a'), keyed(upstream, name='b')",
    ["a in keyed upstream 'a'", "b in keyed upstream 'b'"]
  ),
  ("keyed(upstream)", ["k in keyed upstream 'k'"]),
  ("keyed(upstream, **options)", ["computedKey"]),
  ("keyed(upstream, find())", ["computedKey"]),
  (
    "[keyed(upstream, n) for n in ('a', 'b')]",
    ["a in keyed upstream 'a'", "b in keyed upstream 'b'"]
  ),
  ("[keyed(upstream, n) for n in upstream]", ["whole"]),
  ("again(upstream, 'a')", ["a in again upstream 'a'"]),
  ("bound = partial(keyed, name='p')\n  bound(upstream)", ["p in bound upstream 'p'"]),
  ("partial(one, upstream)", ["x in partial upstream 'x'"]),
  ("other = one\n  other(upstream)", ["x in other upstream 'x'"]),
  ("cached(upstream)", ["q in cached upstream 'q'"]),
  ("Reader(upstream)", ["init in Reader upstream 'init'"]),
  (
    "Reader({}).read(upstream)",
    ["read in Reader({}).read upstream 'read'", "own in Reader({}).read upstream 'own'"]
  ),
  ("r = Reader({})\n  r.loose(upstream)", ["loose in r.loose upstream 'loose'"]),
  ("Reader.loose(upstream)", ["loose in Reader.loose upstream 'loose'"]),
  ("Reader.made(upstream)", ["made in Reader.made upstream 'made'"]),
  (
    "Child({}).read(upstream)",
    ["read in Child({}).read upstream 'read'", "child in Child({}).read upstream 'child'"]
  ),
  ("Reader.read(None, upstream)", ["read in Reader.read upstream 'read'"]),
  ("print(upstream)", ["whole"]),
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
    from functools import lru_cache, partial
    class Names:
      LOAD = 'top-class'
    def keyed(up, name='k'): return up[name]
    def again(a, key): return keyed(a, name=key)
    @lru_cache(maxsize=None)
    def cached(a): return a['q']
    class Reader:
      def __init__(self, up): up['init']
      def read(self, up): return up['read'], self.own(up)
      def own(self, up): return up['own']
      @staticmethod
      def loose(up): return up['loose']
      @classmethod
      def made(cls, up): return up['made']
    class Child(Reader):
      def own(self, up): return up['child']
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
