package import SluiceCore

/// What the YAML reader can find, for the catalog. In the order of the codes.
package enum YAMLKinds {
  /// Every kind of this stage, by code.
  package static let all: [DiagnosticKind] = [
    .yamlSyntax, .duplicateKey, .yamlValue, .yamlLimit,
  ]
}

extension DiagnosticKind {
  /// The text is not YAML.
  package static let yamlSyntax = DiagnosticKind(
    code: "SL101", name: "yaml-syntax", severity: .error,
    explanation: """
      The file is not valid YAML, or holds more than one document. Ploomber reads it with PyYAML's
      `safe_load`, which stops here: nothing of the pipeline can run.

      Often the cause is one of these:

      ```yaml
      product: {{root}}/out.csv      # a brace opens a mapping: write '{{root}}/out.csv'
      source:tasks/fit.py            # no space after the colon
      title: Fit: second try         # two colons in one line: quote the text
      pattern: *.csv                 # a star begins an alias: quote the text
      ```

      Quote text that holds `: `, or that begins with one of ``{ [ * & ! | > % @ ` ``, and indent
      with spaces, never with tabs. What stands before the mistake is still checked, what stands
      behind it is not.
      """)

  /// A key that stands twice in one mapping.
  package static let duplicateKey = DiagnosticKind(
    code: "SL102", name: "duplicate-key", severity: .warning,
    explanation: """
      A key stands twice in one mapping. PyYAML takes the last one and says nothing, so a setting
      that can be read in the file has no effect.

      ```yaml
      - source: fit.py
        product: a.ipynb
        product: b.ipynb     # only this one counts
      ```

      Remove one of the two. Keys are compared as Python compares them: `1`, `1.0` and `true` are one
      key. A key that replaces one from a merge (`<<`) is no duplicate.
      """)

  /// A value that PyYAML refuses.
  package static let yamlValue = DiagnosticKind(
    code: "SL103", name: "yaml-value", severity: .error,
    explanation: """
      The text is YAML, and yet PyYAML's `safe_load` cannot make a Python value of it: a tag it does
      not know, a date that does not exist, a mapping as a key, an alias without its anchor, a merge
      with something that is no mapping.

      ```yaml
      released: 2024-13-45       # read as a date: write '2024-13-45'
      path: {{root}}             # read as a mapping: write '{{root}}'
      model: !model fit          # no such tag
      ```

      Quote the value to make it text, or write it in a form that PyYAML understands.
      """)

  /// A text that would cost too much to read.
  package static let yamlLimit = DiagnosticKind(
    code: "SL104", name: "yaml-limit", severity: .error,
    explanation: """
      The file is larger, deeper, or holds more values than a pipeline can need, often because
      aliases repeat aliases:

      ```yaml
      a: &a [x, x, x, x, x, x, x, x, x]
      b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
      c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
      ```

      Reading stops there, so that no file can keep the tool busy. Write the values out where they
      are used, or split the file.
      """)
}
