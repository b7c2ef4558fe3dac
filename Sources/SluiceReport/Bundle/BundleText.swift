package import SluicePipeline

/// The files of a bundle with their reasons, then what is left out. One line each.
package func bundleText(_ list: BundleList, style: Style) -> String {
  var table = TextTable(["file", "size", "why"])
  for file in list.files {
    let size: String
    switch file.kind {
    case .link(let target): size = "-> " + BundlePath(target).shown
    case .file, .executable: size = sizeText(file.size)
    }
    table.add([(file.path.shown, nil), (size, .faint), (file.reason.words, .accent)])
  }
  var text = list.files.isEmpty ? "nothing goes in\n" : table.text(style)
  guard !list.leftOut.isEmpty else { return text }
  var out = TextTable(["left out", "why"])
  for left in list.leftOut {
    out.add([(left.path.shown, nil), (left.reason.words, .faint)])
  }
  text += "\n" + out.text(style)
  return text
}
