import SluiceCore
import SluiceYAML

extension Configuration.Source {
  /// What is right in the section `source`; the table of keys has said what is not.
  init(_ section: Node) {
    self.init()
    // What a variable sets stands in no file.
    for entry in section.mapping ?? [] where !entry.value.range.bytes.isEmpty {
      if let name = entry.key.scalar?.text { ranges[name] = entry.value.range }
    }
    namedDelivery = section.word("delivery").flatMap(Delivery.init)
    isVersioned = section["versioned"]?.bool ?? false
    namesVersion = section["provenance"]?.bool ?? false
    if let node = section["pod"] {
      pod.selector = node.word("selector") ?? pod.selector
      pod.namespace = node.word("namespace") ?? pod.namespace
      pod.path = node.word("path") ?? pod.path
    }
    repository = section.word("repository")
    username = secret(section["username"], key: "username")
    password = secret(section["password"], key: "password")
    sshKey = secret(section["ssh-key"], key: "ssh-privatekey")
    package = section.word("package")
    version = section.word("version")
    indexURL = section["index"]?.word("url")
    indexSecret = secret(section["index"], key: "url")
    image = section.word("image")
    folder = section.word("folder")
  }

  private func secret(_ node: Node?, key: String) -> SecretKey? {
    node?.word("secret").map { SecretKey(secret: $0, key: node?.word("key") ?? key) }
  }
}

extension Node {
  /// The text of a scalar with something in it; `nil` for everything else.
  fileprivate func word(_ key: String) -> String? {
    guard let node = self[key], let scalar = node.scalar, !node.isNull, !scalar.text.isEmpty else {
      return nil
    }
    return scalar.text
  }
}
