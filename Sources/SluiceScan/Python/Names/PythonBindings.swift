/// The names that a scope binds, by symbol. Most scopes have few: those are found by looking at each.
struct PythonBindings {
  /// By position; `gone` where a name was unbound.
  private var symbols: [UInt32] = []
  private var values: [PythonNameBinding] = []
  /// Positions plus one by the symbol's hash, 0 where nothing is; a power of two, never more than half
  /// full. Empty while there are few.
  private var table: [UInt32] = []
  private static let gone = UInt32.max
  private static let few = 8

  subscript(_ symbol: Int) -> PythonNameBinding? {
    get { position(of: symbol).map { values[$0] } }
    set {
      guard let newValue else {
        if let position = position(of: symbol) { symbols[position] = PythonBindings.gone }
        return
      }
      if let position = position(of: symbol) {
        values[position] = newValue
      } else {
        add(symbol, newValue)
      }
    }
  }

  /// Notes that the name is read, and answers what it stands for; `nil` if it is not bound here.
  mutating func use(_ symbol: Int, _ use: PythonNameBinding.Use) -> PythonNameBinding.Kind? {
    guard let position = position(of: symbol) else { return nil }
    values[position].use = use
    return values[position].kind
  }

  private func position(of symbol: Int) -> Int? {
    let wanted = UInt32(truncatingIfNeeded: symbol)
    if table.isEmpty {
      for position in symbols.indices where symbols[position] == wanted { return position }
      return nil
    }
    var place = slot(wanted)
    while table[place] != 0 {
      let position = Int(table[place]) - 1
      if symbols[position] == wanted { return position }
      place = (place + 1) & (table.count - 1)
    }
    return nil
  }

  private mutating func add(_ symbol: Int, _ value: PythonNameBinding) {
    symbols.append(UInt32(truncatingIfNeeded: symbol))
    values.append(value)
    if table.isEmpty, symbols.count <= PythonBindings.few { return }
    if symbols.count * 2 > table.count {
      table = [UInt32](repeating: 0, count: max(32, table.count * 4))
      for position in symbols.indices { keep(position) }
    } else {
      keep(symbols.count - 1)
    }
  }

  private mutating func keep(_ position: Int) {
    var place = slot(symbols[position])
    while table[place] != 0 { place = (place + 1) & (table.count - 1) }
    table[place] = UInt32(position + 1)
  }

  /// Symbols count from 0 on, so that nobody can choose many with one hash.
  private func slot(_ symbol: UInt32) -> Int {
    Int((symbol &* 0x9E37_79B1) >> 8) & (table.count - 1)
  }
}
