package import SluiceCore

/// A name that code takes from around itself, with the attributes that it reads of it.
package struct PythonUse: Hashable, Sendable {
  /// The name, in NFKC.
  package var name: String
  /// `["sub", "clean"]` in `package.sub.clean(…)`; at most `pathLimit`.
  package var path: [String]

  static let pathLimit = 8

  package init(name: String, path: [String]) {
    self.name = name
    self.path = path
  }
}

/// One statement at the top of a module, or one cell of a notebook: what of a module can be taken apart.
package struct PythonUnit: Sendable {
  /// What kind of part it is.
  package enum Kind: Hashable, Sendable {
    case function, classDefinition
    /// Anything else that binds names and does nothing besides.
    case binding
    /// It may change what others see, whoever loads the module.
    case effect
  }

  /// What its code has that reaches further than names do.
  package struct Marks: OptionSet, Hashable, Sendable {
    /// The marks, one to a bit.
    package let rawValue: UInt8

    /// The marks that are set in `rawValue`.
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Names are looked up, or code is made, while it runs: any of the module's may be meant.
    package static let anyName = Marks(rawValue: 1)
    /// A module is imported whose name is made while it runs.
    package static let anyModule = Marks(rawValue: 2)
    /// It reads docstrings.
    package static let documentation = Marks(rawValue: 4)
    /// It reads source code, comments and all.
    package static let sourceText = Marks(rawValue: 8)
    /// It reads the place of its own file.
    package static let place = Marks(rawValue: 16)
    /// It asks for the classes that are derived from one: any that is loaded may be meant.
    package static let anyClass = Marks(rawValue: 32)
    /// A class that learns of the classes that are derived from it, or a class of classes.
    package static let hearsOfSubclasses = Marks(rawValue: 64)
  }

  package var kind: Kind
  /// The names of the module that it binds, or changes, in order.
  package var binds: [String]
  /// What it says, whatever its layout; without docstrings.
  package var form: [UInt8]
  /// The same with them, where there are any; else empty.
  package var documentedForm: [UInt8]
  /// The names of the module, or of nobody, that it reads; each once, by offset.
  package var uses: [PythonUse]
  /// What it reads of the modules that its functions import.
  package var innerUses: [PythonUse]
  /// What its functions import, modules named by a text included.
  package var imports: [PythonImport]
  /// What it calls while the module is loaded.
  package var calls: [PythonUse]
  /// What it changes that outlives it when it runs, by the names at the beginning: variables of modules.
  package var changes: [PythonUse]
  /// What a class is derived from, its metaclass included.
  package var bases: [PythonUse] = []
  /// What its texts may name of the project.
  package var words: [ProjectWord] = []
  package var marks: Marks
  /// Decorators included.
  package var range: SourceRange
}

/// A module, or the code of a notebook, taken apart.
package struct PythonOutline: Sendable {
  /// In order of appearance. Plain imports are none.
  package var units: [PythonUnit] = []
  /// What runs when the module is loaded, guarded imports included; star imports, too.
  package var imports: [PythonImport] = []
  /// The form of `from __future__` imports, which change how all the rest is read.
  package var future: [UInt8] = []
  /// Whether it has no syntax errors: else it is one unit, and its bytes are its form.
  package var isSound = true
}

extension PythonImport {
  /// The name that it binds: the first word of `import a.b`; `nil` for a star.
  package var boundName: String? {
    if let alias { return alias }
    guard let name else { return topLevel }
    return name == "*" ? nil : name
  }
}
