/// What lies in an archive beside the files: how to tell which version it is, and whether it is whole.
package struct BundleManifest: Hashable, Sendable {
  /// One file of the archive.
  package struct File: Hashable, Sendable {
    package var path: BundlePath
    package var kind: BundleFile.Kind
    /// Bytes of the content; of a link's text.
    package var size: Int
    /// SHA-256 of the content, of a link's text; 64 lower-case hexadecimal digits.
    package var digest: String

    package init(path: BundlePath, kind: BundleFile.Kind, size: Int, digest: String) {
      self.path = path
      self.kind = kind
      self.size = size
      self.digest = digest
    }
  }

  /// Where it lies in the archive.
  package static let path = ".sluice/manifest.json"

  /// By path.
  package var files: [File]
  /// Names the files: see `digest(of:)`.
  package var digest: String

  package init(files: [File]) {
    self.files = files
    digest = BundleManifest.digest(of: files)
  }
}
