import SluiceCore
import SluicePipeline
import SluiceYAML

extension TargetRule {
  static let names = TargetRule(.targetName) { check, found in
    let settings = check.settings
    for named in Named.ofTarget { named.check(in: settings, &found) }
    for pod in check.pods {
      for named in Named.ofPods { named.check(in: pod.node, &found) }
    }
    guard let name = settings["name"] else { return }
    // The suffixes of runs and of scheduled workflows are added to it.
    let problem = KubernetesName.label.problem(name.text)
    found.add(name, "the name", problem)
    if problem == nil, name.text.utf8.count > nameLimit {
      found.add(
        name,
        "the name '\(shortened(name.text))' has \(name.text.utf8.count) characters, and "
          + "\(nameLimit) leave room for what Argo puts behind it", help: "give it a shorter name")
    }
  }
}

/// What fits before the hash of a run or the time of a scheduled one.
private let nameLimit = 50

/// Values of one key that name something on the cluster.
private struct Named {
  var path: String
  /// With its article.
  var what: String
  var grammar: KubernetesName

  func check(in node: Node, _ found: inout TargetFindings) {
    for value in node.at(path) where value.scalar != nil && !holdsVariable(value.text) {
      found.add(value, what, grammar.problem(value.text))
    }
  }

  static let ofTarget = [
    Named(path: "namespace", what: "the namespace", grammar: .label),
    Named(path: "image-pull-secrets.[]", what: "the secret", grammar: .subdomain),
    Named(path: "disk.claim", what: "the claim", grammar: .subdomain),
    Named(path: "on-exit.service-account", what: "the account", grammar: .subdomain),
  ]

  static let ofPods = [
    Named(path: "priority-class", what: "the priority class", grammar: .subdomain),
    Named(path: "service-account", what: "the account", grammar: .subdomain),
    Named(path: "env.*.secret", what: "the secret", grammar: .subdomain),
    Named(path: "env.*.config-map", what: "the config map", grammar: .subdomain),
    Named(path: "env.*.key", what: "the key", grammar: .entry),
    Named(path: "volumes.[].claim", what: "the claim", grammar: .subdomain),
    Named(path: "volumes.[].class", what: "the storage class", grammar: .subdomain),
    Named(path: "volumes.[].name", what: "the volume's name", grammar: .label),
    Named(
      path: "synchronization.semaphores.[].config-map", what: "the config map", grammar: .subdomain),
    Named(path: "synchronization.semaphores.[].key", what: "the key", grammar: .entry),
  ]
}

extension DiagnosticKind {
  static let targetName = DiagnosticKind(
    code: "SL607", name: "target-name", severity: .error,
    explanation: """
      A target names something of the cluster in a way that no cluster takes: the API server refuses
      the workflow, or its pods wait for ever. Most names are DNS names: small letters, digits, `-`
      and `.`, with a letter or a digit at both ends, at most 253 characters. Namespaces, volumes and
      what workflows are named after are DNS labels: no `.`, at most 63.

      ```yaml
      # sluice.yaml
      targets:
        nightly:
          service-account: Team_Runner      # did you mean 'team-runner'?
      ```

      Write the name as `kubectl get` shows it.
      """)
}
