import SluiceCore
import SluiceScan
import Testing

private func imports(_ source: String) -> [PythonImport] {
  pythonImports(in: parsePython(Fragment(verbatim: Array(source.utf8)), file: 0, mode: .module))
}

@Test func listsImports() {
  let source = """
    import os.path, numpy as np
    from . import up
    from ..pkg . mod import a as b, c
    from m import *
    """
  let found = imports(source)
  #expect(found.map(\.module) == ["os.path", "numpy", "", "pkg.mod", "pkg.mod", "m"])
  #expect(found.map(\.level) == [0, 0, 1, 2, 2, 0])
  #expect(found.map(\.name) == [nil, nil, "up", "a", "c", "*"])
  #expect(found.map(\.alias) == [nil, "np", nil, "b", nil, nil])
  #expect(found.map(\.guards) == Array(repeating: [], count: 6))
  let bytes = Array(source.utf8)
  #expect(
    found.map { String(decoding: bytes[$0.range.bytes], as: UTF8.self) } == [
      "os.path", "numpy", "up", "pkg . mod", "pkg . mod", "m",
    ])
}

@Test func saysWhenAnImportRuns() {
  let source = """
    try:
      import a
    except ImportError:
      import b
    else:
      import c
    try: import d
    finally: import e
    if TYPE_CHECKING: import f
    elif x: import g
    if typing.TYPE_CHECKING:
      import h
    else:
      import i
    class A:
      import j
      def m(self):
        for x in y: import k
    with x: import l
    match x:
      case 1: import m
    """
  let expected: [(String, PythonImport.Guards)] = [
    ("a", .tried), ("b", .fallback), ("c", []), ("d", []), ("e", []), ("f", .typeChecking),
    ("g", .conditional), ("h", .typeChecking), ("i", .conditional), ("j", []),
    ("k", [.function, .conditional]), ("l", []), ("m", .conditional),
  ]
  let found = imports(source)
  #expect(found.map(\.module) == expected.map(\.0))
  #expect(found.map(\.guards) == expected.map(\.1))
}

@Test func tellsWhereModulesComeFrom() {
  let found = imports("import os.path, tomllib, imp, pandas, tasks.load\nfrom .os import a")
  let origins = found.map { $0.origin { $0 == "tasks" } }
  #expect(
    origins == [
      .standardLibrary(PythonModuleVersions(first: 8, last: nil)),
      .standardLibrary(PythonModuleVersions(first: 11, last: nil)),
      .standardLibrary(PythonModuleVersions(first: 8, last: 11)), .thirdParty, .local, .local,
    ])
  #expect(found[0].origin { $0 == "os" } == .local)
  #expect(!PythonModuleVersions(first: 8, last: 11).contains(minor: 12))
  #expect(PythonModuleVersions(first: 11, last: nil).contains(minor: 14))
}
