extension ScriptScan.Language {
  /// The language of the kernel that is installed under this name wherever Ploomber runs; `nil` for a
  /// name that says nothing here.
  package init?(kernelName: String) {
    switch kernelName {
    case "python3", "python": self = .python
    case "ir": self = .r
    default: return nil
    }
  }

  /// What Ploomber makes of a notebook's `kernelspec`: the kernel's own language counts, not the one
  /// that the notebook says; that serves only where the name is of one machine. Without a name, only
  /// the word `python` helps, and `nil` is left where there is no word either: Ploomber guesses.
  init?(kernelName: String?, language: String?) {
    guard let kernelName else {
      guard let language else { return nil }
      self = language == "python" ? .python : .unknown
      return
    }
    if let known = Self(kernelName: kernelName) {
      self = known
      return
    }
    switch language?.lowercased() {
    case "python": self = .python
    case "r": self = .r
    case .some(let word) where !word.isEmpty: self = .other(language ?? word)
    case .some, nil: return nil
    }
  }
}
