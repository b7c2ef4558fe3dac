import SluiceCore
import SluiceScan

extension CodeLibrary {
  /// A module, or the code of a notebook.
  struct Module {
    let file: SourceFile
    let outline: PythonOutline
    /// The units that bind a name, in order.
    var units: [String: [Int]] = [:]
    /// The imports that bind a name.
    var imports: [String: [PythonImport]] = [:]
    var stars: [PythonImport] = []
    /// The cells of a notebook, which stand in texts of their own: their offsets say nothing.
    let isCells: Bool

    init(_ file: SourceFile, _ outline: PythonOutline, isCells: Bool = false) {
      self.isCells = isCells
      self.file = file
      self.outline = outline
      for (index, unit) in outline.units.enumerated() {
        for name in unit.binds where units[name]?.last != index {
          units[name, default: []].append(index)
        }
      }
      for found in outline.imports {
        if let name = found.boundName {
          imports[name, default: []].append(found)
        } else {
          stars.append(found)
        }
      }
    }

    func binds(_ name: String) -> Bool { units[name] != nil || imports[name] != nil }

    /// One of the ways in which a name comes to be.
    enum Way {
      case unit(Int)
      case plain(PythonImport)
      case star(PythonImport)
    }

    /// What may bind the name, in the order in which it runs: the last one counts.
    func ways(to name: String) -> [Way] {
      var found: [(offset: Int, way: Way)] = (units[name] ?? []).map {
        (outline.units[$0].range.bytes.lowerBound, .unit($0))
      }
      found += (imports[name] ?? []).map { ($0.range.bytes.lowerBound, .plain($0)) }
      found += stars.map { ($0.range.bytes.lowerBound, .star($0)) }
      guard !isCells, found.count > 1 else { return found.map(\.way) }
      return found.enumerated().sorted {
        ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset)
      }.map(\.element.way)
    }
  }
}
