/// The words of a command line as a POSIX shell splits them, quotes and backslashes done; `nil` where a
/// quote has no end. Nothing is expanded. Linear.
func shellWords(_ text: String) -> [String]? {
  var words: [String] = []
  var word: [UInt8]?
  var quote: UInt8?
  var bytes = Array(text.utf8)[...]
  while let byte = bytes.popFirst() {
    if let open = quote {
      if byte == open {
        quote = nil
      } else if byte == 0x5C, open == 0x22, let next = bytes.first, next == 0x22 || next == 0x5C {
        word?.append(next)
        bytes.removeFirst()
      } else {
        word?.append(byte)
      }
      continue
    }
    switch byte {
    case 0x20, 0x09, 0x0A, 0x0D:
      if let done = word { words.append(String(decoding: done, as: UTF8.self)) }
      word = nil
    case 0x22, 0x27:
      quote = byte
      word = word ?? []
    case 0x5C:
      guard let next = bytes.popFirst() else { return nil }
      word = (word ?? []) + [next]
    default: word = (word ?? []) + [byte]
    }
  }
  guard quote == nil else { return nil }
  if let done = word { words.append(String(decoding: done, as: UTF8.self)) }
  return words
}

/// The options among the words of a command, each with its value: behind `=`, in the next word, or, for
/// one letter, in the same word. `names` are those that always have one; of others the next word is the
/// value where it is no option. A word that is no option is one without a value.
func commandOptions(
  _ words: [String], with names: Set<String>
) -> [(name: String, value: String?)] {
  var options: [(name: String, value: String?)] = []
  var words = words[...]
  while let word = words.popFirst() {
    if word.hasPrefix("--") {
      if let sign = word.firstIndex(of: "=") {
        options.append((String(word[..<sign]), String(word[word.index(after: sign)...])))
        continue
      }
    } else if word.hasPrefix("-"), word.utf8.count > 2 {
      let letter = String(word.prefix(2))
      if names.contains(letter) {
        options.append((letter, String(word.dropFirst(2).drop { $0 == "=" })))
        continue
      }
    }
    let takesNext =
      names.contains(word)
      || word.hasPrefix("--") && !(words.first?.hasPrefix("-") ?? true)
    options.append((word, takesNext ? words.popFirst() : nil))
  }
  return options
}
