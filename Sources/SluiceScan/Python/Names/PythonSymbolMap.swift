/// A value for each of some names, by symbol. Most scopes bind few: those are found by looking at each.
struct PythonSymbolMap<Value> {
  /// `symbol` is `gone` where a name was unbound.
  private var entries: [(symbol: UInt32, value: Value)] = []
  /// Positions plus one by the symbol's hash, 0 where nothing is; a power of two, never more than half
  /// full. Empty while there are few.
  private var table: [UInt32] = []
  private static var gone: UInt32 { .max }
  private static var few: Int { 8 }

  subscript(_ symbol: Int) -> Value? {
    get { position(of: symbol).map { entries[$0].value } }
    set {
      guard let newValue else {
        if let position = position(of: symbol) { entries[position].symbol = PythonSymbolMap.gone }
        return
      }
      if let position = position(of: symbol) {
        entries[position].value = newValue
      } else {
        add(symbol, newValue)
      }
    }
  }

  /// Lets `body` change what the name has, and answers what it says; `nil` if the name has nothing.
  @inline(__always)
  mutating func update<Answer>(_ symbol: Int, _ body: (inout Value) -> Answer) -> Answer? {
    guard let position = position(of: symbol) else { return nil }
    return body(&entries[position].value)
  }

  /// The names that have something, in the order in which they first did.
  var keys: [Int] { entries.map(\.symbol).filter { $0 != PythonSymbolMap.gone }.map(Int.init) }

  private func position(of symbol: Int) -> Int? {
    let wanted = UInt32(truncatingIfNeeded: symbol)
    if table.isEmpty {
      for position in entries.indices where entries[position].symbol == wanted { return position }
      return nil
    }
    var place = slot(wanted)
    while table[place] != 0 {
      let position = Int(table[place]) - 1
      if entries[position].symbol == wanted { return position }
      place = (place + 1) & (table.count - 1)
    }
    return nil
  }

  private mutating func add(_ symbol: Int, _ value: Value) {
    if entries.isEmpty { entries.reserveCapacity(PythonSymbolMap.few) }
    entries.append((UInt32(truncatingIfNeeded: symbol), value))
    if table.isEmpty, entries.count <= PythonSymbolMap.few { return }
    if entries.count * 2 > table.count {
      table = [UInt32](repeating: 0, count: max(32, table.count * 4))
      for position in entries.indices { keep(position) }
    } else {
      keep(entries.count - 1)
    }
  }

  private mutating func keep(_ position: Int) {
    var place = slot(entries[position].symbol)
    while table[place] != 0 { place = (place + 1) & (table.count - 1) }
    table[place] = UInt32(position + 1)
  }

  /// Symbols count from 0 on, so that nobody can choose many with one hash.
  private func slot(_ symbol: UInt32) -> Int {
    Int((symbol &* 0x9E37_79B1) >> 8) & (table.count - 1)
  }
}
