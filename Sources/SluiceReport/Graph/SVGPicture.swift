import SluiceCore
import SluicePipeline
import SluiceTemplates

/// The graph as a picture that stands by itself: an SVG file with its own style, by day and by night,
/// without script.
func svgPicture(_ subject: GraphSubject) -> String {
  let drawing = DrawnGraph(subject)
  let analysis = subject.analysis
  let margin = SVGDrawing.margin
  let width = max(drawing.size.width + 2 * margin, 260)
  let height = drawing.size.height + 2 * margin
  let css = String(decoding: Templates.drawingStyle, as: UTF8.self)
  let ground = "svg { background: var(--ground); }\n" + css
  let name = safeText(analysis.projectName)
  let content =
    drawing.nodes.isEmpty
    ? "<text class=\"detail\" x=\"0\" y=\"4\">no tasks</text>\n"
    : SVGDrawing(drawing: drawing, holdsMembers: false).elements
  return """
    <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
    viewBox="0 0 \(width) \(height)" role="img" aria-labelledby="name what">
    <title id="name">\(markup(name))</title>
    <desc id="what">\(markup(subject.summary))</desc>
    <style>
    \(Palette.resolved(ground, isNight: false))@media (prefers-color-scheme: dark) {
    \(Palette.resolved(ground, isNight: true))}
    </style>
    \(SVGDrawing.definitions)<g transform="translate(\(margin) \(margin))">
    \(content)</g>
    </svg>

    """
}

extension GraphSubject {
  /// `40 tasks, 2 errors`: what a picture is about, in a line.
  var summary: String {
    let count = FindingCount(analysis.diagnostics)
    var parts = [safeText(analysis.entry), counted(analysis.graph.tasks.count, "task")]
    if !around.isEmpty {
      parts.append("around " + enumeration(around.map { safeText($0.text) }, width: 80, limit: 3))
    }
    if count.errors > 0 { parts.append(counted(count.errors, "error")) }
    if count.warnings > 0 { parts.append(counted(count.warnings, "warning")) }
    return parts.joined(separator: ", ")
  }
}
