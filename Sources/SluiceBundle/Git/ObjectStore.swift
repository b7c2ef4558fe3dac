import CLibGit2

/// The objects of one repository, which several files of a bundle share. Used by one thread at a time.
final class ObjectStore {
  let repository: Repository
  private let handle: OpaquePointer

  init(_ repository: consuming Repository) throws(GitError) {
    self.repository = repository
    var handle: OpaquePointer?
    let library = self.repository.library
    guard library.functions.repository_odb(&handle, self.repository.handle) == 0, let handle else {
      throw library.failure("open the objects")
    }
    self.handle = handle
  }

  deinit { repository.library.functions.odb_free(handle) }

  /// Bytes of the object's content; `nil` where the object is not here.
  func size(of id: ObjectID) -> Int? {
    var size = 0
    var type = GIT_OBJECT_INVALID
    var value = id.value
    guard repository.library.functions.odb_read_header(&size, &type, handle, &value) == 0 else {
      return nil
    }
    return size
  }

  /// The whole content.
  func bytes(of id: ObjectID) throws(GitError) -> [UInt8] {
    var collected: [UInt8] = []
    try withBytes(of: id) { collected = Array($0) }
    return collected
  }

  /// Calls `body` once with the whole content, where libgit2 has it.
  func withBytes(
    of id: ObjectID, _ body: (UnsafeRawBufferPointer) -> Void
  ) throws(GitError) {
    let functions = repository.library.functions
    var object: OpaquePointer?
    var value = id.value
    guard functions.odb_read(&object, handle, &value) == 0, let object else {
      throw repository.library.failure("read the object \(id.text)")
    }
    defer { functions.odb_object_free(object) }
    body(
      UnsafeRawBufferPointer(
        start: functions.odb_object_data(object), count: functions.odb_object_size(object)))
  }

  /// The content piece by piece; `nil` where libgit2 can only give it whole: in a pack.
  func stream(of id: ObjectID) -> ObjectStream? {
    let functions = repository.library.functions
    var stream: UnsafeMutablePointer<git_odb_stream>?
    var (size, type, value) = (0, GIT_OBJECT_INVALID, id.value)
    guard functions.odb_open_rstream(&stream, &size, &type, handle, &value) == 0, let stream else {
      return nil
    }
    return ObjectStream(library: repository.library, handle: stream)
  }
}

/// An object that is being read. It must not outlive its store.
struct ObjectStream: ~Copyable {
  fileprivate let library: Library
  fileprivate let handle: UnsafeMutablePointer<git_odb_stream>

  deinit { library.functions.odb_stream_free(handle) }

  /// Fills the buffer from its start; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(GitError) -> Int {
    let count = library.functions.odb_stream_read(
      handle, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count)
    guard count >= 0 else { throw library.failure("read an object") }
    return Int(count)
  }
}
