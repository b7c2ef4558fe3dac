import Glibc
import SluiceCore
import SluicePipeline

/// Writes what the fixes make of the files below the absolute folder `root`, each at once; a file that
/// has changed since it was read is left alone, with a word about it.
func writeFixes(_ fixes: FixedFiles, _ store: SourceStore, root: String) throws {
  let disk = ProjectFolder.disk(root: root, fence: Fence([Fence.border(around: root)]))
  for edited in fixes.edited {
    let file = store.files[edited.file]
    // What may be read by the user's leave is still not the project's to change; links come here, too.
    guard (try? disk.bytes(at: file.path)) == file.bytes else {
      Console.talk("note: '\(file.path)' has changed meanwhile, and is left as it is")
      continue
    }
    try writeFile(edited.result(file.bytes), to: Path.joined(root, file.path))
  }
  for file in fixes.renamed where disk.kind(of: file.to) == .missing {
    guard rename(Path.joined(root, file.from), Path.joined(root, file.to)) == 0 else {
      Console.talk("error: '\(file.from)' cannot be renamed: \(String(cString: strerror(errno)))")
      throw Exit.couldNotFinish
    }
  }
}
