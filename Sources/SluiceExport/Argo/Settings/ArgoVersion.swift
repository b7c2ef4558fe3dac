/// A version of Argo Workflows, as far as it decides which fields there are.
struct ArgoVersion: Hashable, Comparable {
  var major: Int
  var minor: Int

  /// What the spec may use.
  enum Feature {
    /// `podGC.deleteDelayDuration`
    case podGCDelay
    /// `mutexes` and `semaphores` instead of one `mutex` or `semaphore`; the old fields went in 4.0.
    case lockLists
    /// `schedules` instead of one `schedule`, which went in 4.0.
    case scheduleLists
    /// `backoff.cap`
    case backoffCap

    var since: ArgoVersion {
      switch self {
      case .podGCDelay: ArgoVersion(major: 3, minor: 5)
      case .lockLists, .scheduleLists: ArgoVersion(major: 3, minor: 6)
      case .backoffCap: ArgoVersion(major: 3, minor: 7)
      }
    }
  }

  /// Specs are not written for older ones.
  static let oldest = ArgoVersion(major: 3, minor: 4)

  /// `3.6`
  var words: String { "\(major).\(minor)" }

  /// Where nobody says which version the cluster has.
  static let newest = ArgoVersion(major: 4, minor: 1)

  init(major: Int, minor: Int) {
    self.major = major
    self.minor = minor
  }

  /// `3.6`, `v3.6.4`, `4`; `nil` for any other text.
  init?(_ text: String) {
    let digits = text.hasPrefix("v") ? text.dropFirst() : text[...]
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { part in
      part.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(part) : nil
    }
    guard (1...3).contains(parts.count), numbers.count == parts.count, let major = numbers.first
    else { return nil }
    self.init(major: major, minor: numbers.count > 1 ? numbers[1] : 0)
  }

  func has(_ feature: Feature) -> Bool { self >= feature.since }

  static func < (one: ArgoVersion, other: ArgoVersion) -> Bool {
    (one.major, one.minor) < (other.major, other.minor)
  }
}
