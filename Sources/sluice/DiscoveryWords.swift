import SluicePipeline

/// What a person reads where no project was found: what is wrong, and what to do about it.
func words(_ error: DiscoveryError) -> String {
  switch error {
  case .nothingFound(let name, let start, let misnamed):
    if let misnamed {
      "there is no '\(name)' in '\(start)' or above it; "
        + "'\(misnamed)' is not found by this name: rename it to '\(name)'"
    } else {
      "there is no '\(name)' in '\(start)' or in the five folders above it; "
        + "name the specification with --entry, or start elsewhere with -C"
    }
  case .entryMissing(let entry): "there is no file '\(entry)'"
  case .entryUnclear(let entry):
    "there is no '\(entry)': an entry point is a specification, a folder or a pattern of scripts, "
      + "package::file, or the dotted path of a function"
  case .entryWithoutSuffix(let entry):
    "'\(entry)' has no suffix, and Ploomber refuses such a specification: rename it to "
      + "'\(entry).yaml'"
  case .factory(let path, nil):
    "'\(path)' is a function that makes the pipeline: only running it tells which, and nothing is "
      + "run here; name a specification with --entry"
  case .factory(let path, .some(let problem)):
    "'\(path)' is neither a file nor a function of the project: \(problem)"
  case .moduleEntry(let entry, let problem): "'\(entry)' cannot be read: \(problem)"
  case .foreignSources(let pattern, let files):
    "'\(pattern)' stands for '\(files.first ?? "")'\(files.count > 1 ? " and others" : ""), and a "
      + "pattern takes scripts only: .py, .R, .Rmd, .r, .ipynb; narrow it"
  case .configuredEntryMissing(let entry, let configuration):
    "'\(configuration)' names the entry point '\(entry)', which does not exist"
  case .leadsOutside(let path, let real):
    "'\(path)' leads out of the project, to '\(real)', which is not read for it: name the "
      + "specification with --entry"
  case .configurationUnreadable(let file, let line, let problem):
    "'\(file)' cannot be read (line \(line)): \(problem); mend it, or name the specification with "
      + "--entry"
  case .variableNotAName(let name, let value):
    "the variable \(name) must be a bare file name, not '\(value)'"
  case .environmentFileMissing(let name, let folders):
    "the variable PLOOMBER_ENV_FILENAME names '\(name)', which is neither in "
      + folders.map { "'\($0)'" }.joined(separator: " nor in ")
  case .twoEntries(let first, let second):
    "there are two specifications, and Ploomber refuses to choose: '\(first)' and '\(second)'"
  case .packageWithoutSetup(let path):
    "'\(path)' lies in a package layout (src/NAME/), and no 'setup.py' was found above it: add one, "
      + "or rename 'src'"
  case .packageWithoutEntry(let root, let name):
    "'\(root)' has a 'setup.py', but neither it nor 'src/*/' has a '\(name)'"
  case .inFileSystemRoot(let name):
    "'/\(name)' lies in the root of the file system, and Ploomber refuses that: move it into a folder"
  }
}
