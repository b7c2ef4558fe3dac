package import SluicePipeline

/// `textReport` of one project.
package func textReport(_ analysis: Analysis, options: TextOptions = TextOptions()) -> String {
  textReport(analysis.findings, options: options)
}

/// `conciseReport` of one project.
package func conciseReport(_ analysis: Analysis, style: Style = .plain) -> String {
  conciseReport(analysis.findings, style: style)
}
