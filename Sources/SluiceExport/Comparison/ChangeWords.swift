import SluiceYAML

/// What became of a template's fields, a clause each.
func podWords(_ changes: [ValueChange]) -> [String] {
  var words: [String] = []
  for change in changes {
    let path = fieldPath(change.path)
    // A request and a limit of one quantity that change alike are one change.
    if path.count == 3, path[0] == "resources", path[1] == "requests",
      changes.contains(where: {
        fieldPath($0.path) == ["resources", "limits", path[2]] && $0.words == change.words
      })
    {
      continue
    }
    let isBoth =
      path.count == 3 && path[0] == "resources" && path[1] == "limits"
      && changes.contains {
        fieldPath($0.path) == ["resources", "requests", path[2]] && $0.words == change.words
      }
    if path == ["source"], change.old != nil, change.new != nil {
      words.append("the script is another version")
    } else {
      words.append((isBoth ? path[2] : podWords(path)) + " " + change.words)
    }
  }
  return words
}

/// The path in the container, whichever kind of template holds it.
private func fieldPath(_ path: [String]) -> [String] {
  path.first == "script" || path.first == "container" ? Array(path.dropFirst()) : path
}

private func podWords(_ path: [String]) -> String {
  switch (path.first, path.count) {
  case ("resources", 3): "\(path[2]) \(path[1] == "limits" ? "limit" : "request")"
  case ("env", 2): "the variable \(path[1])"
  case ("env", 3) where path[2] == "value": "the variable \(path[1])"
  case ("env", 3...): "the source of the variable \(path[1])"
  case ("volumeMounts", 2): "the mount \(path[1])"
  case ("volumeMounts", 3...): "\(path[2...].joined(separator: ".")) of the mount \(path[1])"
  case ("inputs", 3) where path[1] == "artifacts": "the file '\(path[2])'"
  case ("retryStrategy", 2): path[1] == "limit" ? "retries" : "\(path[1]) of retries"
  default: path.joined(separator: ".")
  }
}

/// What stands at the path of an object.
func runWords(_ path: [String]) -> String {
  var path = path[...]
  if path.count > 1, path.first == "spec" { path = path.dropFirst() }
  if path.count > 1, path.first == "workflowSpec" { path = path.dropFirst() }
  let words = Array(path)
  switch (words.first, words.count) {
  case ("kind", 1): return "the kind of object"
  case ("metadata", 2): return words[1] == "generateName" ? "the name" : "the \(words[1])"
  case ("arguments", 3) where words[1] == "parameters": return "the parameter '\(words[2])'"
  case ("arguments", 4) where words[1] == "parameters":
    return words[3] == "value"
      ? "the default of the parameter '\(words[2])'" : "\(words[3]) of the parameter '\(words[2])'"
  case ("volumes", 2): return "the volume '\(words[1])'"
  case ("volumes", 3...): return "\(words[2...].joined(separator: ".")) of the volume '\(words[1])'"
  case ("schedules", 1), ("schedule", 1): return "the schedule"
  default: return words.joined(separator: ".")
  }
}
