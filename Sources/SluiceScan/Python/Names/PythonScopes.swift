/// The scopes of a text, and what each binds, by symbol. All of them lie in a few lists: arrays of its
/// own would cost every function and every comprehension two allocations. A child comes after its parent.
struct PythonScopes: ~Copyable {
  // These two would be private, but a debug build of Swift 6.3 fails on lists of private types.
  struct Scope {
    var kind: PythonScope
    /// -1 for the module.
    var parent: Int
    /// The last of its bindings; 0 for none.
    var last: UInt32 = 0
    var count = 0
    /// Where its table begins in `slots`, and the table's size less one; 0 while there is none.
    var table = 0
    var mask = 0
  }

  struct Entry {
    /// `gone` where a name was unbound.
    var symbol: UInt32
    /// The binding of the same scope that came before; 0 for none.
    var before: UInt32
    var binding: PythonNameBinding
  }

  private var scopes = OwnedList<Scope>(capacity: 32)
  /// Number 0 is none.
  private var entries = OwnedList<Entry>(capacity: 128)
  /// The tables of scopes that bind more than a few names: entries by the symbol's hash, 0 where nothing
  /// is; each a power of two, never more than half full.
  private var slots = OwnedList<UInt32>(capacity: 64)
  private static var gone: UInt32 { .max }
  /// So many are found by looking at each.
  private static var few: Int { 8 }

  /// Scope 0 is the module.
  init() {
    entries.append(Entry(symbol: PythonScopes.gone, before: 0, binding: PythonNameBinding()))
    scopes.append(Scope(kind: .module, parent: -1))
  }

  func kind(of scope: Int) -> PythonScope { scopes[scope].kind }

  /// The scope around; -1 for the module's.
  func parent(of scope: Int) -> Int { scopes[scope].parent }

  /// A new scope inside of `parent`.
  mutating func open(_ kind: PythonScope, in parent: Int) -> Int {
    scopes.append(Scope(kind: kind, parent: parent))
    return scopes.count - 1
  }

  /// What a name stands for in one scope; `nil` if it is not bound there.
  subscript(_ scope: Int, _ symbol: Int) -> PythonNameBinding? {
    get { position(of: symbol, in: scope).map { entries[$0].binding } }
    set {
      let position = position(of: symbol, in: scope)
      guard let newValue else {
        if let position { entries[position].symbol = PythonScopes.gone }
        return
      }
      if let position {
        entries[position].binding = newValue
      } else {
        add(symbol, newValue, to: scope)
      }
    }
  }

  /// Notes that the name is read, and answers what it stands for; `nil` if it is not bound here.
  @inline(__always)
  mutating func use(
    _ symbol: Int, in scope: Int, _ use: PythonNameBinding.Use
  ) -> PythonNameBinding.Kind? {
    guard let position = position(of: symbol, in: scope) else { return nil }
    entries[position].binding.use = use
    return entries[position].binding.kind
  }

  @inline(__always)
  private func position(of symbol: Int, in scope: Int) -> Int? {
    let wanted = UInt32(truncatingIfNeeded: symbol)
    let scope = scopes[scope]
    if scope.mask == 0 {
      var position = Int(scope.last)
      while position != 0 {
        if entries[position].symbol == wanted { return position }
        position = Int(entries[position].before)
      }
      return nil
    }
    var place = PythonScopes.slot(wanted, scope.mask)
    while true {
      let position = Int(slots[scope.table + place])
      if position == 0 { return nil }
      if entries[position].symbol == wanted { return position }
      place = (place + 1) & scope.mask
    }
  }

  private mutating func add(_ symbol: Int, _ binding: PythonNameBinding, to scope: Int) {
    let position = entries.count
    entries.append(
      Entry(
        symbol: UInt32(truncatingIfNeeded: symbol), before: scopes[scope].last, binding: binding))
    scopes[scope].last = UInt32(truncatingIfNeeded: position)
    scopes[scope].count += 1
    let count = scopes[scope].count
    let mask = scopes[scope].mask
    if mask == 0, count <= PythonScopes.few { return }
    if mask > 0, count * 2 <= mask + 1 { return keep(position, in: scope) }
    scopes[scope].table = slots.count
    scopes[scope].mask = mask == 0 ? 31 : mask * 4 + 3
    for _ in 0...scopes[scope].mask { slots.append(0) }
    var other = position
    while other != 0 {
      keep(other, in: scope)
      other = Int(entries[other].before)
    }
  }

  private mutating func keep(_ position: Int, in scope: Int) {
    let (table, mask) = (scopes[scope].table, scopes[scope].mask)
    var place = PythonScopes.slot(entries[position].symbol, mask)
    while slots[table + place] != 0 { place = (place + 1) & mask }
    slots[table + place] = UInt32(truncatingIfNeeded: position)
  }

  /// Symbols count from 0 on, so that nobody can choose many with one hash.
  private static func slot(_ symbol: UInt32, _ mask: Int) -> Int {
    Int((symbol &* 0x9E37_79B1) >> 8) & mask
  }
}
