/// What an operation of a target runs, where that is a text: taken from `sluice.yaml`, from a file of
/// the project, or out of a module.
package struct OperationText: Hashable, Sendable {
  /// Which interpreter gets the text.
  package enum Language: Hashable, Sendable { case bash, python }

  package var language: Language
  /// To be run byte for byte.
  package var text: String
  /// Modules of the project that it imports: dotted names, sorted. They have to be found where it runs.
  package var localModules: [String]
  /// First words of modules that neither Python nor the project has, sorted.
  package var foreignModules: [String]

  package init(
    language: Language, text: String, localModules: [String] = [], foreignModules: [String] = []
  ) {
    self.language = language
    self.text = text
    self.localModules = localModules
    self.foreignModules = foreignModules
  }
}

extension Target {
  /// The keys of an operation that say what it runs, of which it has one at most.
  package static let operationTextKeys = ["bash", "python", "function", "file"]
}
