package import SluiceCore

extension Configuration {
  /// The section `source`: how the pods get the project's files.
  package struct Source: Hashable, Sendable {
    /// The ways there are.
    package enum Delivery: String, Hashable, Sendable, CaseIterable {
      /// The files lie in the project's folder on the claim.
      case volume
      /// Every pod checks a commit out.
      case git
      /// The files are part of the spec.
      case inline
      /// Every pod installs a version from a package index.
      case package
      /// The files are in the image.
      case image
    }

    /// Which pod `sluice upload` writes through.
    package struct Pod: Hashable, Sendable {
      /// As `kubectl get pods -l` takes it.
      package var selector = "role=nfs-server"
      /// `nil` for the one where the workflow runs.
      package var namespace: String?
      /// Where that pod has the project's folder; `{project}` stands for its name. `nil` for the
      /// folder on the disk, below `/exports`.
      package var path: String?
    }

    /// One entry of a Kubernetes secret.
    package struct SecretKey: Hashable, Sendable {
      /// The secret's name.
      package var secret: String
      /// The entry's key.
      package var key: String
    }

    /// `nil` where the section does not say: then `image` and `package` decide.
    package var namedDelivery: Delivery?
    /// Each upload goes into a folder of its own on the claim.
    package var isVersioned = false
    /// The spec names the commit and the source's digest whichever way the source goes.
    package var namesVersion = false
    package var pod = Pod()
    /// The URL that pods clone; `nil` for the remote of the branch.
    package var repository: String?
    package var username: SecretKey?
    package var password: SecretKey?
    package var sshKey: SecretKey?
    /// The distribution's name.
    package var package: String?
    package var version: String?
    /// The URL of the package index; `nil` for pip's own, or the secret's.
    package var indexURL: String?
    /// Where the URL of the package index stands.
    package var indexSecret: SecretKey?
    /// The image that holds the source.
    package var image: String?
    /// The source's folder in the image; `nil` for the image's own working directory.
    package var folder: String?
    /// Where each key of the section stands.
    package var ranges: [String: SourceRange] = [:]

    package init() {}

    /// The way that the section chooses.
    package var delivery: Delivery {
      namedDelivery ?? (image != nil ? .image : package != nil ? .package : .volume)
    }

    static let keys: [ConfigurationKey] = [
      ConfigurationKey(
        "delivery", .choice(Delivery.allCases.map(\.rawValue)),
        default: "`image` or `package` where that key is there, else `volume`",
        "How the pods get the source."),
      ConfigurationKey(
        "versioned", .flag, default: "false",
        "With `volume`: each version has a folder of its own on the claim."),
      ConfigurationKey(
        "provenance", .flag, default: "true where a version is delivered, else false",
        "The spec's annotations name the commit and the digest of the source."),
      ConfigurationKey(
        "pod",
        .section([
          ConfigurationKey(
            "selector", .text, default: "`role=nfs-server`",
            "The label of the pod to write through."),
          ConfigurationKey(
            "namespace", .text, default: "the workflow's", "The namespace of that pod."),
          ConfigurationKey(
            "path", .text, default: "the project's folder on the disk, below `/exports`",
            "Where that pod has the project's folder; `{project}` stands for its name."),
        ]),
        default: "the pod that serves the claim", "The pod that `sluice upload` writes through."),
      ConfigurationKey(
        "repository", .text, default: "the remote of the branch",
        "With `git`: the URL that the pods clone."),
      ConfigurationKey(
        "username", .section(secretKeys("username")), default: "none",
        "With `git`: the secret that holds the user's name."),
      ConfigurationKey(
        "password", .section(secretKeys("password")), default: "none",
        "With `git`: the secret that holds the password or token."),
      ConfigurationKey(
        "ssh-key", .section(secretKeys("ssh-privatekey")), default: "none",
        "With `git`: the secret that holds the private key of an SSH remote."),
      ConfigurationKey(
        "package", .text, default: "none", "With `package`: the distribution's name on the index."),
      ConfigurationKey("version", .text, default: "none", "With `package`: its version."),
      ConfigurationKey(
        "index",
        .section(
          [
            ConfigurationKey("url", .text, default: "pip's own", "The URL of the index.")
          ] + secretKeys("url", isRequired: false)),
        default: "pip's own", "With `package`: the package index, or the secret that holds its URL."
      ),
      ConfigurationKey(
        "image", .text, default: "none", "With `image`: the image that holds the source."),
      ConfigurationKey(
        "folder", .text, default: "the image's working directory",
        "With `image`: the source's folder in it."),
    ]

    private static func secretKeys(
      _ key: String, isRequired: Bool = true
    ) -> [ConfigurationKey] {
      [
        ConfigurationKey(
          "secret", .text, default: isRequired ? "required" : "none", required: isRequired,
          "The name of the Kubernetes secret."),
        ConfigurationKey("key", .text, default: "`\(key)`", "The entry of the secret."),
      ]
    }
  }
}
