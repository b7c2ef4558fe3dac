import Foundation
import SluiceFuzz

/// What a fuzz run was told.
struct FuzzOptions {
  var targets: [FuzzTarget] = []
  /// Inputs that are run once each, instead of a run.
  var files: [String] = []
  /// For all targets together.
  var seconds = 60
  /// Executions of each target in each process.
  var count = Int.max
  var seed: UInt64 = 1
  /// Where inputs that showed something new are kept, and taken from by the next run.
  var corpus: String?
  /// Inputs that fail are made smaller.
  var shrinks = false
  /// The board of a worker; `nil` in the process that people start.
  var board: String?

  /// Where inputs that failed are written.
  static let failures = ".build/fuzz/failures"

  /// `nil` for what is no such command.
  init?(_ arguments: [String]) {
    var rest = arguments[...]
    func number(_ text: String?) -> Int? { text.flatMap { Int($0) }.flatMap { $0 >= 0 ? $0 : nil } }
    while let word = rest.popFirst() {
      switch word {
      case "--seconds", "--count", "--seed":
        guard let number = number(rest.popFirst()) else { return nil }
        switch word {
        case "--seconds": seconds = number
        case "--count":
          count = number
          seconds = 1 << 30
        default: seed = UInt64(number)
        }
      case "--corpus": corpus = rest.popFirst()
      case "--board": board = rest.popFirst()
      case "--shrink": shrinks = true
      case "all": targets = FuzzTarget.allCases
      default:
        if let target = FuzzTarget(rawValue: word) {
          targets.append(target)
        } else if FileManager.default.fileExists(atPath: word) {
          files.append(word)
        } else {
          return nil
        }
      }
    }
    if targets.isEmpty || !files.isEmpty && targets.count > 1 { return nil }
  }

  /// The words that start a worker.
  func words(for target: FuzzTarget, seed: UInt64, seconds: Int, board: String) -> [String] {
    var words = ["fuzz", target.rawValue, "--seed", String(seed), "--board", board]
    words += count < Int.max ? ["--count", String(count)] : ["--seconds", String(seconds)]
    if let corpus { words += ["--corpus", corpus] }
    return words
  }

  func seeds(of target: FuzzTarget) -> [[UInt8]] {
    let repository = FileManager.default.currentDirectoryPath
    let known = FuzzCorpus(repository: repository).seeds(of: target)
    guard let folder = corpus.map({ $0 + "/" + target.rawValue }) else { return known }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return known + names.sorted().compactMap { fileBytes(folder + "/" + $0) }
  }

  func keep(_ inputs: [[UInt8]], of target: FuzzTarget) {
    guard let corpus else { return }
    for input in inputs { _ = FuzzOptions.write(input, in: corpus + "/" + target.rawValue, "") }
  }

  /// Says what is wrong, and keeps the input.
  func fail(_ fault: String, _ target: FuzzTarget, _ input: [UInt8]) {
    let path = FuzzOptions.write(input, in: FuzzOptions.failures, target.rawValue + "-")
    let words = "\(target.rawValue): \(fault)\n  sluice-dev fuzz \(target.rawValue) \(path)\n"
    FileHandle.standardError.write(Data(words.utf8))
  }

  /// Writes a file that is named after its content, and answers its path.
  private static func write(_ input: [UInt8], in folder: String, _ prefix: String) -> String {
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    let path = folder + "/" + prefix + FuzzCorpus.name(of: input)
    _ = FileManager.default.createFile(atPath: path, contents: Data(input))
    return path
  }
}
