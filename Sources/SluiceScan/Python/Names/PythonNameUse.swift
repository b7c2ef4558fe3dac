package import SluiceCore

/// A name that a Python text uses, and that nothing the reader saw has bound.
package struct PythonNameUse: Hashable, Sendable {
  /// What is known about the name.
  package enum Kind: Hashable, Sendable {
    /// Nothing binds it: Python raises `NameError`.
    case undefined
    /// Nothing that can be read binds it, but a star import, a magic or broken code may.
    case undecided
    /// A function reads it before it becomes the function's own: `UnboundLocalError`.
    case beforeAssignment
    /// `__all__` lists it, and the module does not bind it.
    case export
  }

  package var name: String
  /// The name; inside a string annotation that has escapes, the string.
  package var range: SourceRange
  package var kind: Kind

  package init(name: String, range: SourceRange, kind: Kind) {
    self.name = name
    self.range = range
    self.kind = kind
  }
}

/// What is known about a text's names from outside of it.
package struct PythonNameOptions: Hashable, Sendable {
  /// Whether IPython runs the text: `display`, `_` and their like are bound, and magics may bind more.
  package var isNotebook: Bool
  /// Names that something else binds before the text runs: an injected cell's parameters.
  package var known: Set<String>
  /// Whether the file is a package's `__init__.py`.
  package var isPackage: Bool
  /// Whether annotations wait, as they do since Python 3.14; else they run where they stand.
  package var postponesAnnotations: Bool

  package init(
    isNotebook: Bool = false, known: Set<String> = [], isPackage: Bool = false,
    postponesAnnotations: Bool = false
  ) {
    self.isNotebook = isNotebook
    self.known = known
    self.isPackage = isPackage
    self.postponesAnnotations = postponesAnnotations
  }
}

/// The names that are used without being bound, by offset. The order of statements counts where it
/// counts for Python: at import for the module and its classes; a function's body sees all that the
/// module binds anywhere. Scope by scope this follows pyflakes, which is what people compare with.
/// Linear in the text, apart from the depth of nested scopes.
package func undefinedNames(
  in tree: PythonTree, _ options: PythonNameOptions = PythonNameOptions()
) -> [PythonNameUse] {
  undefinedNames(in: [tree], options)
}

/// The same for the cells of a notebook, which run in order and share one module.
package func undefinedNames(
  in cells: [PythonTree], _ options: PythonNameOptions = PythonNameOptions()
) -> [PythonNameUse] {
  var reader = PythonNameReader(options, cells.first?.symbols ?? PythonSymbols())
  for cell in cells { reader.readModule(cell) }
  return reader.finish()
}
