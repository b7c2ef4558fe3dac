import SluiceCore

/// The argument parser's message, with the word that was likely meant where it names the ones that it
/// would have taken: `The value 'jsno' is invalid for '--format <format>'. Did you mean 'json'? …`.
/// `commands` are the words that a command line can begin with.
func withMeantWord(_ message: String, commands: [String]) -> String {
  let unexpected = "Error: Unexpected argument '"
  if message.hasPrefix(unexpected) {
    let word = String(message.dropFirst(unexpected.count).prefix { $0 != "'" })
    guard let meant = nearest(to: word, among: commands) else { return message }
    return message.replacing(
      "\(unexpected)\(word)'", with: "\(unexpected)\(word)'. Did you mean '\(meant)'?",
      maxReplacements: 1)
  }
  let choice = ". Please provide one of "
  guard let start = message.firstRange(of: "The value '")?.upperBound,
    let end = message[start...].firstRange(of: "' is invalid for ")?.lowerBound,
    let list = message[end...].firstRange(of: choice)
  else { return message }
  let lines = message[list.upperBound...].split(separator: "\n", omittingEmptySubsequences: false)
  // On one line the words are in quotes; many are on lines of their own.
  let quoted = (lines.first ?? "").split(separator: "'", omittingEmptySubsequences: false)
  let words =
    quoted.indices.filter { $0 % 2 == 1 }.map { String(quoted[$0]) }
    + lines.filter { $0.hasPrefix("  - ") }.map { String($0.dropFirst(4)) }
  guard let meant = nearest(to: String(message[start..<end]), among: words) else { return message }
  return message.replacing(
    choice, with: ". Did you mean '\(meant)'? Please provide one of ", maxReplacements: 1)
}
