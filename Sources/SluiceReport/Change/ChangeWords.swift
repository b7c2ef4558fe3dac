package import SluiceCore
package import SluicePipeline

/// What two states are called.
package struct ComparedNames: Hashable, Sendable {
  /// As the user named the earlier one.
  package var base: String
  /// In 40 lower-case hex digits.
  package var baseCommit: String?
  /// Whether the earlier one is where the later one left `base`.
  package var isForkPoint: Bool
  /// As the user named the later one; `nil` is the working tree.
  package var head: String?
  /// `nil` is the working tree.
  package var headCommit: String?

  package init(
    base: String, baseCommit: String?, isForkPoint: Bool, head: String?, headCommit: String?
  ) {
    self.base = base
    self.baseCommit = baseCommit
    self.isForkPoint = isForkPoint
    self.head = head
    self.headCommit = headCommit
  }
}

extension PartChange {
  /// What happened, in one clause; nothing in it is escaped.
  package var words: String {
    let part = after ?? before
    switch kind {
    case .function, .classDefinition, .variable: return codeWords
    case .loading: return "what '\(name)' does when it is loaded changed"
    case .cell: return cellWords
    case .file:
      if name.isEmpty { return "the source changed" }
      return valueWords("'\(name)' changed", "'\(name)' is used now", "'\(name)' is used no longer")
    case .kernel: return "the kernel is " + fromTo
    case .taskClass:
      return (name.isEmpty ? "the class" : "the class of the product") + " is " + fromTo
    case .product:
      let product = name.isEmpty ? "the product" : "the product '\(name)'"
      return valueWords(
        "\(product) moved: \(fromTo)", "\(product) is new: \(part?.words ?? "")",
        "\(product) is gone: \(part?.words ?? "")")
    case .param:
      return valueWords(
        "the param '\(name)' changed: \(fromTo)",
        "the param '\(name)' is new: \(part?.words ?? "")",
        "the param '\(name)' is gone")
    case .resource:
      return valueWords(
        "the resource '\(name)' changed: \(part?.words ?? "")",
        "the resource '\(name)' is new: \(part?.words ?? "")", "the resource '\(name)' is gone")
    case .setting:
      return valueWords(
        "'\(name)' changed: \(fromTo)", "'\(name)' is new: \(part?.words ?? "")",
        "'\(name)' is gone")
    case .upstream: return upstreamWords
    case .environment:
      return valueWords("'\(name)' changed", "'\(name)' is new", "'\(name)' is gone")
    }
  }

  private var codeWords: String {
    let thing =
      switch kind {
      case .function: "the function '\(name)'"
      case .classDefinition: "the class '\(name)'"
      default: "'\(name)'"
      }
    if isOfLinks { return "\(thing) uses other things by the same names" }
    return valueWords("\(thing) changed", "\(thing) is used now", "\(thing) is used no longer")
  }

  private var cellWords: String {
    if isOfLinks { return "the code uses other things by the same names" }
    guard let place = (after ?? before)?.place, let cell = place.cell else {
      return "the code changed"
    }
    return valueWords("cell \(cell) changed", "cell \(cell) is new", "cell \(cell) is gone")
  }

  private var upstreamWords: String {
    func names(_ part: MeaningPart?) -> Set<String> {
      Set((part?.words ?? "").split(separator: "\n").map(String.init))
    }
    let (old, new) = (names(before), names(after))
    func quoted(_ names: Set<String>) -> String {
      names.sorted().map { "'\($0)'" }.joined(separator: ", ")
    }
    var clauses: [String] = []
    if new != old, !new.isSuperset(of: old) {
      clauses.append("it reads no longer from \(quoted(old.subtracting(new)))")
    }
    if !old.isSuperset(of: new) {
      clauses.append("it reads from \(quoted(new.subtracting(old))) now")
    }
    return clauses.joined(separator: ", ")
  }

  private func valueWords(_ changed: String, _ added: String, _ removed: String) -> String {
    if before == nil { return added }
    return after == nil ? removed : changed
  }

  private var fromTo: String {
    let (old, new) = (before?.words ?? "", after?.words ?? "")
    if old.isEmpty { return new }
    return new.isEmpty ? "\(old) no longer" : "\(shortened(old)) → \(shortened(new))"
  }

  /// Where the change is now; where the part was, if it is gone.
  package var place: Place? { after?.place ?? before?.place }
}

/// A value of a param may be long.
private func shortened(_ text: String) -> String {
  text.count > 60 ? text.prefix(59) + "…" : text
}

extension TaskChange {
  /// Why it is touched, in clauses; nothing in them is escaped.
  package var reasons: [String] {
    switch state {
    case .changed: return changes.map(\.words)
    case .follows:
      return [
        via.map { "'\($0.text)'" }.joined(separator: ", ")
          + (via.count == 1 ? " is touched" : " are touched")
      ]
    case .new: return [formerName.map { "it was '\($0.text)'" } ?? "it is new"]
    case .gone: return ["it is gone"]
    case .same: return []
    }
  }
}
