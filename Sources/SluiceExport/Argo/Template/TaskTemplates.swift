import SluiceCore
import SluicePipeline
import SluiceYAML

/// The templates that run tasks: one for each distinct pod, whatever number of tasks it serves.
struct TaskTemplates {
  /// With their names.
  private(set) var templates: [YAMLValue] = []
  /// The name of each task's template, in the tasks' order.
  private(set) var names: [String] = []

  /// `inputs` are the numbers of artifacts that the tasks get; `template` makes the template of tasks with
  /// the settings that get so many; `taken` are names that others have.
  init(
    _ tasks: [TaskName], _ settings: ArgoSettings, writer: inout PodTemplateWriter,
    inputs: [Int], taken: inout Set<String>, template: (PodSettings, Int) -> PodTemplate
  ) {
    var known: [Shape: String] = [:]
    var byFields: [YAMLValue: String] = [:]
    for (task, inputs) in zip(tasks, inputs) {
      let layers = settings.layers(of: task.text)
      let shape = Shape(layers: layers, inputs: inputs)
      if let name = known[shape] {
        names.append(name)
        continue
      }
      let fields = writer.fields(template(settings.pod(layers), inputs))
      let name = byFields[fields.value] ?? unique(settings.pattern(layers), &taken)
      if byFields.updateValue(name, forKey: fields.value) == nil {
        templates.append(.entries([("name", .string(name))]).merged(with: fields.value))
      }
      known[shape] = name
      names.append(name)
    }
  }

  /// What makes the difference between two templates.
  private struct Shape: Hashable {
    var layers: [Int]
    var inputs: Int
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
