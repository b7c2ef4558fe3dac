package import SluiceCore

/// What a source says about the tasks it reads from.
package enum UpstreamReference: Hashable, Sendable {
  /// `upstream['load']`, or an entry of `upstream = [...]`. The range is the key with its quotes.
  case task(TaskName, SourceRange)
  /// `upstream['load-*']`: a name that holds `*`.
  case wildcard(pattern: String, SourceRange)
  /// There is a dependency here, and we cannot say which, or Ploomber cannot see it.
  case dynamic(DynamicForm, SourceRange)

  /// The place of the reference in its source.
  package var range: SourceRange {
    switch self {
    case .task(_, let range), .wildcard(_, let range), .dynamic(_, let range): range
    }
  }

  /// A key as Ploomber tells its kinds apart: a `*` anywhere makes a wildcard.
  package init(key: String, range: SourceRange) {
    self = key.contains("*") ? .wildcard(pattern: key, range) : .task(TaskName(key), range)
  }
}

/// How a source hides the name of its upstream.
package enum DynamicForm: Hashable, Sendable {
  /// `upstream[key]`: the key is not a string literal.
  case computedKey
  /// `upstream.get('load')`: the name can be read, but Ploomber does not see it. `nil` where the
  /// name is computed too.
  case get(TaskName?)
  /// The name is certain, but Ploomber does not see it.
  case hidden(TaskName, UpstreamDisguise)
  /// `for name in upstream`, `read_all(upstream)`: the mapping as a whole, and no key is named
  /// anywhere else in the task.
  case whole
  /// `upstream = find_upstream()` in a parameters cell: not a literal that can be decided statically.
  case computedList
}

/// What a name hides behind, though one can find it by reading.
package enum UpstreamDisguise: Hashable, Sendable {
  /// `u = upstream; u['load']`: the mapping has another name.
  case alias(String)
  /// `upstream[KEY]`, with one text, or a loop over some, for `KEY` in the same file.
  case variable(String)
  /// `upstream['lo' + 'ad']`
  case expression
  /// `read(upstream)`, where a function of the same file asks for the name at `key`.
  case function(String, key: SourceRange)
}
