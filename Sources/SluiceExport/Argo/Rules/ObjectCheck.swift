import SluiceCore
import SluiceYAML

/// Checks YAML that is passed through to Kubernetes or Argo against the fields that there are.
struct ObjectCheck {
  /// Which of an object's fields have to be there.
  enum Presence {
    /// What is passed is laid over something that has the rest.
    case laidOver
    case whole
  }

  let version: ArgoVersion?

  /// Walks `node`, which should be a `type`. As deep as the reader lets documents be.
  func check(
    _ node: Node, _ type: ObjectType, _ presence: Presence, of what: String,
    _ found: inout TargetFindings
  ) {
    switch type {
    case .any: return
    case .text:
      if node.string == nil, !node.isNull { report(node, type, what, &found) }
      if case .timestamp? = node.scalar?.resolved { return }
    case .flag:
      if node.bool == nil, !node.isNull { report(node, type, what, &found) }
    case .integer:
      if node.int == nil, !node.isNull { report(node, type, what, &found) }
    case .number:
      switch node.scalar?.resolved {
      case .int, .float, .null: return
      default: report(node, type, what, &found)
      }
    case .count:
      if node.int == nil, node.string == nil, !node.isNull { report(node, type, what, &found) }
    case .quantity: checkQuantity(node, what, &found)
    case .list(let element):
      guard let items = node.sequence else {
        if !node.isNull { report(node, type, what, &found) }
        return
      }
      for item in items { check(item, element, .whole, of: "an item of \(what)", &found) }
    case .map(let element):
      guard let entries = node.mapping else {
        if !node.isNull { report(node, type, what, &found) }
        return
      }
      for entry in entries {
        check(entry.value, element, .whole, of: "'\(entry.key.text)'", &found)
      }
    case .object(let name): checkObject(node, name, presence, what, &found)
    }
  }

  private func checkObject(
    _ node: Node, _ name: String, _ presence: Presence, _ what: String,
    _ found: inout TargetFindings
  ) {
    guard let object = ObjectFields.named(name), !node.isNull else { return }
    guard let entries = node.mapping else { return report(node, .object(name), what, &found) }
    for entry in entries {
      let key = entry.key.text
      guard let field = object.field(key) else {
        reportUnknown(entry.key, object, name, what, &found)
        continue
      }
      check(entry.value, field.type, presence, of: "'\(key)'", &found)
    }
    guard presence == .whole else { return }
    for field in object.fields where field.isRequired && node[field.name] == nil {
      found.add(node, "\(what) has no '\(field.name)'", help: "add `\(field.name): …`")
    }
  }

  private func reportUnknown(
    _ key: Node, _ object: ObjectFields, _ name: String, _ what: String,
    _ found: inout TargetFindings
  ) {
    if let gone = DriftedField.named(key.text, of: name) {
      // What Argo had before.
      if let version, version < gone.until { return }
      found.add(
        key, "Argo \(gone.until.words) and newer have no '\(key.text)' there",
        help: "write `\(gone.instead)`, or say the cluster's `argo-version`")
      return
    }
    // A newer Argo than the table may know more.
    if let version, version > .newest { return }
    let near = nearest(to: key.text, among: object.fields.map(\.name))
    found.add(
      key, "\(what) has no field '\(shortened(key.text))'",
      help: near.map { "did you mean '\($0)'?" }
        ?? (object.fields.count <= 12
          ? "the fields are \(object.fields.map(\.name).joined(separator: ", "))" : nil))
  }

  private func report(
    _ node: Node, _ type: ObjectType, _ what: String, _ found: inout TargetFindings
  ) {
    let help: String? =
      switch (type, node.scalar) {
      case (.text, _?): "put it in quotes"
      case (_, _?) where holdsVariable(node.text): "Argo reads no variable there"
      case (.integer, let scalar?), (.flag, let scalar?), (.number, let scalar?):
        scalar.style != .plain ? "write it without quotes" : nil
      case (.list, _): "put it into a list: `[…]`"
      default: nil
      }
    found.add(
      node, "\(what) is \(node.kindWords), and has to be \(type.words)",
      help: help ?? "`sluice explain SL647` says whose fields these are")
  }

  private func checkQuantity(_ node: Node, _ what: String, _ found: inout TargetFindings) {
    guard let scalar = node.scalar, !node.isNull else {
      return report(node, .quantity, what, &found)
    }
    if holdsVariable(scalar.text) {
      found.add(
        node, "\(what) is an amount, and Argo reads no variable there",
        help: "set it with `podSpecPatch`, which is a text")
      return
    }
    do throws(TextProblem) {
      _ = try Quantity(scalar.text)
    } catch {
      found.add(node, what, error)
    }
  }
}

/// A field that Argo once had.
struct DriftedField {
  var object: String
  var name: String
  /// The first version without it.
  var until: ArgoVersion
  var instead: String

  static func named(_ name: String, of object: String) -> DriftedField? {
    all.first { $0.object == object && $0.name == name }
  }

  private static let all = [
    DriftedField(
      object: "Synchronization", name: "mutex", until: ArgoVersion(major: 4, minor: 0),
      instead: "mutexes: [{name: …}]"),
    DriftedField(
      object: "Synchronization", name: "semaphore", until: ArgoVersion(major: 4, minor: 0),
      instead: "semaphores: [{configMapKeyRef: …}]"),
    DriftedField(
      object: "WorkflowSpec", name: "podPriority", until: ArgoVersion(major: 3, minor: 7),
      instead: "podPriorityClassName"),
    DriftedField(
      object: "Template", name: "priority", until: ArgoVersion(major: 3, minor: 7),
      instead: "priorityClassName"),
  ]
}
