import SluiceCore
import SluicePipeline

/// What one template of a Workflow may have before Argo needs more than a variable to hand it to the
/// pod: the kernel's limit of one argument, in bytes.
let templateLimit = 131_072 - 24_576

func inlineTooLarge(_ version: SourceVersion, at range: SourceRange) -> Diagnostic {
  Diagnostic(
    kind: .inlineTooLarge, range: range,
    message: "the source has \(version.archiveSize) bytes in \(version.fileCount) files when it is "
      + "compressed, and a spec may have \(argoSizeLimit) in all, four bytes for each three of them",
    help: "leave large files out of the bundle, or choose `versioned: true`")
}

func inlineNeedsConfigMaps(_ size: Int, at range: SourceRange) -> Diagnostic {
  Diagnostic(
    kind: .inlineNeedsConfigMaps, range: range,
    message:
      "the source has \(size) bytes in the spec, more than Argo before 3.6 can hand to a pod",
    help: "leave large files out of the bundle, or see that the cluster has Argo 3.6")
}

func setting(_ message: String, help: String, at range: SourceRange) -> Diagnostic {
  Diagnostic(kind: .deliverySetting, range: range, message: message, help: help)
}

func noVersion(_ message: String, help: String, at range: SourceRange) -> Diagnostic {
  Diagnostic(kind: .noVersion, range: range, message: message, help: help)
}

extension DiagnosticKind {
  static let deliveryKinds: [DiagnosticKind] = [
    .inlineTooLarge, .inlineNeedsConfigMaps, .deliverySetting, .commitNotPushed,
    .uncommittedDelivery, .noVersion, .fileClientElsewhere, .gitWithoutKey,
  ]

  static let inlineTooLarge = DiagnosticKind(
    code: "SL510", name: "inline-too-large", severity: .error,
    explanation: """
      With `delivery: inline` the source travels in the spec, compressed and in base64. A Kubernetes
      object may have 1 MiB, so about 700 kB of archive fit beside the rest.

      ```yaml
      # sluice.yaml
      source:
        delivery: inline
      ```

      `sluice bundle --list` says what the archive holds. Leave data out of it, or let the source travel
      over the claim: `delivery: volume` with `versioned: true`.
      """)
  static let inlineNeedsConfigMaps = DiagnosticKind(
    code: "SL511", name: "inline-needs-config-maps", severity: .warning,
    explanation: """
      Argo hands each pod its template in one variable, and the kernel allows 131072 bytes for one. Argo
      3.6 and newer put a longer template into a ConfigMap of the pod instead, which the controller must
      be allowed to create; with older versions the pods do not start ("argument list too long").

      Nothing has to be mended where the cluster is new enough. Else leave files out of the bundle, or
      choose `delivery: volume` with `versioned: true`.
      """)
  static let deliverySetting = DiagnosticKind(
    code: "SL512", name: "delivery-setting", severity: .error,
    explanation: """
      A key of `source` in `sluice.yaml` is missing, or belongs to another way of delivery than the one
      that is chosen, so that what it asks for would not happen.

      ```yaml
      # sluice.yaml
      source:
        delivery: git
        versioned: true        # a commit is a version: `versioned` belongs to `volume`
      ```

      `docs/delivery.md` says which keys each delivery takes.
      """)
  static let commitNotPushed = DiagnosticKind(
    code: "SL513", name: "commit-not-pushed", severity: .error,
    explanation: """
      With `delivery: git` every pod checks the commit out from the remote, and as far as this clone
      knows no branch of the remote has it. The workflow would fail before its first task.

      ```sh
      git push
      sluice export
      ```

      Nothing is asked over the network: what is known is what was last fetched or pushed. If somebody
      else has pushed the commit, `git fetch` makes it known.
      """)
  static let uncommittedDelivery = DiagnosticKind(
    code: "SL514", name: "uncommitted-delivery", severity: .error,
    explanation: """
      With `delivery: git` the pods run a commit, and files of the project differ from it. What was
      checked here, and what the spec's tasks were made from, is not what would run.

      ```sh
      git commit -a
      git push
      ```

      To try something without a commit, choose `delivery: inline`.
      """)
  static let noVersion = DiagnosticKind(
    code: "SL515", name: "no-version", severity: .error,
    explanation: """
      The delivery that `sluice.yaml` chooses names a version of the source, and there is none: no
      repository, no commit yet, no remote, or no libgit2 that could say.

      ```yaml
      # sluice.yaml
      source:
        delivery: git          # needs a commit and a remote
      ```

      `delivery: volume`, the default, needs no version.
      """)
  static let fileClientElsewhere = DiagnosticKind(
    code: "SL516", name: "file-client-elsewhere", severity: .warning,
    explanation: """
      A client for `File` copies each product to a storage, under its path seen from the project's root.
      Where a version of the source is delivered, the pods run in a folder of their own, and products
      are links that lead out of it to the shared disk: Ploomber refuses such a path.

      ```yaml
      clients:
        File: clients.get_storage      # with source: {versioned: true} in sluice.yaml
      ```

      The products are on the shared disk all the same. Leave the client out, or deliver the source as
      the folder on the claim.
      """)
  static let gitWithoutKey = DiagnosticKind(
    code: "SL517", name: "git-without-key", severity: .warning,
    explanation: """
      The pods clone the repository through SSH, which asks for a private key even where everybody may
      read. `sluice.yaml` names no secret that holds one.

      ```yaml
      # sluice.yaml
      source:
        delivery: git
        repository: git@git.example.com:team/churn.git
        ssh-key: {secret: git-key}
      ```

      Or name an `https://` address, which needs nothing where everybody may read.
      """)
}
