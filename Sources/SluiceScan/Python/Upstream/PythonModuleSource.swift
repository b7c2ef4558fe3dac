/// A module as an import statement names it.
package struct PythonModuleName: Hashable, Sendable {
  /// Dotted, without leading dots; may be empty where there are some.
  package var name: String
  /// The number of leading dots.
  package var level: Int
  /// Position of the file that holds the import.
  package var file: Int

  package init(name: String, level: Int, file: Int) {
    self.name = name
    self.level = level
    self.file = file
  }

  /// The module `name` inside of this one.
  package func submodule(_ name: String) -> PythonModuleName {
    var module = self
    module.name = self.name.isEmpty ? name : self.name + "." + name
    return module
  }
}

/// What a module's name leads to.
package enum PythonModuleAnswer: Sendable {
  /// A file of the project; the tree names its position.
  case tree(PythonTree)
  /// A folder without `__init__.py`.
  case folder
  /// No part of the project: the standard library, or something installed.
  case outside
  /// It should be the project's, and is not there, cannot be read, or may be two things.
  case unclear
}

/// Whoever knows a project's modules: what `PythonUpstreamTrace` asks.
package protocol PythonModuleSource {
  /// The module of an import statement.
  mutating func module(_ name: PythonModuleName) -> PythonModuleAnswer
}

/// A file alone: knows no module, and whether one was asked for.
struct PythonLoneFile: PythonModuleSource {
  private(set) var wasAsked = false

  mutating func module(_ name: PythonModuleName) -> PythonModuleAnswer {
    if name.level == 0, isPythonStandardModule(name.name) { return .outside }
    wasAsked = true
    return .unclear
  }
}
