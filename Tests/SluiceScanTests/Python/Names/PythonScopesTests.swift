import TestSupport
import Testing

@testable import SluiceScan

/// Whatever is bound, unbound and bound again, in scopes small and large, each knows its own.
@Test func everyScopeKnowsWhatItBinds() {
  var generator = SeededGenerator(state: 11)
  var scopes = PythonScopes()
  for _ in 0..<9 { _ = scopes.open(.function, in: 0) }
  var expected: [[Int: UInt32]] = Array(repeating: [:], count: 10)
  for round in 0..<2000 {
    // Scope 9 binds hundreds of names, the first ones a few.
    let scope = Int.random(in: 0..<10, using: &generator)
    let symbol = Int.random(in: 1..<(scope + 1) * (scope + 1) * 6, using: &generator)
    if round % 5 == 0 {
      scopes[scope, symbol] = nil
      expected[scope][symbol] = nil
    } else {
      let member = UInt32(round)
      scopes[scope, symbol] = PythonNameBinding(kind: .typingMember(member))
      expected[scope][symbol] = member
    }
    var known: [PythonNameBinding.Kind?] = []
    for other in 0..<10 { known.append(scopes[other, symbol]?.kind) }
    #expect(known == expected.map { $0[symbol].map { .typingMember($0) } })
  }
}

/// The last use is kept with the binding, and a name that is not bound has none.
@Test func aUseIsNotedWhereTheNameIsBound() {
  var scopes = PythonScopes()
  let inner = scopes.open(.function, in: 0)
  scopes[0, 3] = PythonNameBinding()
  let use = PythonNameBinding.Use(scope: inner, tree: 0, node: 7)
  #expect(scopes.use(3, in: inner, use) == nil)
  #expect(scopes.use(3, in: 0, use) == .value)
  #expect(scopes[0, 3]?.use?.node == 7)
  #expect(scopes.parent(of: inner) == 0)
  #expect(scopes.parent(of: 0) == -1)
  #expect(scopes.kind(of: inner) == .function)
}
