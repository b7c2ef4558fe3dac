import SluiceCore
import SluiceScan
import Testing

/// The references of a module's functions as `name:form:text`.
private func references(_ source: String) -> [String] {
  let bytes = Array(source.utf8)
  return scanPythonModule(bytes, file: 0).functions.flatMap(\.upstream).map { reference in
    let text = String(decoding: bytes[reference.range.bytes], as: UTF8.self)
    switch reference {
    case .task(let name, _): return "task \(name.text) \(text)"
    case .wildcard(let pattern, _): return "wildcard \(pattern) \(text)"
    case .dynamic(let form, _): return "\(form) \(text)"
    }
  }
}

@Test(arguments: [
  ("upstream['a']", "task a 'a'"),
  ("upstream[\"a\"]['k']", "task a \"a\""),
  ("f'{upstream[\"a\"]}'", "task a \"a\""),
  ("(lambda: [upstream['a'] for x in y])", "task a 'a'"),
  ("upstream['a' 'b']", "task ab 'a' 'b'"),
  ("upstream['fit-*']", "wildcard fit-* 'fit-*'"),
  ("upstream[r'\\a\\x']", "task \\a\\x r'\\a\\x'"),
  ("upstream['\\x61\\u00e9']", "task aé '\\x61\\u00e9'"),
  ("del upstream['a']", "task a 'a'"),
  ("upstream['a'] = 1", "task a 'a'"),
  ("upstream[('a')]", "task a 'a'"),
  ("upstream[k]", "computedKey upstream[k]"),
  ("upstream['a', 'b']", "computedKey upstream['a', 'b']"),
  ("upstream['a':]", "computedKey upstream['a':]"),
  ("upstream[0]", "computedKey upstream[0]"),
  ("upstream[b'a']", "computedKey upstream[b'a']"),
  ("upstream.get('a')", "get(Optional(SluiceCore.TaskName(text: \"a\"))) upstream.get('a')"),
  ("upstream.get(k, 1)", "get(nil) upstream.get(k, 1)"),
  ("for k in upstream: pass", "whole upstream"),
  ("u = upstream; v = upstream", "whole upstream"),
  ("load(**upstream)", "whole upstream"),
  ("upstream.items()", "whole upstream"),
])
func readsReferences(body: String, expected: String) {
  #expect(references("def f(product, upstream):\n  \(body)\n") == [expected])
}

@Test(arguments: [
  "upstream is None", "None != upstream", "if upstream and x: pass", "not upstream",
  "len(upstream)",
  "1 if upstream else 2", "kwargs['upstream']['a']", "self.upstream['a']", "x.upstream",
  "upstream = 1", "'upstream[\"a\"]'", "# upstream['a']", "f(upstream=1)",
  "[x for x in y if upstream]",
])
func seesNoReference(body: String) {
  #expect(references("def f(product, upstream):\n  \(body)\n").isEmpty)
}

@Test func aWholeUseCountsOnlyAlone() {
  #expect(references("def f(upstream):\n  g(upstream)\n  upstream['a']\n") == ["task a 'a'"])
  #expect(references("def f(product):\n  g(upstream)\n").isEmpty)
  #expect(references("def f(product):\n  upstream['a']\n") == ["task a 'a'"])
}

@Test func readsTheWholeTextOfAFunction() {
  let source = """
    @dec(upstream['a'])
    async def f(product, upstream=upstream['b'], *, n: upstream['c'] = 1) -> upstream['d']:
      def g():
        return upstream['e']
    def other(): pass
    """
  #expect(
    references(source).map { String($0.prefix(6)) } == [
      "task a", "task b", "task c", "task d", "task e",
    ])
  let function = scanPythonModule(Array(source.utf8), file: 7).functions[0]
  #expect(function.range.bytes.lowerBound == 0)
  #expect(function.range.file == 7)
  #expect(function.nameRange.bytes == 30..<31)
  #expect(function.parameters.map(\.name) == ["product", "upstream", "n"])
  #expect(function.parameters.map(\.hasDefault) == [false, true, true])
  #expect(function.parameters.map(\.kind) == [.normal, .normal, .keywordOnly])
  #expect(function.parameters[0].range.bytes == 32..<39)
}

@Test func findsFunctionsThatRunAtImport() {
  let source = """
    if a:
      def f1(): pass
    else:
      try:
        def f2(): pass
      except E:
        def f3(): pass
      finally:
        with a: def_ = 1
    for x in y:
      async def f4(a, /, *b, **c): pass
    match a:
      case B(c, d=e, *f): pass
    """
  let clean = source.replacing(
    "case B(c, d=e, *f): pass", with: "case B(c, d=e):\n    def f5(): pass")
  let scan = scanPythonModule(Array(clean.utf8), file: 0)
  #expect(scan.diagnostics.isEmpty)
  #expect(scan.functions.map(\.name) == ["f1", "f2", "f3", "f4", "f5"])
  #expect(
    scan.functions[3].parameters.map(\.kind) == [
      .positionalOnly, .variadicPositional, .variadicKeyword,
    ])
  #expect(
    Set(scan.bindings.keys) == ["f1", "f2", "f3", "f4", "f5", "def_", "x", "c", "e"])
}

extension String {
  fileprivate func replacing(_ text: String, with other: String) -> String {
    let parts = self.split(separator: text, omittingEmptySubsequences: false)
    return parts.joined(separator: other)
  }
}

@Test func remembersTheLastBinding() {
  let source = """
    import os.path, numpy as np
    from .pkg.mod import f as g, h
    from .. import up
    from a . b import *
    def f(): pass
    f = 1
    class K:
      def method(self): pass
      y = 1
    (a, [b, *c]), d.e = 1, 2
    if (w := 1): pass
    def k(): z = 1
    del h
    """
  let scan = scanPythonModule(Array(source.utf8), file: 0)
  #expect(scan.diagnostics.isEmpty)
  #expect(scan.starImports.map(\.module) == ["a.b"])
  #expect(scan.starImports.map(\.level) == [0])
  #expect(
    scan.bindings.keys.sorted() == ["K", "a", "b", "c", "f", "g", "k", "np", "os", "up", "w"])
  guard case .imported("pkg.mod", 1, "f", let range)? = scan.bindings["g"] else {
    Issue.record("g is not imported")
    return
  }
  #expect(range.bytes == 49..<55)
  guard case .imported("", 2, "up", _)? = scan.bindings["up"],
    case .imported("numpy", 0, nil, _)? = scan.bindings["np"],
    case .imported("os", 0, nil, _)? = scan.bindings["os"], case .value? = scan.bindings["f"],
    case .function(1)? = scan.bindings["k"]
  else {
    Issue.record("wrong bindings: \(scan.bindings)")
    return
  }
}

@Test(arguments: [
  ("__all__ = ['a', 'b']", ModuleScan.Exports.listed(["a", "b"])),
  ("__all__ = ['a']\n__all__ += ['b']", .listed(["a", "b"])),
  ("__all__ = ['a']\n__all__.append('b')", .computed),
  ("__all__ = other.__all__", .computed),
  ("a = 1", .unlisted),
])
func readsWhatAModuleExports(source: String, expected: ModuleScan.Exports) {
  #expect(scanPythonModule(Array(source.utf8), file: 0).exports == expected)
}
