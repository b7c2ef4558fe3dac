import SluiceCore
import SluicePipeline

/// Sorts candidates into what goes in and what stays out, each with its reason.
struct BundleSorting {
  private let request: BundleRequest
  private let disk: DiskFolder
  private let stores: [ObjectStore]
  private let origin: BundleOrigin
  private var leftOut: [LeftOut]
  /// Files of Git LFS that have another content than the commit says.
  private(set) var changed: [BundlePath] = []
  private var files: [(file: BundleFile, content: BundlePlan.Content)] = []

  init(
    _ request: BundleRequest, _ origin: BundleOrigin, disk: DiskFolder, stores: [ObjectStore] = [],
    leftOut: [LeftOut]
  ) {
    self.request = request
    self.origin = origin
    self.disk = disk
    self.stores = stores
    self.leftOut = leftOut
  }

  /// Decides of each.
  mutating func take(_ candidates: [Candidate]) throws(BundleError) {
    for candidate in candidates { try take(candidate) }
  }

  /// Takes what `include` names, of what git does not track.
  mutating func takeIncluded() throws(BundleError) {
    guard !request.rules.include.isEmpty else { return }
    let open = leftOut.filter { $0.reason == .untracked || $0.reason == .ignored }
    let count = leftOut.count
    var replaced: Set<BundlePath> = []
    for left in open {
      let standing: Candidate.Standing = left.reason == .ignored ? .ignored : .untracked
      if left.path.bytes.last == 0x2F {
        var walk = FolderWalk(disk)
        try walk.add(Array(left.path.bytes.dropLast()))
        guard walk.files.contains(where: { included($0.path) != nil }) else { continue }
        replaced.insert(left.path)
        leftOut += walk.leftOut
        for (path, entry) in walk.files {
          try takeIfIncluded(path, entry, standing, else: left.reason)
        }
      } else if let entry = try disk.entry(at: left.path), included(left.path) != nil {
        replaced.insert(left.path)
        try takeIfIncluded(left.path, entry, standing, else: left.reason)
      }
    }
    // What stands for itself again was put behind those that were there.
    let kept = leftOut[..<count].filter { !replaced.contains($0.path) }
    leftOut.replaceSubrange(..<count, with: kept)
  }

  private mutating func takeIfIncluded(
    _ path: BundlePath, _ entry: DiskFolder.Entry, _ standing: Candidate.Standing,
    else reason: LeftOut.Reason
  ) throws(BundleError) {
    if included(path) != nil, let candidate = Candidate(path, entry, standing: standing) {
      try take(candidate)
    } else {
      leftOut.append(LeftOut(path: path, reason: reason))
    }
  }

  private func included(_ path: BundlePath) -> String? {
    request.rules.including(path)?.text
  }

  private mutating func take(_ candidate: Candidate) throws(BundleError) {
    let path = candidate.path
    let included = included(path)
    if let reason = try reasonAgainst(candidate, isIncluded: included != nil) {
      leftOut.append(LeftOut(path: path, reason: reason))
      return
    }
    if candidate.content == .disk {
      switch try disk.entry(at: path) {
      case .file, .link: break
      case .folder, .other:
        leftOut.append(LeftOut(path: path, reason: .notAFile))
        return
      case nil:
        leftOut.append(LeftOut(path: path, reason: .deleted))
        return
      }
    }
    var (content, size, mode) = try place(of: candidate)
    var link: [UInt8]?
    if mode == .link {
      link = try target(of: candidate)
      size = link?.count ?? 0
      content = .link
    } else if candidate.isLargeFile {
      switch try largeFile(candidate, size: size) {
      case .here(let file, let at): (content, size) = (.largeFile(file, at: at), file.size)
      case .onDisk(let onDisk): (content, size) = (.disk, onDisk)
      case .missing:
        leftOut.append(LeftOut(path: path, reason: .contentMissing))
        return
      case .none: break
      }
    }
    if let limit = request.rules.maxFile, size > limit {
      leftOut.append(LeftOut(path: path, reason: .tooLarge(size)))
      return
    }
    let kind: BundleFile.Kind =
      if let link { .link(target: link) } else { mode == .executable ? .executable : .file }
    files.append(
      (
        BundleFile(path: path, kind: kind, reason: reason(for: candidate, included), size: size),
        content
      ))
  }

  private func reason(for candidate: Candidate, _ included: String?) -> BundleFile.Reason {
    if let known = request.reasons[candidate.path] { return known }
    switch candidate.standing {
    case .submodule(let path): return .submodule(path.text)
    case .tracked: return .tracked
    case .untracked, .ignored: return .included(included ?? "")
    case .found: return included.map { .included($0) } ?? .found
    }
  }

  private func reasonAgainst(
    _ candidate: Candidate, isIncluded: Bool
  ) throws(BundleError) -> LeftOut.Reason? {
    let path = candidate.path
    if request.outputs.contains(path) || path.bytes.starts(with: Array(".sluice/".utf8)) {
      return .written
    }
    if try isWritten(candidate) { return .written }
    if isIncluded { return nil }
    if candidate.isExportIgnored { return .exportIgnored }
    if let pattern = request.rules.exclude.first(where: { $0.matches(path) }) {
      return .excluded(pattern.text)
    }
    if candidate.standing == .found, request.reasons[path] == nil,
      ([path] + path.folders).contains(where: request.products.contains)
    {
      return .product
    }
    return nil
  }

  /// Whether the file is a specification that Sluice has written: a commit's name in it could not be in
  /// the commit, and a digest in it would change the digest.
  private func isWritten(_ candidate: Candidate) throws(BundleError) -> Bool {
    guard [".yaml", ".yml"].contains(Path.suffix(of: candidate.path.text)),
      candidate.mode != .link
    else { return false }
    if candidate.content == .disk {
      guard case .file? = try disk.entry(at: candidate.path) else { return false }
    }
    let (_, size, _) = try place(of: candidate)
    guard size < 8 << 20 else { return false }
    return try bytes(of: candidate).starts(with: Array("# Written by sluice ".utf8))
  }

  /// Where the bytes are, how many, and what the file is there.
  private func place(
    of candidate: Candidate
  ) throws(BundleError) -> (BundlePlan.Content, size: Int, TrackedFile.Mode) {
    switch candidate.content {
    case .object(let repository, let id, let isOnDisk):
      if let size = stores[repository].size(of: id) {
        return (.object(repository: repository, id, isOnDisk: isOnDisk), size, candidate.mode)
      }
      // A clone may lack objects on purpose; what is checked out is the same.
      guard isOnDisk, case .file(let size, _)? = try disk.entry(at: candidate.path) else {
        throw .objectMissing(candidate.path)
      }
      return (.object(repository: repository, id, isOnDisk: true), size, candidate.mode)
    case .disk:
      switch try disk.entry(at: candidate.path) {
      case .file(let size, let isExecutable):
        return (.disk, size, isExecutable ? .executable : .file)
      case .link(let target): return (.disk, target.count, .link)
      case .folder, .other, nil: throw .changed(candidate.path)
      }
    }
  }

  private func target(of candidate: Candidate) throws(BundleError) -> [UInt8] {
    switch candidate.content {
    case .object: return try bytes(of: candidate)
    case .disk:
      guard case .link(let target)? = try disk.entry(at: candidate.path) else {
        throw .changed(candidate.path)
      }
      return target
    }
  }

  /// The whole content of a small file.
  private func bytes(of candidate: Candidate) throws(BundleError) -> [UInt8] {
    switch candidate.content {
    case .object(let repository, let id, _):
      do throws(GitError) { return try stores[repository].bytes(of: id) } catch {
        throw .git(error)
      }
    case .disk:
      let file = try disk.file(at: candidate.path)
      var failure: BundleError?
      let bytes = [UInt8](unsafeUninitializedCapacity: file.size) { buffer, count in
        do throws(BundleError) {
          while count < buffer.count {
            let got = try file.read(
              into: UnsafeMutableRawBufferPointer(
                rebasing: UnsafeMutableRawBufferPointer(buffer)[count...]))
            if got == 0 { break }
            count += got
          }
        } catch { failure = error }
      }
      if let failure { throw failure }
      return bytes
    }
  }

  private enum LargeFilePlace {
    case here(LargeFile, at: String?)
    /// Changed, and wanted as it is; its size.
    case onDisk(Int)
    case missing
    /// It is no pointer: somebody has put the content itself into git.
    case none
  }

  private mutating func largeFile(
    _ candidate: Candidate, size: Int
  ) throws(BundleError) -> LargeFilePlace {
    guard size < LargeFile.pointerLimit, let file = LargeFile(pointer: try bytes(of: candidate))
    else { return .none }
    var onDisk: Int?
    if case .file(let size, _)? = try disk.entry(at: candidate.path) { onDisk = size }
    if candidate.mayDiffer, let size = onDisk {
      let digest = size == file.size ? try digest(of: candidate.path) : nil
      if digest != file.digest {
        changed.append(candidate.path)
        if origin == .worktree { return .onDisk(size) }
        onDisk = nil
      }
    }
    for store in stores {
      guard let folder = store.repository.commonFolder else { continue }
      let place = file.place(in: folder)
      if ProjectFolder.disk(root: "/").size(of: place) == file.size {
        return .here(file, at: place)
      }
    }
    return onDisk == file.size ? .here(file, at: nil) : .missing
  }

  /// SHA-256 of the file as it lies in the folder.
  private func digest(of path: BundlePath) throws(BundleError) -> String {
    let file = try disk.file(at: path)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
    defer { buffer.deallocate() }
    var hash = SHA256()
    while true {
      let count = try file.read(into: buffer)
      if count == 0 { return hash.finish() }
      hash.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }

  /// The plan, in order. Links that lead out stay out; names that want one place are an error.
  mutating func plan() throws(BundleError) -> BundlePlan {
    var targets: [BundlePath: [UInt8]] = [:]
    for case (let file, _) in files {
      if case .link(let target) = file.kind { targets[file.path] = target }
    }
    let links = LinkWay(targets: targets)
    let leaving = targets.filter { links.leaves($0.key) }
    leftOut += leaving.map { LeftOut(path: $0.key, reason: .linkOutside($0.value)) }
    files.removeAll { leaving[$0.file.path] != nil }
    files.sort { $0.file.path < $1.file.path }
    var known: Set<BundlePath> = []
    for (file, _) in files where !known.insert(file.path).inserted { throw .clash(file.path) }
    for (file, _) in files {
      for folder in file.path.folders where known.contains(folder) { throw .clash(folder) }
    }
    leftOut.sort { $0.path < $1.path }
    var plan = BundlePlan(
      list: BundleList(files: files.map(\.file), leftOut: leftOut, origin: origin), disk: disk)
    plan.contents = files.map(\.content)
    plan.stores = stores
    return plan
  }
}
