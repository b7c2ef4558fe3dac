/// Which project a command speaks of.
package struct ProjectPlace: Hashable, Sendable {
  /// Absolute path of the project's root: `pipeline.yaml`'s folder, or `setup.py`'s in a package.
  package var root: String
  /// Where the tasks are declared.
  package var entryPoint: EntryPoint
  /// The folder that gives the project its name.
  package var name: String { Path.name(of: root) }
  /// Whether Ploomber finds the same entry point in `root` with no flag and no variable set.
  package var isDefaultEntry: Bool
  /// `root` holds a `setup.py`.
  package var isPackage: Bool
  /// Absolute path of the folder that Ploomber is run in; an export's pods run it in the root.
  package var workingDirectory: String
  /// What `{{root}}` stands for, which is searched for with `pipeline.yaml` whatever the
  /// specification's name; `nil` where there is none.
  package var rootValue: String?
  /// What the variable `PLOOMBER_ENV_FILENAME` names instead of `env.yaml`.
  package var environmentName: String?
  /// What may surprise about the way in which the project was found.
  package var remarks: [Remark]

  /// Something that Ploomber warns of.
  package enum Remark: Hashable, Sendable {
    /// A folder above the root is a root too; its absolute path.
    case nested(outer: String)
    /// Several `src/*/` hold the specification, relative to the root; the first is read.
    case severalPackages([String])
  }

  /// A specification in or below `root`, found and run there.
  package init(root: String, entry: String, isDefaultEntry: Bool, isPackage: Bool) {
    self.init(
      root: root, entryPoint: .specification(entry), isDefaultEntry: isDefaultEntry,
      isPackage: isPackage, rootValue: root)
  }

  /// `workingDirectory` is the root where none is given.
  package init(
    root: String, entryPoint: EntryPoint, isDefaultEntry: Bool, isPackage: Bool,
    workingDirectory: String? = nil, rootValue: String?, environmentName: String? = nil,
    remarks: [Remark] = []
  ) {
    self.root = root
    self.entryPoint = entryPoint
    self.isDefaultEntry = isDefaultEntry
    self.isPackage = isPackage
    self.workingDirectory = workingDirectory ?? root
    self.rootValue = rootValue
    self.environmentName = environmentName
    self.remarks = remarks
  }

  /// The entry point as it is named in the root.
  package var entry: String { entryPoint.text }

  /// The specification's folder relative to the root: where imports look first.
  package var folder: String {
    switch entryPoint {
    case .specification(let path): Path.directory(of: path)
    case .sources: "."
    }
  }

  /// The specification's folder as an absolute path, `{{here}}`; `nil` without a specification.
  package var here: String? {
    switch entryPoint {
    case .specification: Path.joined(root, folder)
    case .sources: nil
    }
  }

  /// The place as a pod finds it, which runs Ploomber in the root.
  package var inPod: ProjectPlace {
    var place = self
    place.workingDirectory = root
    place.environmentName = nil
    return place
  }

  /// The files that may hold placeholders' values, relative to the root, in the order in which
  /// Ploomber looks for them: with the specification's own name first, in the working directory
  /// before the specification's folder.
  package var environmentPaths: [String] {
    guard case .specification(let path) = entryPoint else { return [] }
    let folders = lastOfEach([folder, Path.way(from: root, to: workingDirectory)], \.self)
      .reversed()
    return environmentNames(ofSpecification: path).flatMap { name in
      folders.map { Path.joined($0, name) }
    }
  }

  /// The first of them that is in `folder`, the root; `nil` if none is.
  package func environmentFile(in folder: ProjectFolder) -> String? {
    environmentPaths.first { folder.kind(of: $0) != .missing }
  }

  private func environmentNames(ofSpecification path: String) -> [String] {
    if let environmentName { return [environmentName] }
    let parts = Path.name(of: path).split(separator: ".", omittingEmptySubsequences: false)
    return parts.count >= 3 ? ["env.\(parts[1]).yaml", "env.yaml"] : ["env.yaml"]
  }
}
