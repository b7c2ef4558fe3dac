import SluiceScan

/// What the code of a file says, and as what it was read: one for all who look at it, however many tables
/// name it.
final class ReadFile: Sendable {
  /// As what it was read.
  let key: SourceLibrary.Key
  /// What its code says.
  let code: FileCode

  init(_ key: SourceLibrary.Key, _ code: FileCode) {
    self.key = key
    self.code = code
  }
}

extension ReadFile {
  /// A module, of which `code` is what somebody asks for; `script` is the same file, if it was read as one
  /// before.
  convenience init(_ script: ReadFile?, module code: FileCode) {
    guard let script else {
      self.init(SourceLibrary.Key(path: "", language: .pythonModule), code)
      return
    }
    var both = script.code
    both.module = code.module
    self.init(script.key, both)
  }
}

extension FileCode {
  /// The same without the bodies of other functions than those whose names stand at these offsets.
  func keeping(_ functions: Set<Int>) -> FileCode {
    var code = self
    code.module = module?.keeping(functions)
    return code
  }
}
