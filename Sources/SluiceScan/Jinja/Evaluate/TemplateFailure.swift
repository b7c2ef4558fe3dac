/// Why a template gives no text. The kinds differ in what a reader can do about them.
package struct TemplateFailure: Error, Hashable, Sendable {
  /// What happened.
  package enum Reason: Hashable, Sendable {
    /// A name, an attribute or an item that is not there was used; Jinja's `UndefinedError`.
    case undefined(name: String, message: String)
    /// The value is decided where and when the template runs.
    case later(name: String)
    /// The template may be sound, but its text cannot be told from here.
    case undecided(String)
    /// What Python or Jinja would raise: `type` is the exception's class.
    case error(type: String, message: String)
    /// A template that is included, imported or extended is not there.
    case missingTemplate(names: [String])
    /// A template that is included, imported or extended does not parse; `range` lies in that template.
    case brokenTemplate(name: String, JinjaError)
  }

  /// What happened.
  package var reason: Reason
  /// The template in which it happened: the name that the loader knows it by; `nil` is the first one.
  package var template: String?
  /// Offsets into that template's text.
  package var range: Range<Int>

  package init(_ reason: Reason, template: String? = nil, range: Range<Int> = 0..<0) {
    self.reason = reason
    self.template = template
    self.range = range
  }

  /// One clause about it, no capital, no full stop.
  package var words: String {
    switch reason {
    case .undefined(_, let message): message
    case .later(let name): "the value of '\(name)' is known only where it runs"
    case .undecided(let why): why
    case .error(let type, let message): message.isEmpty ? type : "\(type): \(message)"
    case .missingTemplate(let names):
      "there is no template \(names.map { "'\($0)'" }.joined(separator: ", "))"
    case .brokenTemplate(let name, let error): "'\(name)' does not parse: \(error.message)"
    }
  }

  /// Without a place yet; the evaluator puts it in.
  static func error(_ type: String, _ message: String) -> TemplateFailure {
    TemplateFailure(.error(type: type, message: message))
  }
  static func type(_ message: String) -> TemplateFailure { .error("TypeError", message) }
  static func value(_ message: String) -> TemplateFailure { .error("ValueError", message) }
  static func undecided(_ why: String) -> TemplateFailure { TemplateFailure(.undecided(why)) }
}
