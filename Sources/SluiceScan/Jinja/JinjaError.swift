/// A template that Jinja refuses, in our words.
package struct JinjaError: Error, Hashable, Sendable {
  /// One clause, no capital, no full stop.
  package var message: String
  /// Offsets into the template's text.
  package var range: Range<Int>
  /// What to do.
  package var help: String?

  /// The tag or bracket that is open at the mistake.
  package var opener: Range<Int>?

  /// What to do, whatever is known of the mistake.
  package var wayOut: String {
    help ?? "correct the template here: Ploomber loads no task that it makes until then"
  }

  package init(
    _ message: String, at range: Range<Int>, help: String? = nil, opener: Range<Int>? = nil
  ) {
    self.message = message
    self.range = range
    self.help = help
    self.opener = opener
  }
}
