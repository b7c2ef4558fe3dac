import SluiceCore

extension Analysis {
  /// Why files of the project belong into a bundle: they are what tasks run, what that imports, and what
  /// the specification and the project's tools read. Only files inside of the root.
  package var bundleReasons: [BundlePath: BundleFile.Reason] {
    var reasons: [BundlePath: BundleFile.Reason] = [:]
    for file in sources.files { reasons[BundlePath(file.path)] = .configuration }
    for path in Analysis.configurationPaths + packages.files {
      reasons[BundlePath(path)] = .configuration
    }
    for module in imports {
      reasons[BundlePath(module.path)] = .imported(importer: module.importer)
    }
    for task in tasks {
      guard let file = task.source.file else { continue }
      let path = BundlePath(sources.files[file].path)
      if case .source(let names)? = reasons[path] {
        reasons[path] = .source(names + [task.spec.name])
      } else {
        reasons[path] = .source([task.spec.name])
      }
    }
    return reasons
  }

  /// Files that say how a project is set up, wherever nobody had to read them.
  private static let configurationPaths = [
    "env.yaml", Configuration.fileName, CondaEnvironment.path, "environment.yaml",
    "environment.lock.yml", "requirements.txt", "requirements.lock.txt", "setup.py", "setup.cfg",
    "pyproject.toml", ".gitattributes",
  ]

  /// The files and folders of the root that tasks make, and what Ploomber keeps beside them.
  package var bundleProducts: Set<BundlePath> {
    var paths: Set<BundlePath> = []
    for task in tasks {
      for case .file(let path) in task.spec.products.all {
        let path = Path.normalized(path)
        let name = ".\(Path.name(of: path)).metadata"
        paths.insert(BundlePath(path))
        paths.insert(BundlePath(Path.joined(Path.directory(of: path), name)))
      }
    }
    return paths
  }
}
