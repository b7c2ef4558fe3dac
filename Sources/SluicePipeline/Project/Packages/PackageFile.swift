/// A file that says which packages a project needs, told by its name.
enum PackageFile {
  case requirements
  /// An environment of conda.
  case environment
  /// The same under another name, which only conda itself is told.
  case otherEnvironment
  case setup, configuration, project, pipenv
  /// Written by a tool, with all packages in it.
  case lock
  /// It says of packages what only its own tool reads.
  case pins
  /// `Dockerfile`: what an image installs besides.
  case image

  /// `nil` for a name that says nothing of packages.
  init?(_ name: String) {
    switch name {
    case "setup.py": self = .setup
    case "setup.cfg": self = .configuration
    case "pyproject.toml": self = .project
    case "Pipfile": self = .pipenv
    case "poetry.lock", "uv.lock", "Pipfile.lock", "conda-lock.yml": self = .lock
    case "pdm.lock", "pixi.lock", "pixi.toml", "renv.lock", ".python-version", "runtime.txt":
      self = .pins
    case "conda.yml", "conda.yaml": self = .otherEnvironment
    case "Dockerfile": self = .image
    default:
      if name.hasSuffix(".txt") || name.hasSuffix(".in"), name.contains("requirements") {
        self = .requirements
      } else if name.hasSuffix(".yml") || name.hasSuffix(".yaml"), name.hasPrefix("environment") {
        self = .environment
      } else {
        return nil
      }
    }
  }

  /// Whether the packages that it names are looked up.
  var isRead: Bool {
    switch self {
    case .requirements, .environment, .setup, .configuration, .project, .pipenv, .lock, .image: true
    case .otherEnvironment, .pins: false
    }
  }
}
