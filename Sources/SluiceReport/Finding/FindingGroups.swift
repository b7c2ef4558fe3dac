import SluiceCore
import SluicePipeline

/// What a report for people says at once: a finding, or many of one kind in one file.
enum FindingGroup {
  case one(Diagnostic)
  /// Warnings or advice of one kind in one file: the same words again and again.
  case many([Diagnostic])
}

/// The findings in their order. Of more than `limit` warnings of one kind in one file only the first
/// three stand alone; the others come together, where the fourth was. Errors always stand alone, and
/// what a second place explains.
func findingGroups(_ findings: [Diagnostic], limit: Int = 12) -> [FindingGroup] {
  struct Key: Hashable {
    var code: String
    var file: Int
  }
  func key(_ finding: Diagnostic) -> Key? {
    guard finding.related.isEmpty else { return nil }
    return switch finding.kind.severity {
    case .error: nil
    case .warning, .advice: Key(code: finding.kind.code, file: finding.range.file)
    }
  }
  var all: [Key: [Diagnostic]] = [:]
  for finding in findings {
    if let key = key(finding) { all[key, default: []].append(finding) }
  }
  var seen: [Key: Int] = [:]
  return findings.compactMap { finding in
    guard let key = key(finding), let twins = all[key], twins.count > limit else {
      return .one(finding)
    }
    seen[key, default: 0] += 1
    switch seen[key, default: 0] {
    case ...3: return .one(finding)
    case 4: return .many(Array(twins.dropFirst(3)))
    default: return nil
    }
  }
}
