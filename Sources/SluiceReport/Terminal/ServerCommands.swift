/// Lines for people in which a CI server sees no command of its own: `::name::` at the start of a line,
/// and `##[name]` or `##vso[name]` anywhere. A backslash tells where somebody has written one. O(n).
package func withoutCommands(_ text: String) -> String {
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  return lines.map { line in
    let words = line.drop { $0.isWhitespace }
    // Three colons begin the place of another excerpt, and no command.
    let begins = words.hasPrefix("::") && !words.hasPrefix("::: ")
    let head = begins ? line.prefix(line.count - words.count) + "\\" : ""
    return head
      + (begins ? words : line).replacing("##[", with: "##\\[")
      .replacing("##vso[", with: "##vso\\[")
  }.joined(separator: "\n")
}
