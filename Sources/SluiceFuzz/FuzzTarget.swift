/// What a fuzz run gives broken input to. Every target takes any bytes, ends soon, and keeps the
/// promises of what it calls; a trap is a finding as well.
package enum FuzzTarget: String, CaseIterable, Sendable {
  case yaml, json, python, notebook, jupytext, jinja, sql, r
  /// `sluice.yaml`, `soopervisor.yaml`, `env.yaml`, and one product's metadata.
  case configuration, soopervisor, environment, metadata
  /// What declares packages, and `setup.cfg`.
  case packages, setup
  /// The file in which runs leave what they know of sources.
  case cache
  /// Specs that somebody else may have written, and words of Argo.
  case spec, translate
  /// A repository: its objects, index, configuration, references, packs, attribute and ignore files.
  case git
  /// Whole projects: from any file to every report, picture and export.
  case pipeline

  /// Runs the target over the input.
  package func run(_ input: [UInt8]) -> FuzzOutcome {
    switch self {
    case .yaml: fuzzYAML(input)
    case .json: fuzzJSON(input)
    case .python: fuzzPython(input)
    case .notebook: fuzzNotebook(input)
    case .jupytext: fuzzJupytext(input)
    case .jinja: fuzzJinja(input)
    case .sql: fuzzSQL(input)
    case .r: fuzzR(input)
    case .configuration: fuzzProject(FuzzProject.sample(with: "sluice.yaml", input))
    case .soopervisor: fuzzProject(FuzzProject.sample(with: "soopervisor.yaml", input))
    case .environment: fuzzProject(FuzzProject.sample(with: "env.yaml", input))
    case .metadata: fuzzProject(FuzzProject.sample(with: "out/.users.csv.metadata", input))
    case .packages: fuzzProject(FuzzProject.sample(with: FuzzFiles(input)))
    case .setup: fuzzSetup(input)
    case .cache: fuzzCache(input)
    case .spec: fuzzSpec(input)
    case .translate: fuzzTranslation(input)
    case .git: fuzzRepository(FuzzFiles(input))
    case .pipeline: fuzzProject(FuzzFiles(input).byPath)
    }
  }

  /// Whether an input is the text of `FuzzFiles`.
  package var readsSeveralFiles: Bool {
    switch self {
    case .packages, .git, .pipeline: true
    case .yaml, .json, .python, .notebook, .jupytext, .jinja, .sql, .r, .configuration,
      .soopervisor, .environment, .metadata, .setup, .cache, .spec, .translate:
      false
    }
  }

  /// Where seeds come from.
  enum Seeds {
    case none
    /// Files of these endings.
    case files([String])
    case projects
  }

  var seeds: Seeds {
    switch self {
    case .yaml: .files([".yaml", ".yml"])
    case .json, .notebook: .files([".ipynb", ".json"])
    case .python: .files([".py"])
    case .jupytext: .files([".py", ".R", ".Rmd", ".md", ".r"])
    case .jinja: .files([".sql", ".sh"])
    case .sql: .files([".sql"])
    case .r: .files([".R", ".r", ".Rmd"])
    case .configuration: .files(["sluice.yaml"])
    case .soopervisor: .files(["soopervisor.yaml"])
    case .environment: .files(["env.yaml"])
    case .metadata: .files([".metadata"])
    case .setup: .files(["setup.cfg", ".toml"])
    case .spec: .files(["etl-sql.yaml", "hostile.yaml", "ml-basic.yaml", "train-and-serve.yaml"])
    case .packages, .cache, .translate, .git: .none
    case .pipeline: .projects
    }
  }
}

extension FuzzTarget {
  /// How many inputs a test tries: what takes a fraction of a second even in a debug build.
  package var burst: Int {
    switch self {
    case .git: 24
    case .configuration, .soopervisor, .environment, .metadata, .packages, .pipeline: 12
    case .python, .notebook, .jupytext, .jinja, .spec, .r: 40
    case .yaml, .json, .sql, .setup, .cache, .translate: 150
    }
  }
}
