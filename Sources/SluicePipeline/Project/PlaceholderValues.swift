/// The values that `{{placeholders}}` of the specification stand for: `env.yaml` over Ploomber's own
/// keys.
struct PlaceholderValues {
  enum Value {
    case known(ParameterValue)
    /// Ploomber decides it where and when it runs: the user, the time, the commit.
    case decidedLater
  }

  private(set) var values: [String: Value] = [:]
  private(set) var names: [String] = []

  mutating func set(_ name: String, _ value: Value) {
    if values.updateValue(value, forKey: name) == nil { names.append(name) }
  }
}
