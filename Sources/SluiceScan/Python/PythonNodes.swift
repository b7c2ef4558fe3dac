/// The nodes of a tree, where the parser made them: all who hold the tree share them, and nothing is
/// copied. Every access is checked.
package struct PythonNodes: RandomAccessCollection, Sendable {
  /// Unchecked, because an `OwnedList` has one owner, which is this object, and changes by `mutating`
  /// members only, which a `let` refuses: from `init` on, threads can do nothing but read.
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
