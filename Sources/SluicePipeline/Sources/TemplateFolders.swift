/// The folders that `source_loader` names.
struct TemplateFolders {
  /// Relative to the root, in the order in which they are searched; `nil` where they are not known.
  let paths: [String]?
  private let folder: ProjectFolder

  init(_ loader: SourceLoaderSpec, _ locator: ModuleLocator) {
    folder = locator.folder
    var base: String? = "."
    if let module = loader.module {
      switch locator.lookup(module.split(separator: ".").map(String.init)) {
      case .found(let path): base = Path.directory(of: path)
      // A module without a file has no folder, and one that is not here may be installed.
      case .namespace, .missing: base = nil
      }
    }
    paths = base.map { base in
      loader.paths.isEmpty ? [base] : loader.paths.map { Path.joined(base, $0) }
    }
  }

  /// The file that the name leads to; `nil` if there is none. As Jinja's loader, it never leads upwards.
  func file(_ name: String) -> String? {
    guard !name.split(separator: "/").contains("..") else { return nil }
    return candidates(name).first { folder.kind(of: $0) == .file }
  }

  /// Where the file may be.
  func candidates(_ name: String) -> [String] {
    (paths ?? []).map { Path.joined($0, name) }
  }

  /// The files that can be named, seen from the folders: those beside `name`.
  func neighbours(of name: String) -> [String] {
    let directory = Path.directory(of: name)
    return (paths ?? []).flatMap { path in
      folder.names(in: Path.joined(path, directory)).map {
        directory == "." ? $0 : Path.joined(directory, $0)
      }
    }
  }
}
