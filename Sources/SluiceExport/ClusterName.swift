package import SluiceCore

/// The name of every task on the cluster, in the tasks' order, and which of them had to give way.
package struct ClusterNames: Hashable, Sendable {
  /// A task whose name a task declared before it had taken.
  package struct Clash: Hashable, Sendable {
    /// Position of the task that gave way, among all tasks.
    package var position: Int
    /// Position of the task that has the name.
    package var first: Int
  }

  /// One for each task, all different.
  package var names: [String]
  /// By position.
  package var clashes: [Clash]

  /// Maps pipeline names to names that Argo takes: letters, digits and `-`, beginning with a letter
  /// (a first digit is not legal in a DAG with dependencies), at most 128. Other characters become
  /// `-`. When two map to one name, the later one gets a short hash of its own name behind it, the
  /// same in every run.
  package init(_ tasks: [TaskName]) {
    names = []
    clashes = []
    var taken: [String: Int] = [:]
    for (position, task) in tasks.enumerated() {
      let name = argoName(task.text)
      guard let first = taken[name] else {
        taken[name] = position
        names.append(name)
        continue
      }
      clashes.append(Clash(position: position, first: first))
      var salt = 0
      var unique = withHash(name, task.text, salt)
      while taken[unique] != nil {
        salt += 1
        unique = withHash(name, task.text, salt)
      }
      taken[unique] = position
      names.append(unique)
    }
  }

  /// Those of the tasks at these positions, which ascend: a task has one name in every part.
  func part(_ positions: [Int]) -> ClusterNames {
    var part = self
    part.names = positions.map { names[$0] }
    part.clashes = clashes.compactMap { clash in
      guard let position = positions.firstIndex(of: clash.position),
        let first = positions.firstIndex(of: clash.first)
      else { return nil }
      return Clash(position: position, first: first)
    }
    return part
  }
}

private let nameLimit = 128

/// The name with everything illegal replaced; a legal one stays as it is. Never empty.
func argoName(_ text: String) -> String {
  let bytes = text.utf8
  let isLegal = bytes.allSatisfy { $0 == 0x2D || isDigit(Unicode.Scalar($0)) || isLetter($0) }
  if isLegal, bytes.count <= nameLimit, let first = bytes.first, isLetter(first) { return text }
  var name = ""
  for scalar in text.unicodeScalars {
    let isLegal = scalar.isASCII && (scalar.properties.isAlphabetic || isDigit(scalar))
    if isLegal {
      name.unicodeScalars.append(scalar)
    } else if scalar == "-" || !name.hasSuffix("-") {
      name.append("-")
    }
  }
  let trimmed = name.drop { $0 == "-" }.reversed().drop { $0 == "-" }.reversed()
  var result = String(trimmed)
  if let first = result.unicodeScalars.first {
    if isDigit(first) { result = "t-" + result }
  } else {
    result = "task"
  }
  return String(result.prefix(nameLimit))
}

/// What a Workflow's `generateName` begins with for a project: lower case letters, digits, `-` and
/// `.`, alphanumeric at both ends (RFC 1123 subdomain), at most 50 characters, then `-`.
func generateName(_ project: String) -> String {
  var name = ""
  for scalar in project.lowercased().unicodeScalars {
    let isLegal = scalar.isASCII && (scalar.properties.isAlphabetic || isDigit(scalar))
    if isLegal {
      name.unicodeScalars.append(scalar)
    } else if !name.isEmpty, !name.hasSuffix("-") {
      name.append("-")
    }
  }
  var short = name.prefix(50)
  while short.hasSuffix("-") { short.removeLast() }
  return (short.isEmpty ? "pipeline" : String(short)) + "-"
}

private func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

private func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

/// `name-1a2b3c4d`, the hash of the task's own name, short enough for the limit.
private func withHash(_ name: String, _ original: String, _ salt: Int) -> String {
  let hash = shortHash(original + (salt == 0 ? "" : String(salt)))
  return name.prefix(nameLimit - 9) + "-" + hash
}

/// Eight hex digits: the 32-bit FNV-1a hash of the text's UTF-8.
func shortHash(_ text: String) -> String {
  var hash: UInt32 = 2_166_136_261
  for byte in text.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
  let digits = String(hash, radix: 16)
  return String(repeating: "0", count: 8 - digits.count) + digits
}
