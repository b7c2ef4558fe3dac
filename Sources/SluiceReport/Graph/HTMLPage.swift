import SluiceCore
import SluicePipeline
import SluiceTemplates

/// The graph as a page to search, filter and explore: one file that asks for nothing, neither from the
/// network nor from other files. Without script it is the picture, the findings and a table of the tasks.
///
/// What comes from the project is escaped where it stands in markup, and data for the script has no `<`;
/// the page's policy lets only the style and the script run whose digests it names.
func htmlPage(_ subject: GraphSubject) -> String {
  let drawing = DrawnGraph(subject)
  let style = pageStyle
  let script = pageScript
  let policy = [
    "default-src 'none'", "style-src '\(digest(style))'", "script-src '\(digest(script))'",
    "base-uri 'none'", "form-action 'none'",
  ].joined(separator: "; ")
  let analysis = subject.analysis
  let name = markup(safeText(analysis.projectName))
  let margin = SVGDrawing.margin
  let (width, height) = (drawing.size.width + 2 * margin, drawing.size.height + 2 * margin)
  let data = replacing("<", by: "\\u003c", in: PageData(drawing).value.compact)
  return """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="\(policy)">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>\(name) · pipeline</title>
    <style>\(style)</style>
    </head>
    <body>
    <header>
    <div class="heading"><h1>\(name)</h1><p>\(markup(subject.summary))\(stateWords(drawing))</p></div>
    <div class="bar live" id="bar"></div>
    </header>
    <main>
    <div id="stage">
    <svg id="picture" xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)" \
    preserveAspectRatio="xMidYMid meet" role="group" aria-label="Tasks of the pipeline">
    \(SVGDrawing.definitions)<g id="world"><g id="drawing" transform="translate(\(margin) \(margin))">
    \(SVGDrawing(drawing: drawing, holdsMembers: true).elements)</g></g>
    </svg>
    </div>
    <aside id="panel" aria-label="Details">
    <div id="details" class="live" aria-live="polite"></div>
    <section id="findings">
    \(findingList(analysis))</section>
    <section id="legend">
    \(legend(drawing))</section>
    </aside>
    <section id="table">
    \(taskTable(drawing))</section>
    </main>
    <script type="application/json" id="data">\(data)</script>
    <script>\(script)</script>
    </body>
    </html>

    """
}

private var pageStyle: String {
  let parts = [Templates.drawingStyle, Templates.pageStyle].map {
    String(decoding: $0, as: UTF8.self)
  }
  return "\n" + Palette.variables + parts.joined(separator: "\n")
}

/// All parts see each other and nobody else sees them.
private var pageScript: String {
  let parts = Templates.pageScript.map { String(decoding: $0, as: UTF8.self) }
  return "\n(() => {\n\"use strict\";\n" + parts.joined(separator: "\n") + "})();\n"
}

/// As a Content Security Policy names a text.
private func digest(_ text: String) -> String {
  var hash = SHA256()
  hash.update(Array(text.utf8).span)
  return "sha256-" + base64(bytes(ofHexadecimal: hash.finish()))
}

private func bytes(ofHexadecimal text: String) -> [UInt8] {
  let digits = text.utf8.map { $0 < 0x3A ? $0 - 0x30 : $0 - 0x57 }
  return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
}

/// `, 3 outdated`; nothing where there is nothing to tell.
private func stateWords(_ drawing: DrawnGraph) -> String {
  let states = drawing.facts.states
  return [DrawnState.outdated, .never].map { state in
    let count = states.count { $0 == state }
    return count > 0 ? ", \(count) \(state.words)" : ""
  }.joined()
}

private func findingList(_ analysis: Analysis) -> String {
  guard !analysis.diagnostics.isEmpty else {
    return "<h2>Findings</h2>\n<p class=\"quiet\">No findings.</p>\n"
  }
  let items = analysis.diagnostics.enumerated().map { number, finding -> String in
    let kind = finding.kind
    let place = locationText(of: analysis.sources.place(of: finding.range))
    let help = finding.help.map { "<p class=\"help\">\(markup($0))</p>" } ?? ""
    return "<li class=\"finding \(kind.severity.rawValue)\" data-finding=\"\(number)\">"
      + "<p><b>\(kind.severity.rawValue) \(markup(kind.code))</b> \(markup(safeText(finding.message)))"
      + "</p>\(help)<p class=\"place\">\(markup(place))</p></li>\n"
  }
  let count = analysis.diagnostics.count
  return "<h2>Findings <span class=\"count\">\(count)</span></h2>\n<ul>\n\(items.joined())</ul>\n"
}

/// The kinds and signs that stand in the picture.
private func legend(_ drawing: DrawnGraph) -> String {
  var items: [String] = []
  let kinds = Set(drawing.graph.tasks.map(DrawnKind.init))
  for kind in DrawnKind.allCases where kinds.contains(kind) {
    items.append(
      "<li class=\"\(kind.rawValue)\" data-kind=\"\(kind.words)\"><svg viewBox=\"0 0 16 12\" "
        + "aria-hidden=\"true\"><rect class=\"box\" x=\"0.5\" y=\"0.5\" width=\"15\" height=\"11\" "
        + "rx=\"3\"/><path class=\"bar\" d=\"M5 0h-2a3 3 0 0 0-3 3v6a3 3 0 0 0 3 3h2z\"/></svg>"
        + "\(kind.words)</li>")
  }
  for state in DrawnState.allCases where drawing.facts.states.contains(state) {
    items.append(
      "<li><svg viewBox=\"-8 -8 16 16\" aria-hidden=\"true\">\(SVGDrawing.sign(state))</svg>"
        + "\(state.words)</li>")
  }
  if drawing.edges.contains(where: \.isOnCycle) {
    items.append(
      "<li><svg viewBox=\"0 0 16 12\" aria-hidden=\"true\"><path class=\"edge red\" d=\"M0 6H16\"/></svg>"
        + "on a cycle</li>")
  }
  if drawing.edges.contains(where: \.isUncertain) {
    items.append(
      "<li><svg viewBox=\"0 0 16 12\" aria-hidden=\"true\"><path class=\"edge uncertain\" d=\"M0 6H16\"/>"
        + "</svg>missing, or not to be told</li>")
  }
  guard !items.isEmpty else { return "" }
  return "<h2>Legend</h2>\n<ul>\n\(items.joined(separator: "\n"))\n</ul>\n"
}

/// All tasks with their names in full, for those who do not see the picture, and for paper.
private func taskTable(_ drawing: DrawnGraph) -> String {
  let graph = drawing.graph
  guard !graph.tasks.isEmpty else {
    return "<h2>Tasks</h2>\n<p class=\"quiet\">This pipeline has no tasks.</p>\n"
  }
  let missing = Dictionary(grouping: drawing.facts.subject.missing, by: \.task)
  let rows = graph.order.map { position -> String in
    let task = graph.tasks[position]
    var upstream = graph.upstream[position].map { safeText(graph.tasks[$0.upstream].name.text) }
    upstream += missing[position, default: []].map { safeText($0.name.text) + " (no such task)" }
    if task.hasUnknownUpstream { upstream.append("?") }
    let states = drawing.facts.states
    let cells = [
      safeText(task.name.text), DrawnKind(task).words,
      safeText(drawing.facts.subject.place(position)),
      enumeration(upstream, width: 90),
      enumeration(task.products.shortTexts.map(safeText), width: 90),
      states.indices.contains(position) ? states[position].words : "",
    ]
    return "<tr>" + cells.map { "<td>\(markup($0))</td>" }.joined() + "</tr>\n"
  }
  let heads = ["task", "kind", "source", "reads from", "products", "state"]
  return "<h2>Tasks</h2>\n<table>\n<thead><tr>"
    + heads.map { "<th scope=\"col\">\($0)</th>" }.joined()
    + "</tr></thead>\n<tbody>\n\(rows.joined())</tbody>\n</table>\n"
}
