package import SluiceCore
import SluiceYAML

/// `environment.yml`: the conda environment that the tasks run in, as far as the analysis and an
/// export need it.
package struct CondaEnvironment: Hashable, Sendable {
  /// One entry of `dependencies`, or of its `pip` section.
  package struct Dependency: Hashable, Sendable {
    /// The distribution's name, lower case with `-` for `_` and `.`; without channel and version.
    package var name: String
    /// The entry's text.
    package var range: SourceRange
  }

  /// The usual file's path relative to the root.
  package static let path = "environment.yml"

  /// The file's path, relative to the root.
  package var path: String
  /// Position in the `SourceStore`.
  package var file: Int
  /// Whether the file is a mapping, as conda asks for.
  package var isMapping: Bool
  /// The value of `name`; `nil` without one.
  package var name: String?
  /// conda's and pip's, in declared order.
  package var dependencies: [Dependency]
  /// What is wrong with its YAML. Reported by what needs the file, not by every check.
  package var diagnostics: [Diagnostic]
}

extension CondaEnvironment {
  /// Reads `environment.yml` from its bytes; total.
  init(_ bytes: [UInt8], file: Int, path: String = CondaEnvironment.path) {
    let document = parseYAML(bytes, file: file)
    self.init(
      path: path, file: file, isMapping: document.root?.mapping != nil, name: nil, dependencies: [],
      diagnostics: document.diagnostics)
    if let node = document.root?["name"], let text = node.scalar?.text, !node.isNull, !text.isEmpty
    {
      name = text
    }
    for entry in document.root?["dependencies"]?.sequence ?? [] {
      if let text = entry.string {
        dependencies.append(.init(name: distributionName(text), range: entry.range))
      }
      for requirement in entry["pip"]?.sequence ?? [] {
        guard let text = requirement.string else { continue }
        dependencies.append(.init(name: distributionName(text), range: requirement.range))
      }
    }
  }
}

/// The name that a conda match specification (`conda-forge::numpy=1.26`) or a pip requirement
/// (`ploomber[all]>=0.23; python_version > "3"`, `git+https://…/ploomber.git`) asks for.
func distributionName(_ requirement: String) -> String {
  var text = requirement[...]
  if let egg = text.firstRange(of: "egg=") {
    text = text[egg.upperBound...]
  } else if text.contains("://") {
    let path = text.prefix { $0 != "@" || text.hasPrefix("git+ssh") }
    text = path.split(separator: "/").last ?? text
    if text.hasSuffix(".git") { text = text.dropLast(4) }
  } else if let channel = text.firstRange(of: "::") {
    text = text[channel.upperBound...]
  }
  while text.first == " " { text.removeFirst() }
  let name = text.prefix {
    $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == ".")
  }
  return normalizedName(name)
}

/// A distribution's name as PyPI compares it: lower case, `-` for `_` and `.`. Only ASCII letters change.
func normalizedName(_ name: some StringProtocol) -> String {
  let bytes = name.utf8.map { byte in
    switch byte {
    case UInt8(ascii: "_"), UInt8(ascii: "."): UInt8(ascii: "-")
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
    default: byte
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}
