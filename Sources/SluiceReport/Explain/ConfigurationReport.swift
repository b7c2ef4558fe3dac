package import SluiceCore
package import SluicePipeline

/// One line of `sluice config`: what holds, and who says so.
package struct SettingLine: Hashable, Sendable {
  /// Who says what holds.
  package enum Origin: Hashable, Sendable {
    /// `--fail-on`
    case flag(String)
    /// `SLUICE_FAIL_ON`
    case variable(String)
    case place(Place)
    /// A whole file, by name.
    case file(String)
    case byDefault
  }

  /// As `sluice.yaml` or the command line names it.
  package var name: String
  /// `nil` where the default is no single value.
  package var value: String?
  /// Who says so.
  package var origin: Origin
  /// What holds where nobody says anything, in words.
  package var byDefault: String
  /// The environment variable that can set it; `nil` if none can.
  package var variable: String?

  package init(
    _ name: String, _ value: String?, _ origin: Origin, default byDefault: String,
    variable: String? = nil
  ) {
    self.name = name
    self.value = value
    self.origin = origin
    self.byDefault = byDefault
    self.variable = variable
  }

  /// A key of `sluice.yaml`, which is in `store` if it was read.
  package init(_ value: ConfigurationValue, in store: SourceStore) {
    let origin: Origin =
      switch value.origin {
      case .setting(.flag(let flag)): .flag(flag)
      case .setting(.variable(let variable)): .variable(variable)
      case .file(let range): .place(store.place(of: range))
      case .byDefault: .byDefault
      }
    self.init(value.path, value.text, origin, default: value.byDefault, variable: value.variable)
  }

  fileprivate var originWords: String {
    switch origin {
    case .flag(let flag): flag
    case .variable(let variable): variable
    case .place(let place): locationText(of: place)
    case .file(let path): path
    case .byDefault: "default"
    }
  }
}

/// The lines in three columns, in their order.
package func configurationText(_ lines: [SettingLine], style: Style = .plain) -> String {
  var table = TextTable(["setting", "value", "from"])
  for line in lines {
    let isDefault = line.origin == .byDefault
    table.add([
      (line.name, .strong), (line.value ?? plain(line.byDefault), isDefault ? .faint : nil),
      (line.originWords, isDefault ? .faint : nil),
    ])
  }
  return table.text(style)
}

/// The same as JSON, `sluice.config/1`. `value` is `null` where the default is no single value;
/// `default` says in words what holds then.
package func configurationJSON(_ lines: [SettingLine]) -> String {
  let settings = lines.map { line -> JSONValue in
    let origin: JSONValue =
      switch line.origin {
      case .flag(let name): .object(["kind": .string("flag"), "name": .string(name)])
      case .variable(let name): .object(["kind": .string("variable"), "name": .string(name)])
      case .place(let place):
        .object([
          "kind": .string("file"), "file": .string(place.path), "line": .int(place.start.line),
          "column": .int(place.start.column),
        ])
      case .file(let path): .object(["kind": .string("file"), "file": .string(path)])
      case .byDefault: .object(["kind": .string("default")])
      }
    return .object([
      "name": .string(line.name), "value": .optional(line.value), "origin": origin,
      "default": .string(plain(line.byDefault)), "variable": .optional(line.variable),
    ])
  }
  return JSONValue.object([
    "schema": .string("sluice.config/1"), "settings": .array(settings),
  ]).document
}

/// Markdown's marks of code taken out.
private func plain(_ text: String) -> String { text.replacing("`", with: "") }
