import SluiceCore
package import SluicePipeline

/// Each step with the line of code or of the specification that proves it: an answer to why one task
/// waits for another.
package func whyText(
  _ analysis: Analysis, steps: [DependencyStep], options: TextOptions = TextOptions()
) -> String {
  var page = ExcerptPage(
    sources: analysis.sources, options: options, ranges: steps.map(\.proof))
  for (index, step) in steps.enumerated() {
    if index > 0 { page.lines.append("") }
    let names = [step.task, step.upstream].map { safeText(analysis.graph.tasks[$0].name.text) }
    page.lines.append(page.style.paint("'\(names[0])' reads from '\(names[1])'", .strong))
    page.excerpt(step.proof, arrow: "-->", mark: "^", label: nil, role: .note)
  }
  return page.lines.map { $0 + "\n" }.joined()
}

/// The steps as `sluice.why/1`.
package func whyJSON(_ analysis: Analysis, steps: [DependencyStep]) -> String {
  let list = steps.map { step -> JSONValue in
    .object(
      [
        .init("task", .string(analysis.graph.tasks[step.task].name.text)),
        .init("upstream", .string(analysis.graph.tasks[step.upstream].name.text)),
      ] + located(analysis.sources.place(of: step.proof)))
  }
  let value: JSONValue = .object(["schema": .string("sluice.why/1"), "steps": .array(list)])
  return value.document
}
