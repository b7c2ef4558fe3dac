import SluiceCore
import SluiceYAML

extension TargetRule {
  static let images = TargetRule(.imageName) { check, found in
    let extra = ["image", "sidecars.[].image", "init-containers.[].image"]
    let nodes =
      check.pods.flatMap { pod in extra.flatMap { pod.node.at($0) } }
      + check.settings.at("on-exit.image")
    for image in nodes where image.scalar != nil && !holdsVariable(image.text) {
      found.add(image, "the image", ImageReference.problem(image.text))
    }
  }
}

extension DiagnosticKind {
  static let imageName = DiagnosticKind(
    code: "SL650", name: "image-name", severity: .error,
    explanation: """
      The text is no name of an image: pods stay in the state `InvalidImageName` until the run is
      stopped.

      ```yaml
      # sluice.yaml
      targets:
        nightly:
          image: registry.example.com/Team/fit:1.4      # did you mean 'registry.example.com/team/fit:1.4'?
      ```

      A name is `[REGISTRY/]PATH[:TAG][@DIGEST]`, without `https://`; the path has small letters,
      digits and single separators.
      """)
}
