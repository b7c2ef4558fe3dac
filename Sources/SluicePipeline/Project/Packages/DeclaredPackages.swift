package import SluiceCore
import SluiceScan

/// The distributions that the project's own files ask for: `environment.yml`, `requirements.txt` and
/// their like, `setup.py`, `setup.cfg`, `pyproject.toml`.
package struct DeclaredPackages: Sendable {
  /// One distribution that a file asks for.
  package struct Entry: Hashable, Sendable {
    /// Normalized: lower case, `-` for `_` and `.`.
    package var name: String
    /// Where it is asked for; `nil` in files that only other tools write.
    package var range: SourceRange?
    /// Whether it says anything of a version.
    package var hasVersion: Bool
  }

  /// In reading order, files one after the other.
  package var entries: [Entry] = []
  /// The files that were read, relative to the root.
  package var files: [String] = []
  /// Something asks for what cannot be told: an address, a computed list, a file that is not there.
  package var isIncomplete = false
  /// There are more files than are read.
  package var isCut = false
  /// A file pins what the others ask for.
  package var hasLock = false
  /// First words of modules that lie in the project's own folders.
  package var localModules: Set<String> = []

  package init() {}

  /// Whether an environment with all of it has the module; `nil` where that cannot be told.
  func provides(module: String) -> Bool? { provided.has(module: module) }

  /// The same, for many modules.
  var provided: ProvidedPackages { ProvidedPackages(self) }

  /// The first distribution that may bring the module: one that is known to, or one that has its name;
  /// `nil` for none.
  func entry(declaring module: String) -> Entry? {
    let first = distributionName(topLevelModule(module))
    let wanted = Set(PackageTables.distributions(ofModule: module) ?? [])
    return entries.first { entry in
      let known = entry.name.split(separator: "-").filter { $0 != "python" && $0 != "py" }
      return entry.name == first || known == first.split(separator: "-")
        || entry.name == "py" + first
        || !wanted.isEmpty && !PackageTables.closure(of: [entry.name]).isDisjoint(with: wanted)
    }
  }

  /// Whether a dotted path that leads to no module of the project may lead into a package that the
  /// project's files ask for, or into one that cannot be told.
  func mayBring(_ path: String, _ lookup: FunctionLookup) -> Bool {
    guard case .moduleMissing(part: 0, let siblings) = lookup else { return false }
    if entry(declaring: path) != nil { return true }
    let module = topLevelModule(path)
    return isIncomplete && nearest(to: module, among: siblings) == nil
  }
}

/// The distributions that an environment has: those that are asked for, and what they bring along.
struct ProvidedPackages {
  private let packages: DeclaredPackages
  private let names: Set<String>

  init(_ packages: DeclaredPackages) {
    self.packages = packages
    names = PackageTables.closure(of: packages.entries.lazy.map(\.name))
  }

  /// Whether the environment has the module; `nil` where that cannot be told.
  func has(module: String) -> Bool? {
    guard let wanted = PackageTables.distributions(ofModule: module) else { return nil }
    guard names.isDisjoint(with: wanted) else { return true }
    let isKnown = packages.entries.allSatisfy { PackageTables.isKnown($0.name) }
    return packages.isIncomplete || !isKnown ? nil : false
  }
}
