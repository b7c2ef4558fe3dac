/// The nodes of a tree, where the parser made them: all who hold the tree share them, and nothing is
/// copied. Every access is checked.
package struct PythonNodes: RandomAccessCollection, Sendable {
  /// Nobody writes any more.
  private final class Storage: @unchecked Sendable {
    let list: OwnedList<PythonNode>

    init(_ list: consuming OwnedList<PythonNode>) { self.list = list }
  }

  private let storage: Storage

  init(_ list: consuming OwnedList<PythonNode>) { storage = Storage(list) }

  package var startIndex: Int { 0 }
  package var endIndex: Int { storage.list.count }

  package subscript(_ index: Int) -> PythonNode { storage.list[index] }
}
