import ArgumentParser
import Glibc
import SluiceCore
import SluicePipeline
import SluiceReport

/// `sluice config`.
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Show every setting: its value, and where that comes from.",
    discussion: """
      What a flag says counts before an environment variable, that before sluice.yaml, and that before \
      the default. A key of sluice.yaml with a single value has a variable of its own: SLUICE_ and the \
      key in capitals, as SLUICE_FAIL_ON. The flags are those of `sluice check`, to see what they do.
      """)

  @OptionGroup var project: ProjectOptions

  @OptionGroup var flags: SettingOptions

  @Option(help: "The form.")
  var format: AnswerFormat = .text

  func run() throws {
    let place = try project.place()
    let settings = try flags.given + variableSettings()
    let path = Path.joined(place.folder, Configuration.fileName)
    var store = SourceStore()
    var written = WrittenConfiguration()
    if let bytes = try? ProjectFolder.project(place).bytes(at: path) {
      let file = store.add(SourceFile(path: path, bytes: bytes))
      written = WrittenConfiguration(bytes, file: file, kinds: Catalog.all)
    }
    let lines =
      try commandLineSettings(place)
      + written.values(with: settings).map { SettingLine($0, in: store) }
    switch format {
    case .json: Console.result(configurationJSON(lines))
    case .text:
      Console.result(
        configurationText(lines, style: project.color.style(descriptor: STDOUT_FILENO)))
    }
    noteUnreadVariables()
    let analysis = Analysis(
      projectName: place.name, entry: place.entry, sources: store,
      graph: PipelineGraph(tasks: [], upstream: [], order: [], cycles: []),
      diagnostics: written.diagnostics)
    try project.finish(analysis, showsFindings: true)
  }

  /// The settings that are no keys of `sluice.yaml`.
  private func commandLineSettings(_ place: ProjectPlace) throws -> [SettingLine] {
    let root = SettingLine(
      "root", place.root, .byDefault, default: "the folder that Ploomber takes for the project's")
    let start = realFolder(project.directory ?? ".") ?? place.root
    let entryOrigin: SettingLine.Origin =
      switch project.discovery(startingAt: start).decision() {
      case .flag: .flag("--entry")
      case .variable: .variable("ENTRY_POINT")
      case .file(let path): .file(Path.relative(path, to: place.root))
      case .search: .byDefault
      }
    let entry = SettingLine(
      "entry", place.entry, entryOrigin, default: "pipeline.yaml, here or above",
      variable: "ENTRY_POINT")
    let environment = SettingLine(
      "env-file", place.environmentFile(in: .disk(root: place.root)),
      place.environmentName == nil ? .byDefault : .variable("PLOOMBER_ENV_FILENAME"),
      default: "env.yaml, if it is there", variable: "PLOOMBER_ENV_FILENAME")
    let overrides = try project.environmentOverrides().map { override in
      SettingLine(
        "env." + override.path.joined(separator: "."), override.value, .flag("--env"),
        default: "as in the env-file")
    }
    return [root, entry, environment] + overrides + [try findingFormat(), color]
  }

  private func findingFormat() throws -> SettingLine {
    let (format, name) = try FindingFormat.ofEnvironment()
    return SettingLine(
      "format", format.rawValue, name.map { .variable($0) } ?? .byDefault, default: "text",
      variable: FindingFormat.variable)
  }

  private var color: SettingLine {
    let (choice, name) = project.color.decided()
    let origin: SettingLine.Origin =
      project.color == .auto ? name.map { .variable($0) } ?? .byDefault : .flag("--color")
    return SettingLine(
      "color", choice.rawValue, origin, default: "auto: on a terminal", variable: "NO_COLOR")
  }

  /// Says which variables look like ours, and are read by nobody.
  private func noteUnreadVariables() {
    let known = ConfigurationVariable.all().map(\.name) + [FindingFormat.variable]
    for name in (HostFacts.thisMachine.variables ?? [:]).keys.sorted()
    where name.hasPrefix(ConfigurationVariable.prefix) && !known.contains(name) {
      guard let meant = nearest(to: name, among: known), !project.quiet else { continue }
      Console.talk("note: nobody reads the variable \(name); did you mean \(meant)?")
    }
  }
}

extension FindingFormat {
  /// The variable that names the form of findings.
  static let variable = "SLUICE_FORMAT"

  /// The form where no flag names one, and the variable that decided.
  static func ofEnvironment() throws -> (format: FindingFormat, variable: String?) {
    if let named = try choice(FindingFormat.self, ofVariable: variable) { return (named, variable) }
    let service = "GITHUB_ACTIONS"
    return sluice.variable(service) == "true" ? (.github, service) : (.text, nil)
  }
}
