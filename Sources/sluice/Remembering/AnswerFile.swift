import Glibc
import SluiceCore
import SluicePipeline

/// Where the answer to the question of this process lies: a file in the user's cache folder. It is given
/// again, without reading anything, as long as all looks as it did.
struct AnswerFile {
  private let folder: CacheFolder
  private let name: String
  /// So many answers are kept at most.
  private static let answerLimit = 64

  /// For the arguments of this process, asked here and now; `nil` where there is no place for an answer,
  /// or a terminal shows it.
  init?() {
    guard isatty(STDOUT_FILENO) == 0, let folder = CacheFolder(), let here = realFolder("."),
      !folder.isInside(Fence.border(around: here))
    else { return nil }
    self.folder = folder
    var question = StoreWriter(file: 0)
    do throws(StoreError) {
      try question.write(here)
      try question.write(CommandLine.arguments)
      // Any of them may have a say in what is read, and in how it is said.
      try question.write(environmentEntries().sorted())
      try question.write([Int(geteuid()), isatty(STDERR_FILENO) == 1 ? 1 : 0])
    } catch {
      return nil
    }
    name = String(Fingerprint(question.bytes).hash, radix: 16) + ".answer"
  }

  /// Says again what an earlier run has said, and ends the program; returns where there is none, or where
  /// anything has changed that it was made of.
  func repeatAnswer() {
    guard let answer = KeptAnswer(folder.stored(name), build: folder.build), !answer.isOutdated
    else { return }
    Console.say(answer.parts)
    exit(Int32(truncatingIfNeeded: answer.exitCode))
  }

  /// Keeps what this run has said.
  func keep(_ answer: KeptAnswer) {
    guard let bytes = answer.bytes(build: folder.build) else { return }
    folder.write(name, keeping: AnswerFile.answerLimit) { $0(bytes) }
  }
}
