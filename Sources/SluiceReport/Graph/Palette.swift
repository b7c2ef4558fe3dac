/// The colours of drawn pictures, by day and by night. Words stand on `surface` or `ground` in `text`,
/// `faint`, `accent`, `error`, `warning`, `outdated` or `fresh`, with a contrast of 4.5 or more.
enum Palette {
  /// Name of the CSS variable, its colour by day, and by night; `#rrggbb`.
  static let colours: [(name: String, day: String, night: String)] = [
    ("ground", "#f6f7f9", "#0f1318"),
    ("surface", "#ffffff", "#1a2027"),
    ("raised", "#eceff3", "#252d36"),
    ("line", "#c5ccd5", "#3d4854"),
    ("text", "#1c2430", "#e6ebf1"),
    ("faint", "#566170", "#9aa7b5"),
    ("edge", "#8b96a5", "#64717f"),
    ("accent", "#0b5cad", "#6cb4ff"),
    ("error", "#b3202c", "#ff8087"),
    ("warning", "#875300", "#e5b04c"),
    ("outdated", "#9a4a00", "#f0a05a"),
    ("fresh", "#14713a", "#5ecb85"),
    ("function", "#2f9e58", "#3fae69"),
    ("script", "#3f86d8", "#4b93e6"),
    ("notebook", "#0e96a6", "#25abbb"),
    ("r", "#6a5fd0", "#857be6"),
    ("sql", "#c99700", "#d3a72c"),
    ("shell", "#7a8593", "#8b97a5"),
    ("transfer", "#c05bb0", "#cf73c0"),
    ("other", "#a9b2bd", "#5f6b78"),
  ]

  /// A style sheet with the variables replaced by colours: for pictures that other programs read.
  static func resolved(_ css: String, isNight: Bool) -> String {
    colours.reduce(css) { text, colour in
      replacing("var(--\(colour.name))", by: isNight ? colour.night : colour.day, in: text)
    }
  }

  /// The variables, each with both colours.
  static var variables: String {
    let lines = colours.map { "  --\($0.name): light-dark(\($0.day), \($0.night));\n" }
    return ":root {\n" + lines.joined() + "}\n"
  }
}

/// `text` with each `part`, which is not empty, replaced.
func replacing(_ part: String, by other: String, in text: String) -> String {
  let bytes = Array(text.utf8)
  let wanted = Array(part.utf8)
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count)
  var at = 0
  while at < bytes.count {
    if bytes[at] == wanted[0], bytes[at...].starts(with: wanted) {
      result += other.utf8
      at += wanted.count
    } else {
      result.append(bytes[at])
      at += 1
    }
  }
  return String(decoding: result, as: UTF8.self)
}
