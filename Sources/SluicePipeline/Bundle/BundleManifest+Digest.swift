import SluiceCore

extension BundleManifest {
  /// Names a tree by what is in it, and by nothing else: the SHA-256 of one line for each file, by path,
  /// `MODE DIGEST PATH` with a zero byte at its end, where the mode is git's (`100644`, `100755`,
  /// `120000`). The same files have the same digest, whatever commit, machine or archive they come from.
  package static func digest(of files: [File]) -> String {
    var hash = SHA256()
    for file in files {
      hash.update(
        (Array("\(file.kind.mode) \(file.digest) ".utf8) + file.path.bytes + [0]).span)
    }
    return hash.finish()
  }
}

extension BundleFile.Kind {
  /// Git's number, in octal digits.
  package var mode: String {
    switch self {
    case .file: "100644"
    case .executable: "100755"
    case .link: "120000"
    }
  }
}
