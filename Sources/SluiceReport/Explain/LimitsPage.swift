package import SluiceCore

/// The page of all limits, in Markdown.
package func limitsPage(_ limits: [Limit]) -> String {
  var page = """
    # Limits

    Nothing that is read may keep the program busy or fill the memory, however broken or hostile it is. So
    everything has a bound, far above what projects need. Whoever runs into one is told its name and value;
    where a finding's code stands below, `sluice explain` says what to do. None can be raised: a project
    beyond one is split, or keeps its data elsewhere.

    | limit | value | of what | beyond it |
    | --- | --- | --- | --- |

    """
  for limit in limits {
    page += "| `\(limit.name)` | \(shown(limit.value)) | \(limit.subject) | \(limit.answer) |\n"
  }
  page += """

    Python has bounds of its own, and code beyond them does not run: 200 brackets inside each other, 100
    indentations, 20 blocks. They are reported as CPython reports them. What a cluster takes of a spec is
    another matter: see [export](export.md).

    ## How this is kept true

    `make fuzz` (`SECONDS=600` for longer) breaks files of every format, and whole projects and repositories, on
    all cores. An input that ends the program, keeps it busy, or breaks a promise (findings with places
    outside of files, reports that are no JSON, a second run that prints something else) is left in
    `.build/fuzz/failures`; `sluice-dev fuzz TARGET FILE` runs it again, and `--shrink` makes it smaller.
    Inputs that failed once lie in `Tests/Fuzz`, and `make test` runs them.

    """
  return page
}

/// `64 MiB` for a round number of bytes, else the digits in groups.
private func shown(_ value: Int) -> String {
  if value >= 1 << 20, value % (1 << 20) == 0 { return "\(value >> 20) MiB" }
  let digits = Array(String(value))
  return digits.indices.map { index in
    (index > 0 && (digits.count - index) % 3 == 0 ? " " : "") + String(digits[index])
  }.joined()
}
