import SluiceCore

/// What lies on the disk of one product.
struct ProductState: Hashable {
  /// Whether the product is there; a relation that keeps no metadata always is.
  var exists: Bool
  /// Empty where the product, or its metadata, is missing.
  var metadata: StoredMetadata?
  /// Why its state cannot be told from files.
  var unknown: String?
  /// How a reason calls it.
  var words: String
}

/// Reads products and their sidecar files.
struct ProductReader {
  let folder: ProjectFolder
  /// The classes that the specification gives a client to.
  let clients: Set<String>
  private(set) var problems: [Problem] = []

  /// A sidecar file that cannot be read.
  struct Problem {
    var path: String
    var bytes: [UInt8]
    var problem: StoredMetadata.Problem
    var task: TaskName
  }

  /// Products may lie anywhere: of what is outside of the folder's fence, the files beside the products
  /// of `tasks` can be read.
  init(folder: ProjectFolder, clients: Set<String>, tasks: [TaskSpec]) {
    let products = tasks.flatMap(\.products.all)
    let outside = products.compactMap { product -> String? in
      guard case .file(let path) = product, path.hasPrefix("/") || path.hasPrefix("../") else {
        return nil
      }
      return path
    }
    self.folder = folder.admitting(
      outside.map { ProductReader.sidecars(of: $0) }.flatMap { [$0.current, $0.old] })
    self.clients = clients
  }

  /// Where the metadata of a file lies, and where older versions of Ploomber put it.
  private static func sidecars(of path: String) -> (current: String, old: String) {
    (
      Path.joined(Path.directory(of: path), ".\(Path.name(of: path)).metadata"), path + ".source"
    )
  }

  mutating func products(of task: TaskSpec) -> [ProductState] {
    switch task.products {
    case .none: []
    case .one(let product): [state(product, task)]
    case .several(let named): named.map { state($0.product, task) }
    }
  }

  private mutating func state(_ product: TaskNode.Product, _ task: TaskSpec) -> ProductState {
    switch task.productClass ?? .file {
    case .sqlRelation: return ProductState(exists: true, words: product.words)
    case .genericProduct, .genericSQLRelation, .sqliteRelation, .postgresRelation:
      return ProductState(
        exists: true, unknown: "the metadata of \(product.words) is in a database",
        words: product.words)
    case .file: break
    }
    guard case .file(let path) = product else {
      return ProductState(exists: false, unknown: "the product is no file", words: product.words)
    }
    if task.hasProductClient || clients.contains("File") {
      return ProductState(
        exists: true, unknown: "a copy of '\(path)' may lie in remote storage", words: path)
    }
    var state = ProductState(exists: folder.kind(of: path) != .missing, words: path)
    if state.exists { state.metadata = metadata(ofFile: path, task, &state) }
    return state
  }

  private mutating func metadata(
    ofFile path: String, _ task: TaskSpec, _ state: inout ProductState
  ) -> StoredMetadata? {
    // Ploomber moves a file of the old name to the new one, over what is there.
    let (sidecar, old) = ProductReader.sidecars(of: path)
    let found = folder.kind(of: old) == .file ? old : sidecar
    guard folder.kind(of: found) != .missing else { return nil }
    var bytes: [UInt8] = []
    do throws(ProjectFolder.ReadError) {
      bytes = try folder.bytes(at: found)
    } catch {
      state.unknown = "'\(found)' cannot be read"
      return nil
    }
    do throws(StoredMetadata.Problem) {
      return try StoredMetadata(bytes)
    } catch {
      problems.append(Problem(path: found, bytes: bytes, problem: error, task: task.name))
      state.unknown = "'\(found)' cannot be read"
      return nil
    }
  }
}
