import SluiceCore

/// The `{{…}}` of a text, as Argo looks for them: from two opening braces to the next two closing ones.
struct ArgoTags {
  /// What stands between the braces, blanks trimmed.
  var tags: [String] = []
  /// The text opens a tag and does not close it.
  var isOpen = false

  /// O(text).
  init(_ text: String) {
    let bytes = Array(text.utf8)
    var index = 0
    while let start = ArgoTags.pair(0x7B, in: bytes, from: index) {
      guard let end = ArgoTags.pair(0x7D, in: bytes, from: start + 2) else {
        isOpen = true
        return
      }
      let tag = bytes[(start + 2)..<end]
      let isBlank: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
      let head = tag.drop(while: isBlank)
      let length = head.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? head.startIndex
      tags.append(String(decoding: head[..<length], as: UTF8.self))
      index = end + 2
    }
  }

  private static func pair(_ brace: UInt8, in bytes: [UInt8], from start: Int) -> Int? {
    var index = start
    while index + 1 < bytes.count {
      if bytes[index] == brace, bytes[index + 1] == brace { return index }
      index += 1
    }
    return nil
  }
}

/// Where a text stands, which decides what Argo can put for its tags.
enum ArgoScope: Hashable, Sendable {
  /// Of the workflow as a whole.
  case workflow
  /// In the template of a pod.
  case pod
  /// In the template that runs when the workflow has ended.
  case exit
}

/// Which variables Argo has.
struct ArgoVariables {
  /// Parameters of the workflow.
  var parameters: [String]
  /// Inputs of the templates.
  var inputs: [String]
  /// Runs have a time at which they were due.
  var hasSchedule: Bool

  enum Verdict: Hashable {
    case known
    /// Argo leaves such a tag as it is.
    case foreign
    /// Argo refuses the spec.
    case refused(TextProblem)
  }

  private static let workflowHelp = "variables of the workflow, as '{{workflow.name}}', hold here"

  private static let ofWorkflow = [
    "name", "namespace", "uid", "serviceAccountName", "mainEntrypoint", "status", "parameters",
    "parameters.json", "labels.json", "annotations.json", "creationTimestamp", "duration",
    "priority", "scheduledTime",
  ]

  func verdict(_ tag: String, in scope: ArgoScope) -> Verdict {
    if tag.hasPrefix("=") { return .known }
    if let name = tag.after("workflow.") { return workflow(name, scope) }
    for prefix in ["item.", "steps.", "tasks."] where tag.hasPrefix(prefix) {
      return .refused(
        TextProblem(
          "is a variable of Argo's that there is none of here",
          help: prefix == "item." ? "the spec has no loops" : "pods are given the task's name only")
      )
    }
    if let name = tag.after("pod.") {
      if scope != .workflow, name == "name" { return .known }
      return .refused(
        TextProblem(
          "is a variable of Argo's that there is none of here",
          help: scope == .workflow ? ArgoVariables.workflowHelp : "there is '{{pod.name}}'"))
    }
    if tag.hasPrefix("outputs.") || tag.hasPrefix("inputs.artifacts.") {
      return scope == .pod
        ? .known
        : .refused(
          TextProblem(
            "is a variable of a pod's template, and this stands in none",
            help: ArgoVariables.workflowHelp))
    }
    if let name = tag.after("inputs.") {
      if scope == .pod, let input = name.after("parameters."), inputs.contains(input) {
        return .known
      }
      return .refused(
        TextProblem(
          "is an input that the template does not have",
          help: scope == .pod
            ? near(name.after("parameters.") ?? name, inputs, "inputs.parameters.")
              ?? inputs.first.map { "a pod's template has '{{inputs.parameters.\($0)}}'" }
            : ArgoVariables.workflowHelp))
    }
    let isKnown = tag == "retries" || tag == "node.name" || tag.hasPrefix("lastRetry.")
    return isKnown || tag.hasPrefix("cronworkflow.") ? .known : .foreign
  }

  private func workflow(_ name: String, _ scope: ArgoScope) -> Verdict {
    if let parameter = name.after("parameters."), parameter != "json" {
      if parameters.contains(parameter) { return .known }
      return .refused(
        TextProblem(
          "is a parameter that the workflow does not have",
          help: near(parameter, parameters, "workflow.parameters.")
            ?? "make it one with `parameters`"))
    }
    if name == "failures" {
      return scope == .exit
        ? .known
        : .refused(
          TextProblem(
            "is known when the workflow has ended", help: "use it in `on-exit`"))
    }
    if name == "scheduledTime", !hasSchedule {
      return .refused(
        TextProblem(
          "is a variable of a CronWorkflow's runs only",
          help: "did you mean '{{workflow.creationTimestamp}}'?"))
    }
    let open = ["labels.", "annotations.", "creationTimestamp.", "outputs."]
    if ArgoVariables.ofWorkflow.contains(name) || open.contains(where: name.hasPrefix) {
      return .known
    }
    return .refused(
      TextProblem(
        "is no variable that Argo has", help: near(name, ArgoVariables.ofWorkflow, "workflow.")))
  }

  private func near(_ name: String, _ known: [String], _ prefix: String) -> String? {
    nearest(to: name, among: known).map { "did you mean '{{\(prefix)\($0)}}'?" }
  }
}

extension String {
  /// What stands behind `prefix`; `nil` where the text does not begin with it.
  fileprivate func after(_ prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }
}
