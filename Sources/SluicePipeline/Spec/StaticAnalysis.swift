/// What Ploomber checks of a Python notebook's or script's code, by the key `static_analysis`.
package enum StaticAnalysis: String, Hashable, Sendable {
  /// The code, before the task runs. The default.
  case regular
  /// The code and the parameters, whenever the pipeline is rendered.
  case strict
  /// Nothing.
  case disable
}
