/// The text as one word of a POSIX shell, for commands that people copy. One that begins with `-` is
/// taken for a path, so that no command takes it for an option.
package func shellQuoted(_ text: String) -> String {
  let isPlain = text.utf8.allSatisfy { byte in
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B...0x2F, 0x3A, 0x40, 0x5F: true
    default: false
    }
  }
  if isPlain, !text.isEmpty, !text.hasPrefix("-") { return text }
  var quoted = "'"
  for scalar in text.unicodeScalars {
    quoted += scalar == "'" ? "'\\''" : String(scalar)
  }
  return (text.hasPrefix("-") ? "./" : "") + quoted + "'"
}
