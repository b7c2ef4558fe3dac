/// `[CLAIM:]PATH[:ro|rw|rwx]`
struct ShortVolume: Hashable {
  enum Mode: String, Hashable, CaseIterable { case ro, rw, rwx }
  var claim: String?
  var path: String
  var mode: Mode
  struct Problem: Error, Hashable { var words: String }
  static func parse(_ text: String) -> Result<ShortVolume, Problem> {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    switch parts.count {
    case 1: return .success(.init(claim: nil, path: parts[0], mode: .rw))
    case 2 where parts[1].hasPrefix("/"):
      return .success(.init(claim: parts[0], path: parts[1], mode: .rw))
    case 2:
      return .success(.init(claim: nil, path: parts[0], mode: Mode(rawValue: parts[1]) ?? .rw))
    default:
      return .success(.init(claim: parts[0], path: parts[1], mode: Mode(rawValue: parts[2]) ?? .rw))
    }
  }
}
