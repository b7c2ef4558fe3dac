/// The values that `{{placeholders}}` stand for: `env.yaml` over Ploomber's own keys.
struct PlaceholderValues {
  enum Value {
    case known(ParameterValue)
    /// Ploomber decides it where and when it runs.
    case decidedLater
  }

  private(set) var values: [String: Value] = [:]
  private(set) var names: [String] = []
  /// For names without a value: what to do about them, beyond the nearest name.
  private(set) var hints: [String: String] = [:]
  /// What names depend on that another machine or moment has other values for.
  private(set) var origins: [String: Set<HostValue>] = [:]
  /// Whether an attribute or item that is missing is an empty text, as in `env.yaml`, and no mistake.
  var missingIsEmpty = false

  mutating func set(_ name: String, _ value: Value, origins: Set<HostValue> = []) {
    if values.updateValue(value, forKey: name) == nil { names.append(name) }
    self.origins[name] = origins.isEmpty ? nil : origins
  }

  mutating func hint(_ name: String, _ words: String) { hints[name] = words }
}
