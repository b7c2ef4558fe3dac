import SluiceCore

extension PythonNameReader {
  /// A cell whose first line hands it to something else.
  mutating func readForeignCell() {
    let text = tree.fragment.text
    guard beginsWithForeignMagic(text) else { return }
    var start = 0
    while start < text.count, text[start] <= 0x20 { start += 1 }
    readMagic(text[start...])
  }

  /// What a line of IPython binds: mostly nothing, for some anything.
  mutating func readMagic(_ text: ArraySlice<UInt8>) {
    let line = text.prefix { $0 != 0x0A && $0 != 0x0D }
    guard line.first == 0x25 else { return }
    let words = line.drop { $0 == 0x25 }.split(separator: 0x20).map {
      String(decoding: $0, as: UTF8.self)
    }
    guard let name = words.first else { return }
    if name == "capture" {
      for word in words.dropFirst() where !word.hasPrefix("-") {
        scopes[0, symbols.symbol(word)] = PythonNameBinding()
      }
      return
    }
    let asksForOutput = words.contains { $0.hasPrefix("--") }
    if asksForOutput || !magicsThatBindNothing.contains(name) { isOpen = true }
  }

  /// Names that IPython binds.
  func isNotebookName(_ name: String) -> Bool {
    if notebookNames.contains(name) { return true }
    // The inputs and outputs by number: `_12`, `_i12`.
    let digits = name.utf8.drop { $0 == 0x5F || $0 == 0x69 }
    return !digits.isEmpty && digits.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
      && (name.hasPrefix("_i") || name.hasPrefix("_")) && name.utf8.count - digits.count <= 2
  }
}

private let notebookNames: Set<String> = [
  "get_ipython", "display", "In", "Out", "_", "__", "___", "_i", "_ii", "_iii", "_ih", "_oh", "_dh",
  "_sh", "_exit_code", "__IPYTHON__", "__vsc_ipynb_file__", "__session__",
]

/// Magics of IPython that leave the namespace alone. Every other may bind names.
private let magicsThatBindNothing: Set<String> = [
  "alias", "autoawait", "autoreload", "autosave", "bash", "cat", "cd", "cls", "clear", "code_wrap",
  "colors", "conda", "config", "connect_info", "cp", "debug", "dhist", "dirs", "doctest_mode",
  "env",
  "gui", "hist", "history", "html", "HTML", "javascript", "js", "latex", "ldir", "less", "lf", "lk",
  "ll", "load_ext", "logoff", "logon", "logstart", "logstate", "logstop", "lprun", "ls", "lsmagic",
  "lx", "magic", "man", "markdown", "matplotlib", "memit", "mkdir", "more", "mprun", "mv",
  "notebook",
  "page", "pastebin", "pdb", "pdef", "pdoc", "perl", "pfile", "pinfo", "pinfo2", "pip", "popd",
  "pprint", "precision", "prun", "psearch", "psource", "pushd", "pwd", "pycat", "python", "python2",
  "python3", "quickref", "rehashx", "reload_ext", "rep", "rm", "rmdir", "ruby", "script", "set_env",
  "sh", "svg", "SVG", "sx", "system", "tb", "time", "timeit", "unalias", "unload_ext", "uv", "who",
  "whos", "writefile", "xmode",
]
