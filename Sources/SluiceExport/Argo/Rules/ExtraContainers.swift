import SluiceCore
import SluiceYAML

extension TargetRule {
  static let containers = TargetRule(.extraContainer) { check, found in
    let target = check.settings
    for pod in check.pods {
      // Containers of the target and of one task stand in one pod.
      var nodes = pod.node.at("init-containers.[]") + pod.node.at("sidecars.[]")
      let common = target.at("init-containers.[]") + target.at("sidecars.[]")
      if pod.role != .target { nodes = common + nodes }
      let own = pod.role == .target ? 0 : common.count
      var taken: [String: Node] = [:]
      for (position, container) in nodes.enumerated() {
        guard let name = container["name"], name.scalar != nil else { continue }
        defer { taken[name.text] = name }
        guard position >= own else { continue }
        if isReserved(name.text) {
          found.add(
            name, "the name '\(name.text)' belongs to a container that Argo adds to the pod",
            help: "give it another name")
        } else if let other = taken[name.text] {
          found.add(
            name, "two containers of one pod are named '\(shortened(name.text))'",
            help: "give one of them another name", related: other)
        } else {
          found.add(name, "the container", KubernetesName.label.problem(name.text))
        }
        found.checkParts(of: container)
      }
    }
  }
}

private func isReserved(_ name: String) -> Bool {
  ["main", "wait", "init", "supervisor"].contains(name) || name.hasPrefix("artifact-plugin-")
}

extension TargetFindings {
  fileprivate mutating func checkParts(of container: Node) {
    if container["image"] == nil {
      add(container, "the container has no image", help: "add `image: …`")
    }
    for name in container.at("env.[].name") {
      add(name, "the variable", KubernetesName.variable.problem(name.text))
    }
    var paths: [String: Node] = [:]
    for mount in container.at("volumeMounts.[]") {
      guard let path = mount["mountPath"], !holdsVariable(path.text) else { continue }
      add(path, "the mount", KubernetesPath.mountProblem(path.text))
      if let other = paths.updateValue(path, forKey: KubernetesPath.normal(path.text)) {
        add(
          path, "two volumes are mounted at '\(shortened(path.text))'",
          help: "give each a path of its own", related: other)
      }
    }
    for path in container.at("volumeMounts.[].subPath") {
      add(path, "the folder", KubernetesPath.subPathProblem(path.text))
    }
  }
}

extension DiagnosticKind {
  static let extraContainer = DiagnosticKind(
    code: "SL649", name: "extra-container", severity: .error,
    explanation: """
      A sidecar or init container that could not stand in the pod: without an image, with a name that
      is no DNS label, that another container of the pod has, or that belongs to those which Argo adds
      (`main`, `wait`, `init`, `supervisor`, `artifact-plugin-…`), with variables or mounts that
      Kubernetes refuses.

      ```yaml
      # sluice.yaml
      targets:
        nightly:
          sidecars:
            - {name: wait, image: redis:7}      # name: cache
      ```

      Containers of the target and of a task's own entry stand in one pod: their names must differ.
      """)
}
