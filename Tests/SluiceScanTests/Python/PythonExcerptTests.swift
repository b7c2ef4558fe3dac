import SluiceCore
import SluiceScan
import TestSupport
import Testing

/// The excerpt for the last `def` of a module.
private func excerpt(_ module: String) -> PythonExcerpt? {
  let bytes = Array(module.utf8)
  let tree = parsePython(Fragment(verbatim: bytes), file: 0, mode: .module)
  let name = tree.nodes.last { $0.kind == .functionDef }.map { Int($0.payload) }
  return name.flatMap { pythonExcerpt(ofFunctionAt: $0, in: tree) }
}

@Suite struct PythonExcerptTests {
  @Test func aFunctionTakesWhatItReads() {
    let found = excerpt(
      """
      '''Docs'''
      from __future__ import annotations
      import json, os
      import sys
      from .x import unused
      LIMIT = {'a': 1}
      LIMIT['b'] = 2
      OTHER = open('/data')
      def helper(x):
          OTHER = x
          return json.dumps(LIMIT)
      class Kept: pass
      @Kept
      def notify(n=3):
          # what it does
          return helper(n)
      """)
    #expect(
      found?.text == """
        from __future__ import annotations
        import json, os
        LIMIT = {'a': 1}
        LIMIT['b'] = 2
        def helper(x):
            OTHER = x
            return json.dumps(LIMIT)
        class Kept: pass
        @Kept
        def notify(n=3):
            # what it does
            return helper(n)

        """)
    #expect(found?.missing == [])
    #expect(found?.isAsync == false)
  }

  @Test func allThatBindsANameIsTaken() {
    let found = excerpt(
      """
      try:
          import fast as json
      except ImportError:
          import json
      if True:
          LEVEL = 1
      LEVEL += 1; OTHER = 2
      import logging
      logging.basicConfig(level=LEVEL)
      print('import')
      COUNT = 0
      async def f():
          global COUNT
          COUNT = json.loads('1')
          logging.info(COUNT)
      """)
    #expect(
      found?.text == """
        try:
            import fast as json
        except ImportError:
            import json
        if True:
            LEVEL = 1
        LEVEL += 1
        import logging
        logging.basicConfig(level=LEVEL)
        COUNT = 0
        async def f():
            global COUNT
            COUNT = json.loads('1')
            logging.info(COUNT)

        """)
    #expect(found?.isAsync == true)
  }

  @Test func whatNothingBindsIsMissing() {
    #expect(excerpt("def f(): return pd.read_csv(len(open('x')))")?.missing == ["pd"])
    let starred = excerpt("from os import *\ndef f(): return path")
    #expect(starred?.text == "from os import *\ndef f(): return path\n")
    #expect(starred?.missing == [])
  }

  @Test func aFunctionBelowAConditionTakesAllOfIt() {
    let found = excerpt("import a\nif a.x:\n    def f(): pass\nelse:\n    f = None\n")
    #expect(found?.text == "import a\nif a.x:\n    def f(): pass\nelse:\n    f = None\n")
  }

  @Test func everyTextEnds() {
    var generator = SeededGenerator(state: 7)
    let sample = Array(
      "import a, b as c\n@d\ndef f(x=a.b):\n  global g\n  g = [c for c in x]\ng = f\ng.h()\nfrom z import *\n"
        .utf8)
    for _ in 0..<400 {
      let bytes = sample.mutated(edits: 5, letters: pythonPunctuation, using: &generator)
      let tree = parsePython(Fragment(verbatim: bytes), file: 0, mode: .module)
      for node in tree.nodes where node.kind == .functionDef {
        _ = pythonExcerpt(ofFunctionAt: Int(node.payload), in: tree)
      }
    }
  }
}
