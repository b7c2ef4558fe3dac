import SluiceCore
import Testing

@testable import SluiceScan

/// Short names, long ones, and some that differ in one place only.
private let names: [String] =
  ["a", "b", "ab", "ba", "abcdefgh", "abcdefgi", "abcdefghi", "abcdefgh_", "x" + "abcdefgh", "é"]
  + (0..<300).flatMap {
    ["n\($0)", "a_name_of_some_length_\($0)", "\($0)_and_its_end_is_the_same"]
  }

@Test func equalNamesHaveEqualNumbers() {
  var symbols = PythonSymbols()
  let numbers = names.map { symbols.symbol($0) }
  #expect(Set(numbers).count == names.count)
  #expect(names.map { symbols.symbol($0) } == numbers)
  #expect(names.map { symbols.known($0) } == numbers)
  #expect(numbers.map { symbols.name($0) } == names)
  #expect(symbols.known("nobody") == nil)
  #expect(symbols.known("") == 0)
}

@Test func aZeroIsPartOfATextAndOfNoName() {
  var symbols = PythonSymbols()
  let plain = symbols.symbol("a")
  let odd = symbols.symbol("\0a")
  #expect(plain != odd)
  #expect(symbols.symbol(0..<1, key: 0x61, in: Array("a".utf8)) == plain)
}

@Test(
  arguments: names + ["", "a b", "a.b", "_1", "9", "abcdefgé", "éabcdefgh", "a[", "`", "{", "@"])
func namesEndWhereTheirBytesDo(text: String) {
  for behind in ["", " ", "(abcdefgh)", "\u{1F}abcdefghij"] {
    let bytes = Array((text + behind).utf8)
    let run = IdentifierRun(bytes, from: 0)
    let name = bytes.prefix(while: isIdentifierByte)
    #expect(run.end == name.count)
    #expect(run.isASCII == name.allSatisfy { $0 < 0x80 })
    #expect(run.key == (name.count > 8 ? 0 : name.reduce(0) { $0 << 8 | UInt64($1) }))
  }
}

/// Every node that has a name has the number of the text that spells it.
@Test func nodesKnowTheirNames() throws {
  let source = """
    import os.path as path, json
    from a import b as c
    @wrap
    def f(x, /, y: int = 1, *args, key=None, **rest):
      global first
      try:
        return x.attribute[y](key=first)
      except ValueError as error:
        raise error
    class A[T, *Ts, **P](B, metaclass=M): pass
    match f:
      case {"k": v, **others}: pass
      case A(part=q) | [one, *more] as whole: pass
    type Alias = A
    ﬁne = 1
    """
  let tree = parsePython(Fragment(verbatim: Array(source.utf8)), file: 0, mode: .module)
  #expect(tree.diagnostics.isEmpty)
  var spelled: [String] = []
  for node in tree.nodes.indices {
    let value = tree.nodes[node]
    switch value.kind {
    case .name, .identifier, .keyword, .parameter, .keywordPattern:
      #expect(tree.name(of: node) == tree.identifier(at: value.range.lowerBound))
      spelled.append(tree.name(of: node))
    case .attribute, .functionDef, .classDef, .alias, .exceptHandler, .matchMapping, .matchStar,
      .matchAs, .typeVariable, .parameterSpecification, .typeVariableTuple:
      let name = value.payload == 0 ? "" : tree.identifier(at: Int(value.payload))
      #expect(tree.name(of: node) == name)
      spelled.append(name)
    default: #expect(value.symbol == 0)
    }
  }
  #expect(Set(spelled).isSuperset(of: ["path", "c", "key", "error", "P", "others", "fine"]))
  for name in ["os", "json", "b"] { #expect(tree.symbols.known(name) != nil) }
}
