/// Why no project was found: the question is wrong, not the project.
package enum DiscoveryError: Error, Hashable, Sendable {
  /// No `name` from `start` upward. `misnamed` is a `pipeline.yml` on the way, as an absolute path.
  case nothingFound(name: String, start: String, misnamed: String?)
  /// The specification that was named does not exist, or is no file.
  case entryMissing(String)
  /// What was named is neither a file nor a folder, a pattern, or a dotted path.
  case entryUnclear(String)
  /// Ploomber asks for a suffix in the specification's name.
  case entryWithoutSuffix(String)
  /// A function makes the pipeline, and only running it tells which. `nil`: it is where the path says;
  /// else what is wrong with the path.
  case factory(String, problem: String?)
  /// `package::file`, and what is wrong with it.
  case moduleEntry(String, problem: String)
  /// Files of a pattern that are no scripts.
  case foreignSources(pattern: String, files: [String])
  /// `setup.cfg` names an entry point that does not exist.
  case configuredEntryMissing(entry: String, configuration: String)
  /// What was found, or what `setup.cfg` names, is a link or a path out of the project; both absolute.
  case leadsOutside(String, to: String)
  /// `setup.cfg` is not what Python's `configparser` reads.
  case configurationUnreadable(String, line: Int, problem: String)
  /// The variable must hold a bare file name.
  case variableNotAName(String, value: String)
  /// `PLOOMBER_ENV_FILENAME` names a file that is in neither of the folders, which are absolute.
  case environmentFileMissing(String, folders: [String])
  /// `pipeline.yaml` stands beside `setup.py` and in `src/*/` too.
  case twoEntries(String, String)
  /// `src/NAME/pipeline.yaml` without a `setup.py` in the root.
  case packageWithoutSetup(String)
  /// There is a `setup.py`, but neither it nor `src/*/` has a pipeline beside it.
  case packageWithoutEntry(root: String, name: String)
  /// The specification lies in `/`.
  case inFileSystemRoot(String)
}
