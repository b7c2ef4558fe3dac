/// A value that a template is given. Sendable and without identity: the evaluator makes values of its
/// own from it, which a template may change.
package indirect enum TemplateValue: Hashable, Sendable {
  case null
  case boolean(Bool)
  /// Decimal digits with an optional `-`, however large.
  case integer(String)
  case float(Double)
  case string(String)
  case list([TemplateValue])
  case tuple([TemplateValue])
  /// In order; of two entries with one key the last counts.
  case dictionary([Entry])
  case object(TemplateObject)
  /// What the text cannot know before it runs: the user, the time. The name is what a finding says.
  case later(String)

  /// One key of a mapping.
  package struct Entry: Hashable, Sendable {
    /// Any value that Python can hash.
    package var key: TemplateValue
    /// The key's value.
    package var value: TemplateValue

    package init(key: TemplateValue, value: TemplateValue) {
      self.key = key
      self.value = value
    }

    package init(_ key: String, _ value: TemplateValue) {
      self.init(key: .string(key), value: value)
    }
  }
}

/// Something of the host program that a template sees: a product, the mapping `upstream`.
package struct TemplateObject: Hashable, Sendable {
  /// Python's name of its class: `File`.
  package var typeName: String
  /// What `str()` gives; `nil` where that cannot be told.
  package var text: String?
  /// What stands behind a dot.
  package var attributes: [String: TemplateValue]
  /// What stands in brackets, in order, and what a loop over the object sees the keys of; `nil` if the
  /// object is no mapping.
  package var items: [TemplateValue.Entry]?

  package init(
    typeName: String, text: String? = nil, attributes: [String: TemplateValue] = [:],
    items: [TemplateValue.Entry]? = nil
  ) {
    self.typeName = typeName
    self.text = text
    self.attributes = attributes
    self.items = items
  }
}
