import SluiceCore
import SluicePipeline

/// What the environment's `SLUICE_*` say for keys of `sluice.yaml`. Ends the program where a value is
/// none that its key takes.
func variableSettings() throws -> [ConfigurationSetting] {
  let found = ConfigurationVariable.settings(kinds: Catalog.all, valueOf: variable)
  for problem in found.problems { talk(problem) }
  guard found.problems.isEmpty else { throw Exit.wrongQuestion }
  return found.settings
}

/// Says what is wrong with a setting, and where it comes from.
func talk(_ problem: ConfigurationProblem) {
  let name =
    switch problem.setting.origin {
    case .flag(let name): name
    case .variable(let name): "the variable \(name)"
    }
  Console.talk(
    "error: \(name) cannot be used: \(problem.message)\(problem.help.map { "; \($0)" } ?? "")")
}

/// A word that one of `names` asks of the environment; the first that is set counts. Ends the program
/// where it is none of `T`.
func choice<T: RawRepresentable & CaseIterable>(
  _ type: T.Type, ofVariable name: String
) throws -> T? where T.RawValue == String {
  guard let text = variable(name), !text.isEmpty else { return nil }
  if let value = T(rawValue: text) { return value }
  let words = T.allCases.map(\.rawValue)
  let help =
    nearest(to: text, among: words).map { "did you mean '\($0)'?" }
    ?? "write one of \(words.joined(separator: ", "))"
  Console.talk("error: the variable \(name) cannot be used: it is '\(text)'; \(help)")
  throw Exit.wrongQuestion
}
