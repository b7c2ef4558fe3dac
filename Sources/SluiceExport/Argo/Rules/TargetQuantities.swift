import SluiceCore
import SluicePipeline
import SluiceYAML

extension TargetRule {
  static let quantities = TargetRule(.targetQuantity) { check, found in
    for section in check.resourceSections {
      let amounts = ResourceAmounts([section])
      for amount in amounts.all { found.check(amount) }
      found.compare(amounts)
    }
    // Sections that are sound alone may contradict each other where they meet.
    var known: Set<[Int]> = []
    for task in check.analysis.graph.tasks {
      let layers = check.argo.layers(of: task.name.text)
      guard layers.count > 1, known.insert(layers).inserted else { continue }
      var met = TargetFindings(found.kind)
      met.compare(ResourceAmounts(check.argo.resourceSections(layers)), task: task.name.text)
      found.add(new: met)
    }
    for pod in check.pods {
      for size in pod.node.at("volumes.[].size") {
        guard let amount = found.amount(size, of: "the size") else { continue }
        if amount.isZero || amount.isNegative {
          found.add(size, "a claim of '\(size.text)' has no room", help: "write a size like `20Gi`")
        }
      }
    }
  }

  static let smallQuantities = TargetRule(.smallQuantity) { check, found in
    for amount in check.resourceSections.flatMap({ ResourceAmounts([$0]).all }) {
      guard let value = try? Quantity(amount.node.text), !value.isZero, !value.isNegative else {
        continue
      }
      switch amount.name {
      case "cpu" where !value.isWholeInThousandths:
        found.add(
          amount.node, "'\(amount.node.text)' of cpu is no whole number of thousandths",
          help: "Kubernetes rounds it up: write `m` behind a whole number")
      case "cpu" where value > .manyCores:
        found.add(
          amount.node, "'\(amount.node.text)' of cpu are that many whole cores",
          help: "did you mean '\(amount.node.text)m'?")
      case "memory" where value < .oneMebibyte, "ephemeral-storage" where value < .oneMebibyte:
        let isMilli = amount.node.text.hasSuffix("m")
        let number = isMilli ? String(amount.node.text.dropLast()) : amount.node.text
        found.add(
          amount.node,
          "'\(amount.node.text)' of \(amount.words) "
            + (isMilli ? "are thousandths of a byte" : "are less than one mebibyte"),
          help: number.utf8.allSatisfy(\.isDecimalDigit)
            ? "did you mean '\(number)\(isMilli ? "Mi" : "Gi")'?" : "see whether the unit is meant")
      default: break
      }
    }
  }
}

extension Quantity {
  fileprivate static let manyCores = Quantity(whole: 256)
  fileprivate static let oneMebibyte = Quantity(whole: 1 << 20)
}

/// What sections of resources ask for, the last word on each.
struct ResourceAmounts {
  struct Amount {
    /// As Kubernetes names it.
    var name: String
    /// The number with its place.
    var node: Node
    /// The name's place, where the user has written it.
    var key: Node?

    /// As the user's keys call it.
    var words: String { name == "ephemeral-storage" ? "storage" : name }

    /// A device or the like: counted in whole numbers, and given to one pod alone.
    var isExtended: Bool { name.utf8.contains(0x2F) || name.utf8.starts(with: "hugepages-".utf8) }
  }

  private(set) var requests: [Amount] = []
  private(set) var limits: [Amount] = []

  var all: [Amount] {
    limits + requests.filter { request in !limits.contains { $0.node.range == request.node.range } }
  }

  init(_ sections: [Node]) {
    for section in sections {
      for (key, name) in ResourceSettings.plainNames {
        guard let node = section[key] else { continue }
        set(Amount(name: name, node: node), in: \.requests)
        set(Amount(name: name, node: node), in: \.limits)
      }
      if let gpu = section["gpu"] {
        for amount in ResourceAmounts.gpus(gpu) { set(amount, in: \.limits) }
      }
      for (key, list) in [("requests", \ResourceAmounts.requests), ("limits", \.limits)] {
        for entry in section[key]?.mapping ?? [] {
          set(Amount(name: entry.key.text, node: entry.value, key: entry.key), in: list)
        }
      }
    }
  }

  private static func gpus(_ node: Node) -> [Amount] {
    guard let entries = node.mapping else {
      return [Amount(name: ResourceSettings.usualGPU, node: node)]
    }
    return entries.map { Amount(name: $0.key.text, node: $0.value, key: $0.key) }
  }

  private mutating func set(_ amount: Amount, in list: WritableKeyPath<ResourceAmounts, [Amount]>) {
    self[keyPath: list].removeAll { $0.name == amount.name }
    self[keyPath: list].append(amount)
  }
}

extension TargetFindings {
  fileprivate mutating func amount(_ node: Node, of what: String) -> Quantity? {
    do throws(TextProblem) {
      return try Quantity(node.text)
    } catch {
      add(node, what, error)
      return nil
    }
  }

  fileprivate mutating func check(_ amount: ResourceAmounts.Amount) {
    if let key = amount.key { checkName(key) }
    guard let value = self.amount(amount.node, of: "the amount") else { return }
    if value.isNegative {
      add(
        amount.node, "'\(amount.node.text)' of \(amount.words) is less than nothing",
        help: "write an amount above 0")
    } else if amount.isExtended, !value.isWhole {
      add(
        amount.node, "'\(amount.node.text)' of \(amount.words) is no whole number",
        help: "such a device is given to one pod as a whole")
    }
  }

  private mutating func checkName(_ key: Node) {
    let plain = ResourceSettings.plainNames.map(\.name)
    let text = key.text
    if plain.contains(text) || text.utf8.starts(with: "hugepages-".utf8) { return }
    guard text.utf8.contains(0x2F) else {
      let near =
        ["storage", "disk"].contains(text) ? "ephemeral-storage" : nearest(to: text, among: plain)
      add(
        key, "there is no resource '\(shortened(text))'",
        help: near.map { "did you mean '\($0)'?" }
          ?? "the resources are \(plain.joined(separator: ", ")), and devices as `nvidia.com/gpu`")
      return
    }
    add(key, "the resource", LabelText.keyProblem(text))
  }

  /// Requests against limits; `task` where the amounts come from several sections.
  fileprivate mutating func compare(_ amounts: ResourceAmounts, task: String? = nil) {
    let whose = task.map { " of '\($0)'" } ?? ""
    for request in amounts.requests {
      guard let asked = try? Quantity(request.node.text) else { continue }
      guard let limit = amounts.limits.first(where: { $0.name == request.name }) else {
        if request.isExtended, !asked.isZero {
          add(
            request.node, "\(request.words)\(whose) is requested without a limit",
            help: "such a device is given as a whole: write it under `limits`, or as `gpu`")
        }
        continue
      }
      guard let most = try? Quantity(limit.node.text), request.node.range != limit.node.range else {
        continue
      }
      if asked > most {
        add(
          request.node,
          "\(request.node.text) of \(request.words)\(whose) is requested, and "
            + "\(limit.node.text) is the limit", help: "ask for no more than the limit",
          related: limit.node)
      } else if request.isExtended, asked != most {
        add(
          request.node,
          "\(request.node.text) of \(request.words)\(whose) is requested, and the "
            + "limit is \(limit.node.text)", help: "a device's request and limit must be equal",
          related: limit.node)
      }
    }
  }
}

extension DiagnosticKind {
  static let targetQuantity = DiagnosticKind(
    code: "SL609", name: "target-quantity", severity: .error,
    explanation: """
      An amount of cpu, memory, storage or devices that Kubernetes cannot read, or cannot give: a unit
      that it does not have, less than nothing, a request above the limit, part of a GPU, a device
      whose request is not its limit. The API server refuses the pod.

      ```yaml
      # sluice.yaml
      targets:
        nightly:
          resources:
            'fit-*': {memory: 512MB}      # did you mean '512M'?
      ```

      Units are `m` (thousandths), `k`, `M`, `G`, `T`, `P`, `E` and, in powers of 1024, `Ki`, `Mi`,
      `Gi`, `Ti`, `Pi`, `Ei`.
      """)

  static let smallQuantity = DiagnosticKind(
    code: "SL640", name: "small-quantity", severity: .warning,
    explanation: """
      Kubernetes reads the amount, and it is hardly what was meant: `512m` of memory is half a byte,
      `16` of memory are sixteen bytes, `500` of cpu are five hundred cores.

      ```yaml
      # sluice.yaml
      targets:
        nightly:
          resources:
            load: {cpu: 500, memory: 512m}      # cpu: 500m, memory: 512Mi
      ```

      Write the unit. `m` stands for thousandths, which only cpu has.
      """)
}
