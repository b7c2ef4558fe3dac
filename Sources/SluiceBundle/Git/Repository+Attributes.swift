import CLibGit2

/// What `.gitattributes` says of a path.
enum Attribute: Hashable {
  case unspecified, set, unset
  case value(String)
}

extension Repository {
  /// Which `.gitattributes` count.
  enum AttributeSource: Hashable {
    case commit(ObjectID)
    case index
    case workingTree
  }

  /// The attribute of the path, relative to the working tree; a folder's path ends in `/`.
  func attribute(
    _ name: String, of path: [UInt8], by source: AttributeSource
  ) throws(GitError) -> Attribute {
    var options = git_attr_options()
    options.version = UInt32(GIT_ATTR_OPTIONS_VERSION)
    options.flags = UInt32(GIT_ATTR_CHECK_NO_SYSTEM)
    switch source {
    case .commit(let id):
      options.flags |= UInt32(GIT_ATTR_CHECK_INDEX_ONLY | GIT_ATTR_CHECK_INCLUDE_COMMIT)
      options.attr_commit_id = id.value
    case .index: options.flags |= UInt32(GIT_ATTR_CHECK_INDEX_ONLY)
    case .workingTree: options.flags |= UInt32(GIT_ATTR_CHECK_FILE_THEN_INDEX)
    }
    var text: UnsafePointer<CChar>?
    let status = path.withCString {
      library.functions.attr_get_ext(&text, handle, &options, $0, name)
    }
    guard status == 0 else { throw library.failure("read the attributes") }
    switch library.functions.attr_value(text) {
    case GIT_ATTR_VALUE_TRUE: return .set
    case GIT_ATTR_VALUE_FALSE: return .unset
    case GIT_ATTR_VALUE_STRING: return .value(text.map { String(cString: $0) } ?? "")
    default: return .unspecified
    }
  }
}
