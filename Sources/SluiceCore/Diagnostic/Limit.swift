/// A bound on what is read or made, so that no input keeps the program busy or fills the memory. What lies
/// beyond one is told by its name, unless nothing but time is lost.
package struct Limit: Hashable, Sendable {
  /// `file-size`
  package let name: String
  /// The highest number that is taken.
  package let value: Int
  /// What is counted: `bytes of one file`
  package let subject: String
  /// What happens beyond: Markdown, one clause.
  package let answer: String

  private init(_ name: String, _ value: Int, _ subject: String, _ answer: String) {
    self.name = name
    self.value = value
    self.subject = subject
    self.answer = answer
  }

  /// How messages name it: `limit 'file-size': 67108864`
  package var words: String { "limit '\(name)': \(value)" }
}

// The table. Each bound stands here once, and the code that keeps it takes it from here.
extension Limit {
  /// All that a project can run into, in the order of the documentation.
  package static let all = [
    fileSize, folderEntries, projectFolders, sourceFiles,
    yamlSize, yamlDepth, yamlValues, yamlDirectives, jsonDepth,
    tasks, gridTasks, edges, drawnEdges, findings, placeholderText, placeholderFiles,
    templateDepth, templateSteps, templateText, importedModules, reexports, packageFiles,
    bundleFiles, submodules, specSize, specValues, lineLength, memorySize,
  ]

  package static let fileSize = Limit(
    "file-size", 64 << 20, "bytes of one file",
    "SL201 for a source; the specification itself ends the program with exit code 3")
  package static let folderEntries = Limit(
    "folder-entries", 100_000, "entries of one folder that are looked at",
    "SL903 for the project's root")
  package static let projectFolders = Limit(
    "project-folders", 20_000, "folders in which projects are looked for",
    "a note that names the limit")
  package static let sourceFiles = Limit(
    "source-files", 10_000, "files that an entry point with `*` stands for", "SL903")

  package static let yamlSize = Limit("yaml-size", 16 << 20, "bytes of a YAML file", "SL104")
  package static let yamlDepth = Limit("yaml-depth", 200, "collections inside each other", "SL104")
  package static let yamlValues = Limit(
    "yaml-values", 200_000,
    "values of a YAML file, aliases followed; more where each has 8 bytes at least", "SL104")
  package static let yamlDirectives = Limit(
    "yaml-directives", 1000, "lines of a YAML file that begin with `%`", "SL104")
  package static let jsonDepth = Limit(
    "json-depth", 500, "lists and objects inside each other, in notebooks and metadata",
    "SL211 for a notebook, SL330 for metadata")

  package static let tasks = Limit("tasks", 100_000, "tasks of a pipeline", "SL305")
  package static let gridTasks = Limit(
    "grid-tasks", 10_000, "tasks that all grids of a pipeline make", "SL114")
  package static let edges = Limit("edges", 500_000, "edges that wildcards make", "SL305")
  package static let drawnEdges = Limit(
    "drawn-edges", 50_000, "edges in a picture or a page of the graph",
    "those that follow from others are left out first, and a note says how many are")
  package static let findings = Limit(
    "findings", 10_000, "findings of one project that are shown, errors before warnings", "SL903")
  package static let placeholderText = Limit(
    "placeholder-text", 4 << 20, "bytes that placeholders of a project stand for", "SL119")
  package static let placeholderFiles = Limit(
    "placeholder-files", 100, "files of placeholders' values that import one another", "SL903")

  package static let templateDepth = Limit(
    "template-depth", 150, "statements or brackets of a template inside each other", "SL210")
  package static let templateSteps = Limit(
    "template-steps", 500_000, "steps of rendering a template",
    "its text counts as not known: rules that need it say nothing")
  package static let templateText = Limit(
    "template-text", 16 << 20, "characters that a template makes",
    "its text counts as not known: rules that need it say nothing")
  package static let importedModules = Limit(
    "imported-modules", 5000, "modules that the tasks' code imports, through others too", "SL903")
  package static let reexports = Limit(
    "re-exports", 32, "modules through which a function is imported", "SL222")
  package static let packageFiles = Limit(
    "package-files", 64, "files that say which packages the project needs", "SL903")

  package static let bundleFiles = Limit(
    "bundle-files", 1_000_000, "files of a bundle, or entries of a commit",
    "no bundle, with exit code 3")
  package static let submodules = Limit(
    "submodules", 16, "repositories inside each other", "the deeper ones stay out, and are listed")
  package static let specSize = Limit(
    "spec-size", 64 << 20, "bytes of a written spec that is compared or asked about",
    "it counts as no spec")
  package static let specValues = Limit(
    "spec-values", 4_000_000, "values of a written spec", "it counts as no spec")
  package static let lineLength = Limit(
    "line-length", 1 << 20, "bytes of a line that `sluice translate` reads",
    "the rest of the line counts as a line of its own")
  package static let memorySize = Limit(
    "memory-size", 96 << 20, "bytes that are kept of a project for the next run",
    "what is not kept is read again")
}
