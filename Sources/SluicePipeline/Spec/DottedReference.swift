package import SluiceCore

/// A dotted path that `pipeline.yaml` names beside its tasks: a client, a hook, a value of `params`.
package struct DottedReference: Hashable, Sendable {
  /// What Ploomber does with the function.
  package enum Role: Hashable, Sendable {
    /// Called with the keyword arguments alone, while the pipeline is loaded: a client, an executor,
    /// a value, a pipeline. The word names it: `client`.
    case maker(String)
    /// Called with what it asks for by name, of these. `of` is `task` or `pipeline`.
    case hook(String, of: String, given: [String])
    /// Called with so many arguments by position, and the keyword arguments.
    case converter(String, count: Int)

    /// As a message calls it.
    package var words: String {
      switch self {
      case .maker(let word), .hook(let word, _, _), .converter(let word, _): word
      }
    }
  }

  /// One keyword argument beside `dotted_path`.
  package struct Argument: Hashable, Sendable {
    /// The key.
    package var name: String
    /// The key's text.
    package var range: SourceRange
  }

  /// As written, `::` replaced: `clients.get`.
  package var path: String
  /// The path's text.
  package var range: SourceRange
  /// What the function is for.
  package var role: Role
  /// In declared order.
  package var arguments: [Argument] = []
  /// The task that names it; `nil` at the top.
  package var task: TaskName?
}

/// A file that `params.resources_` of a task names.
package struct ResourceReference: Hashable, Sendable {
  /// The key.
  package var key: String
  /// Relative to the project's root where it lies inside.
  package var path: String
  /// The path's text.
  package var range: SourceRange
  /// The task that names it.
  package var task: TaskName
}

/// What stands before the first dot: all where there is none.
func firstPart(ofDotted path: String) -> String {
  path.utf8.firstIndex(of: UInt8(ascii: ".")).map { String(path[..<$0]) } ?? path
}
