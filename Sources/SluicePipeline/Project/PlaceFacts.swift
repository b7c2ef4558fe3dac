/// What lies at the paths that a specification names beside its sources: products, resources.
package struct PlaceFacts: Hashable, Sendable {
  /// Kinds by path, of what is there.
  package var kinds: [String: ProjectFolder.Kind] = [:]
  /// Bytes by path, of the files of `params.resources_`.
  package var sizes: [String: Int] = [:]

  /// The names beside files of `params.resources_` that are missing, by the files' paths.
  package var siblings: [String: [String]] = [:]

  /// Files that tasks' code names and that are there, relative to the root.
  package var inputs: Set<String> = []

  /// Python modules and packages that lie in the root itself, by name: their files.
  package var rootModules: [String: String] = [:]
  /// By a product's path the file that stands where one of its folders should be.
  package var filesAbove: [String: String] = [:]

  package init() {}

  /// Asks the disk once for each of `paths`, which code names.
  mutating func look(at paths: Set<String>, in folder: ProjectFolder) {
    inputs = paths.filter { folder.kind(of: $0) == .file }
  }

  /// Asks the disk what lies in the root, and for each folder of `products` once.
  mutating func look(above products: [String], in folder: ProjectFolder) {
    for name in folder.names(in: ".") {
      if name.hasSuffix(".py") {
        rootModules[String(name.dropLast(3))] = name
      } else if isPlainWord(name), folder.kind(of: Path.joined(name, "__init__.py")) == .file {
        rootModules[name] = name
      }
    }
    var places: [String: ProjectFolder.Kind] = [:]
    for product in products where !product.hasPrefix("..") {
      var place = Path.directory(of: product)
      while place != ".", place != "/" {
        let kind = places[place] ?? folder.kind(of: place)
        places[place] = kind
        if kind == .directory { break }
        if kind == .file {
          filesAbove[product] = place
          break
        }
        place = Path.directory(of: place)
      }
    }
  }

  /// Asks the disk once for each path.
  init(of spec: PipelineSpec, _ tasks: [ReadTask], in folder: ProjectFolder) {
    for resource in spec.resources where kinds[resource.path] == nil {
      kinds[resource.path] = folder.kind(of: resource.path)
      sizes[resource.path] = folder.size(of: resource.path)
      if kinds[resource.path] == .missing {
        siblings[resource.path] = folder.names(in: Path.directory(of: resource.path))
      }
    }
    var missing: Set<String> = []
    var there: Set<String> = ["."]
    for task in tasks where task.spec.taskClass == .notebookRunner {
      for case .file(let path) in task.spec.products.all where kinds[path] == nil {
        // What lies in no folder is not there: before the first run that is most.
        let above = Path.directory(of: path)
        if !there.contains(above), !missing.contains(above) {
          if folder.kind(of: above) == .missing {
            missing.insert(above)
          } else {
            there.insert(above)
          }
        }
        guard !missing.contains(above) else { continue }
        let kind = folder.kind(of: path)
        if kind != .missing { kinds[path] = kind }
      }
    }
  }
}
