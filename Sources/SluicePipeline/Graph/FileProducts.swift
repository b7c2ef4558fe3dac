import SluiceCore

/// The files that the tasks write, and which task has named each first: made once, for all who look for a
/// product by its path.
struct FileProducts: Sendable {
  /// One of them.
  struct Entry: Sendable {
    /// Relative to the root where it lies inside.
    var path: String
    /// Where it is declared.
    var range: SourceRange
    /// The task's position.
    var task: Int
    /// Its position among the task's products.
    var index: Int
    /// Of the class `GenericProduct`, which need not be a file of this machine.
    var isGeneric: Bool
  }

  /// In declared order.
  let all: [Entry]
  /// Positions in `all`, by path.
  private let firsts: [String: Int]
  /// The same without those that are generic.
  private let localFirsts: [String: Int]

  init() { self.init(of: []) }

  init(of tasks: [ReadTask]) {
    var all: [Entry] = []
    all.reserveCapacity(tasks.count)
    for (position, task) in tasks.enumerated() {
      let isGeneric = task.spec.productClass == .genericProduct
      for (index, product) in task.spec.products.all.enumerated() {
        guard case .file(let path) = product else { continue }
        let ranges = task.spec.productRanges
        all.append(
          Entry(
            path: path, range: ranges.indices.contains(index) ? ranges[index] : task.spec.nameRange,
            task: position, index: index, isGeneric: isGeneric))
      }
    }
    self.all = all.withoutSpareRoom()
    func positions(where isWanted: (Entry) -> Bool) -> [String: Int] {
      var firsts = [String: Int](minimumCapacity: all.count)
      for (position, entry) in all.enumerated() where isWanted(entry) && firsts[entry.path] == nil {
        firsts[entry.path] = position
      }
      return firsts
    }
    firsts = positions { _ in true }
    localFirsts = all.contains(where: \.isGeneric) ? positions { !$0.isGeneric } : firsts
  }

  /// The files of this machine, in declared order.
  var local: some Sequence<Entry> { all.lazy.filter { !$0.isGeneric } }

  /// Who has named the path first.
  func first(_ path: String) -> Entry? { firsts[path].map { all[$0] } }

  /// The same among files of this machine.
  func firstLocal(_ path: String) -> Entry? { localFirsts[path].map { all[$0] } }
}

extension Analysis {
  /// The name of the task that writes the product.
  func name(_ product: FileProducts.Entry) -> TaskName { tasks[product.task].spec.name }
}
