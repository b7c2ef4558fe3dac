/// How files are read that no disk has as they are meant: those of a commit. Paths are those that
/// `ProjectFolder` takes; several threads may ask at once.
package struct ProjectSnapshot: Sendable {
  /// The absolute path that the root has on this machine.
  package var root: String
  /// What lies at a path, links followed.
  package var kind: @Sendable (String) -> ProjectFolder.Kind
  /// The bytes of a file; `nil` if nothing is there.
  package var size: @Sendable (String) -> Int?
  /// The whole file.
  package var bytes: @Sendable (String) -> Result<[UInt8], ProjectFolder.ReadError>
  /// The names in a folder, sorted; empty if there is none.
  package var names: @Sendable (String) -> [String]

  package init(
    root: String, kind: @escaping @Sendable (String) -> ProjectFolder.Kind,
    size: @escaping @Sendable (String) -> Int?,
    bytes: @escaping @Sendable (String) -> Result<[UInt8], ProjectFolder.ReadError>,
    names: @escaping @Sendable (String) -> [String]
  ) {
    self.root = root
    self.kind = kind
    self.size = size
    self.bytes = bytes
    self.names = names
  }
}
