package import SluiceCore

/// What can be wrong with `soopervisor.yaml`.
package enum SoopervisorKinds {
  package static let all = [
    key, value, notNeeded, notCarriedOver, placeholderRepository, productInContainer,
    versionUnknown, otherBackend,
  ]

  static let key = DiagnosticKind(
    code: "SL012", name: "soopervisor-key", severity: .error,
    explanation: """
      `soopervisor.yaml` has a key that Soopervisor refuses, so nothing that it asks for would happen.

      ```yaml
      # soopervisor.yaml
      training:
        backend: argo-workflows
        repositry: registry.example.com/team/fit      # write `repository`
      ```

      `docs/soopervisor.md` lists the keys of both shapes that the file has had.
      """)

  static let value = DiagnosticKind(
    code: "SL013", name: "soopervisor-value", severity: .error,
    explanation: """
      A value in `soopervisor.yaml` is not one that its key takes; Soopervisor refuses it too.

      ```yaml
      # soopervisor.yaml
      training:
        backend: argo-workflow      # argo-workflows
        include: [data]
        exclude: [data]             # in both lists
      ```

      `docs/soopervisor.md` says what each key takes.
      """)

  static let notNeeded = DiagnosticKind(
    code: "SL014", name: "soopervisor-not-needed", severity: .advice,
    explanation: """
      A key of `soopervisor.yaml` has nothing to say to this export, and nothing is lost without it.

      ```yaml
      # soopervisor.yaml
      cache_env: true      # the environment is made once for all pods, whatever stands here
      ```

      Leave it for those who still run Soopervisor, or remove it. `sluice adopt` leaves it out.
      """)

  static let notCarriedOver = DiagnosticKind(
    code: "SL015", name: "soopervisor-not-carried-over", severity: .warning,
    explanation: """
      `soopervisor.yaml` asks for something that Soopervisor does, and this export does not.

      ```yaml
      # soopervisor.yaml
      storage:
        provider: box      # products were copied there after each task
      ```

      See whether the run is right without it. What a pipeline does with its products can also be a task
      of its own, or a client for `File` in `pipeline.yaml`.
      """)

  static let placeholderRepository = DiagnosticKind(
    code: "SL016", name: "placeholder-repository", severity: .error,
    explanation: """
      `repository` still has the text that `soopervisor add` writes. No cluster can fetch that image.

      ```yaml
      # soopervisor.yaml
      training:
        backend: argo-workflows
        repository: your-repository/name      # registry.example.com/team/fit
      ```

      Write the image's own name, with a tag if it has one. `repository: null` stands for an image that
      is on the cluster's node already.
      """)

  static let productInContainer = DiagnosticKind(
    code: "SL017", name: "product-in-container", severity: .warning,
    explanation: """
      From its release 0.4 on, Soopervisor puts the project into the image, and shares no folder between
      pods. A product with a relative path is written into the container, and gone when the pod ends,
      before a later task could read it.

      ```yaml
      # soopervisor.yaml
      training:
        backend: argo-workflows
        mounted_volumes:
          - name: shared
            spec: {persistentVolumeClaim: {claimName: nfs}}
      ```

      ```yaml
      # pipeline.yaml
      tasks:
        - source: fit.py
          product: /mnt/shared/model.pickle      # not output/model.pickle
      ```

      Write products to a mounted volume, give the pipeline a client for `File`, or run
      `sluice adopt` and choose a `disk` in `sluice.yaml`.
      """)

  static let versionUnknown = DiagnosticKind(
    code: "SL018", name: "image-version-unknown", severity: .warning,
    explanation: """
      Soopervisor tags the image of a package with `__version__`, which it learns by importing the
      package. Nothing is imported here, and the version does not stand in the package's `__init__.py`.

      ```yaml
      # soopervisor.yaml
      training:
        backend: argo-workflows
        repository: registry.example.com/team/fit:1.4.2
      ```

      Write the tag behind the repository, or `__version__ = '1.4.2'` into the package.
      """)

  static let otherBackend = DiagnosticKind(
    code: "SL019", name: "other-backend", severity: .advice,
    explanation: """
      A section of `soopervisor.yaml` is for a backend that is not exported to yet. Its own keys are not
      checked, and the sections for Argo are exported all the same.

      ```yaml
      # soopervisor.yaml
      nightly:
        backend: airflow
      ```

      Go on exporting this section with Soopervisor.
      """)
}
