import SluiceCore
import SluicePipeline
import SluiceYAML

/// The templates that run tasks: one for each distinct pod, whatever number of tasks it serves.
struct TaskTemplates {
  /// With their names.
  private(set) var templates: [YAMLValue] = []
  /// The name of each task's template, in the tasks' order.
  private(set) var names: [String] = []

  /// `template` makes the template of tasks with the settings; `taken` are names that others have.
  init(
    _ tasks: [TaskName], _ settings: ArgoSettings, writer: inout PodTemplateWriter,
    taken: inout Set<String>, template: (PodSettings) -> PodTemplate
  ) {
    var known: [[Int]: String] = [:]
    var byFields: [YAMLValue: String] = [:]
    for task in tasks {
      let layers = settings.layers(of: task.text)
      if let name = known[layers] {
        names.append(name)
        continue
      }
      let fields = writer.fields(template(settings.pod(layers)))
      let name = byFields[fields.value] ?? unique(settings.pattern(layers), &taken)
      if byFields.updateValue(name, forKey: fields.value) == nil {
        templates.append(.entries([("name", .string(name))]).merged(with: fields.value))
      }
      known[layers] = name
      names.append(name)
    }
  }

  private static let usual = "run-task"

  /// `run-` and what is readable of the pattern that makes the difference.
  private func unique(_ pattern: String?, _ taken: inout Set<String>) -> String {
    uniqueName(pattern.map { "run-" + dnsLabel($0).prefix(50) } ?? TaskTemplates.usual, &taken)
  }
}

/// `wanted`, with a number behind it where others have the name.
func uniqueName(_ wanted: String, _ taken: inout Set<String>) -> String {
  var name = wanted
  var number = 2
  while !taken.insert(name).inserted {
    name = "\(wanted)-\(number)"
    number += 1
  }
  return name
}
