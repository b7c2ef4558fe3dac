/// The grammar of labels and annotations.
enum LabelText {
  /// Bytes of all annotations of an object together.
  static let annotationsLimit = 256 << 10

  /// What is wrong with a label's value; `nil` if nothing is. It may be empty.
  static func valueProblem(_ text: String) -> TextProblem? {
    guard !text.isEmpty else { return nil }
    guard let problem = KubernetesName.qualified.problem(text) else { return nil }
    if text.utf8.count > KubernetesName.qualified.limit {
      return TextProblem(
        "has \(text.utf8.count) characters, and a label's value has at most "
          + "\(KubernetesName.qualified.limit)", help: "an annotation may be longer")
    }
    return TextProblem("is no label's value", help: problem.help)
  }

  /// What is wrong with the key of a label or an annotation, `[PREFIX/]NAME`; `nil` if nothing is.
  static func keyProblem(_ text: String) -> TextProblem? {
    let parts = text.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
      .map(String.init)
    switch parts.count {
    case 1: return KubernetesName.qualified.problem(text)
    case 2:
      if let problem = KubernetesName.subdomain.problem(parts[0]) {
        return TextProblem("has before the '/' what is not a DNS name", help: problem.help)
      }
      if parts[1].isEmpty {
        return TextProblem("has nothing behind the '/'", help: "write `PREFIX/NAME`")
      }
      guard let problem = KubernetesName.qualified.problem(parts[1]) else { return nil }
      return TextProblem("has behind the '/' what \(problem.message)", help: problem.help)
    default: return TextProblem("has more than one '/'", help: "write `PREFIX/NAME`")
    }
  }
}
