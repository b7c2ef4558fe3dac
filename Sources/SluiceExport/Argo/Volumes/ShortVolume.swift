/// A volume in its short form `[CLAIM:]PATH[:ro|rw|rwx]`: the one of CloudHarness, read strictly.
struct ShortVolume: Hashable, Sendable {
  /// Who may write to the volume.
  enum Mode: String, Hashable, Sendable, CaseIterable {
    case readOnly = "ro"
    /// Pods of one node.
    case readWrite = "rw"
    /// Pods of any node.
    case readWriteMany = "rwx"
  }

  /// The claim that is there already; `nil` for a new one that lasts as long as the run.
  var claim: String?
  /// Where the pods see it: absolute, without `..` and `:`.
  var path: String
  var mode: Mode

  /// Reads the short form, or says what is wrong with it.
  init(_ text: String) throws(TextProblem) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    let isPath: (Int) -> Bool = { parts[$0].utf8.starts(with: "/".utf8) }
    switch parts.count {
    case 1: path = parts[0]
    case 2 where isPath(0): path = parts[0]
    case 2, 3: (claim, path) = (parts[0], parts[1])
    default:
      throw TextProblem("has too many ':'", help: "write `[CLAIM:]PATH[:ro|rw|rwx]`")
    }
    let modeText = parts.count == 3 ? parts[2] : parts.count == 2 && isPath(0) ? parts[1] : nil
    mode = .readWrite
    if let claim { try ShortVolume.check(claim) }
    if let problem = KubernetesPath.mountProblem(path) {
      let isMode = parts.count == 2 && Mode(rawValue: path) != nil
      throw TextProblem(
        isMode
          ? "has a mode and no path" : "has the path '\(path)', which \(problem.message)",
        help: isMode ? "write `\(claim ?? ""):/PATH:\(path)`, or `/PATH:\(path)`" : problem.help)
    }
    if let modeText {
      guard let known = Mode(rawValue: modeText) else { throw ShortVolume.unknownMode(modeText) }
      mode = known
    }
  }

  private static func check(_ claim: String) throws(TextProblem) {
    guard let problem = KubernetesName.subdomain.problem(claim) else { return }
    if claim.isEmpty {
      throw TextProblem(
        "begins with ':', and the claim is missing", help: "write `CLAIM:PATH`, or the path alone")
    }
    throw TextProblem("names the claim '\(claim)', which \(problem.message)", help: problem.help)
  }

  private static func unknownMode(_ text: String) -> TextProblem {
    let words = Mode.allCases.map(\.rawValue)
    let lowered = String(
      decoding: text.utf8.map { $0.isUpperCaseLetter ? $0 | 0x20 : $0 }, as: UTF8.self)
    if words.contains(lowered) {
      return TextProblem("has the mode '\(text)'", help: "did you mean '\(lowered)'?")
    }
    let known = [
      "ReadOnlyMany": "ro", "ReadWriteOnce": "rw", "ReadWriteMany": "rwx", "readonly": "ro",
      "w": "rw",
      "r": "ro",
    ]
    return TextProblem(
      "has the mode '\(text)', which there is not",
      help: known[text].map { "did you mean '\($0)'?" } ?? "the modes are ro, rw and rwx")
  }
}
