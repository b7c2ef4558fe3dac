package import SluiceCore

/// One of the things that make a task what it is: if one of them changes, the task does.
package struct MeaningPart: Hashable, Sendable {
  /// What kind of thing it is.
  package enum Kind: String, Hashable, Sendable {
    /// A function, a class or variables of a module, by name.
    case function
    case classDefinition = "class"
    case variable
    /// What a module does when it is loaded, by the module's path.
    case loading
    /// A cell of a notebook or a script.
    case cell
    /// A file that counts as a whole, by path: a query, a script of a shell, code that cannot be read.
    case file
    /// The kernel that runs a notebook.
    case kernel
    /// The task's class, or that of its products.
    case taskClass = "task-class"
    /// A product, by its key.
    case product
    /// A param, by its name.
    case param
    /// A file of `resources_`, by its key.
    case resource
    /// Another key of the specification, by its name.
    case setting
    /// The tasks that it reads from.
    case upstream
    /// A file that says what is installed, by path.
    case environment
  }

  package var kind: Kind
  /// Tells it from others of its kind; may be empty.
  package var name: String
  /// Two parts of one kind and name mean the same if their forms are equal.
  package var form: [UInt8]
  /// What the names in it stand for, where that is not part of `form`.
  package var links: [String] = []
  /// A value as people read it.
  package var words: String?
  /// Where it stands; `nil` where that is not one place.
  package var place: Place?

  package init(
    kind: Kind, name: String, form: [UInt8], links: [String] = [], words: String? = nil,
    place: Place? = nil
  ) {
    self.kind = kind
    self.name = name
    self.form = form
    self.links = links
    self.words = words
    self.place = place
  }
}

/// All that makes a task what it is.
package struct TaskMeaning: Hashable, Sendable {
  package var name: TaskName
  /// In a fixed order: code first.
  package var parts: [MeaningPart]
  /// Whether all of its code could be read: else its bytes count.
  package var isUnderstood = true
}
