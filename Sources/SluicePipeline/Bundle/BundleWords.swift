import SluiceCore

extension BundleFile.Reason {
  /// One word for programs.
  package var code: String {
    switch self {
    case .source: "source"
    case .imported: "imported"
    case .configuration: "configuration"
    case .included: "included"
    case .tracked: "tracked"
    case .submodule: "submodule"
    case .found: "found"
    }
  }

  /// What the word speaks of: tasks, a file, a pattern; empty if there is nothing.
  package var subject: String {
    switch self {
    case .source(let tasks): tasks.map(\.text).joined(separator: ", ")
    case .imported(let importer): importer
    case .included(let pattern): pattern
    case .submodule(let path): path
    case .configuration, .tracked, .found: ""
    }
  }

  /// For people: `imported by tasks/fit.py`.
  package var words: String {
    switch self {
    case .source: "source of \(subject)"
    case .imported: "imported by \(subject)"
    case .configuration: "configuration"
    case .included: "included by '\(subject)'"
    case .tracked: "tracked"
    case .submodule: "tracked in submodule \(subject)"
    case .found: "in the folder"
    }
  }
}

extension LeftOut.Reason {
  /// One word for programs.
  package var code: String {
    switch self {
    case .untracked: "untracked"
    case .ignored: "ignored"
    case .excluded: "excluded"
    case .exportIgnored: "export-ignore"
    case .tooLarge: "too-large"
    case .linkOutside: "link-outside"
    case .submoduleMissing: "submodule-missing"
    case .contentMissing: "content-missing"
    case .deleted: "deleted"
    case .notAFile: "not-a-file"
    case .conflicted: "conflicted"
    case .written: "written"
    case .product: "product"
    case .cache: "cache"
    }
  }

  /// A clause about the path: `git does not track it`.
  package var words: String {
    switch self {
    case .untracked: "git does not track it"
    case .ignored: "git ignores it"
    case .excluded(let pattern): "'\(pattern)' of bundle.exclude names it"
    case .exportIgnored: ".gitattributes sets export-ignore for it"
    case .tooLarge(let size): "its \(sizeText(size)) are over bundle.max-file"
    case .linkOutside(let target): "it links to \(BundlePath(target).shown), out of the project"
    case .submoduleMissing: "the submodule is not checked out"
    case .contentMissing: "Git LFS has not fetched its content"
    case .deleted: "it is deleted"
    case .notAFile: "it is no file"
    case .conflicted: "a merge has left it in conflict"
    case .written: "sluice writes it"
    case .product: "a task makes it"
    case .cache: "tools make it anew"
    }
  }
}

/// `640 bytes`, `12.5 kB`, `2.1 GB`: in thousands, with one digit behind the point.
package func sizeText(_ size: Int) -> String {
  guard size >= 1000 else { return size == 1 ? "1 byte" : "\(size) bytes" }
  var unit = 1000
  for name in ["kB", "MB", "GB"] {
    if size < unit * 1000 || name == "GB" {
      let tenths = (size / (unit / 10))
      return "\(tenths / 10).\(tenths % 10) \(name)"
    }
    unit *= 1000
  }
  return "\(size) bytes"
}
