import SluiceCore
import SluiceScan
import TestSupport
import Testing

private let sample = #"""
  from __future__ import annotations
  from ..a import (b as c, d,)
  import x.y as z, typing as t
  from m import *
  __all__ = ['a'] + ['b', c]
  @dec(upstream['q'])
  async def f[T: int = str, *U, **P](product: 'List["A"]', upstream: dict = None, /, *args, k=1):
      global g; nonlocal h
      with (open('data/a.csv') as b, c):
          u = upstream
          return [u['a'] async for x in y if (n := z)] or f"{upstream['b']!r:>{w}} {1+2=}"
  class A[T](B, metaclass=M):
  	x: t.Optional['int'] = 0x1F; y: int
  	def g(self): yield from (lambda *a, b=2: a[1:2, ::3, ...])
  match u:
      case [1, *r] | {"a": B(c, d=None), **rest} if e: pass
  try:
      import numpy as np
  except* (E, NameError) as g:
      del a, b.c
  finally:
      t.cast('A', t.NamedTuple('N', [('a', 'B')])); t.TypedDict('D', {'a': 'b'}, c='d')
  while (n := n - 1) < 3: helper(upstream); df.to_csv('out/x.csv')
  else: type X[Y] = int
  def helper(up): return up['z'] + helper(up)
  %%capture out
  %run x
  files = !ls
  """#

/// Calls everything; it needs only to end.
private func readAll(_ bytes: [UInt8], _ modes: [PythonMode]) {
  for mode in modes {
    let tree = parsePython(Fragment(verbatim: bytes), file: 0, mode: mode)
    var options = PythonNameOptions()
    options.isNotebook = mode == .notebook
    let names = undefinedNames(in: [tree], options).map(\.range)
    let imports = pythonImports(in: tree).map(\.range)
    let paths = pythonPathLiterals(in: tree).map(\.range)
    let upstream = scanPythonModule(tree).functions.flatMap(\.upstream).map(\.range)
    if (names + imports + paths + upstream).contains(where: { $0.bytes.upperBound > bytes.count }) {
      Issue.record("a range behind the text's end")
    }
  }
}

@Test func namesEndAtEveryPrefix() {
  let bytes = Array(sample.utf8)
  for end in 0...bytes.count {
    readAll(Array(bytes[..<end]), end.isMultiple(of: 2) ? [.module] : [.notebook])
  }
}

@Test func namesEndOnMutations() {
  var generator = SeededGenerator(state: 6)
  for _ in 0..<60 {
    let bytes = Array(sample.utf8)
      .mutated(edits: 5, letters: pythonPunctuation, using: &generator)
    readAll(bytes, [.module, .notebook])
  }
}
