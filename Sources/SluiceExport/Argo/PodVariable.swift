/// The variables that the pod's script reads.
enum PodVariable {
  /// The task's name.
  case task
  /// The entry point, where Ploomber would not find it itself.
  case entryPoint
  /// Overrides, one `key=value` a line.
  case overrides
  /// One override whose value the submitter gives; the number of the parameter.
  case parameter(Int)
  /// One entry of a task's `params` whose value the submitter gives; the number of the parameter.
  case taskParameter(Int)
  /// What pip installs into an environment that does not ask for ploomber.
  case ploomber
  /// `percent`, where texts are in percent encoding.
  case encoding
  /// The project's folder on the claim, where the pod works in a folder of its own.
  case shared
  /// Where the version of the source is found.
  case source
  /// The SHA-256 of the version's archive.
  case digest
  /// Where archives of other tasks' products are, and where the pod puts its own.
  case inputs, output
  /// Paths of products, one a line; the number of the piece.
  case products(Int)
  /// What pip installs instead of a version of the source.
  case package
  /// Where the specification is among what pip installs.
  case packageFolder
  /// `image`, where the environment is part of the image.
  case environmentPlace
  /// Another file than `environment.yml`.
  case environmentFile
  /// pip's own variable for the package index.
  case index

  /// What the names of all but pip's begin with.
  static let prefix = "SLUICE_"

  var name: String {
    switch self {
    case .task: "SLUICE_TASK"
    case .entryPoint: "SLUICE_ENTRY_POINT"
    case .overrides: "SLUICE_ENV_OVERRIDES"
    case .parameter(let number): "SLUICE_PARAMETER_\(number)"
    case .taskParameter(let number): "SLUICE_TASK_PARAMETER_\(number)"
    case .ploomber: "SLUICE_PIP_PLOOMBER"
    case .encoding: "SLUICE_ENCODING"
    case .shared: "SLUICE_SHARED"
    case .source: "SLUICE_SOURCE"
    case .digest: "SLUICE_DIGEST"
    case .inputs: "SLUICE_INPUTS"
    case .output: "SLUICE_OUTPUT"
    case .products(let number): "SLUICE_PRODUCTS_\(number)"
    case .package: "SLUICE_PACKAGE"
    case .packageFolder: "SLUICE_PACKAGE_FOLDER"
    case .environmentPlace: "SLUICE_ENVIRONMENT"
    case .environmentFile: "SLUICE_ENVIRONMENT_FILE"
    case .index: "PIP_INDEX_URL"
    }
  }
}
