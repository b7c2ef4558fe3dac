import SluiceCore
import SluiceYAML

extension TargetRule {
  static let onExit = TargetRule(.onExitNotice) { check, found in
    guard let notice = check.settings["on-exit"], notice.mapping != nil else { return }
    switch (notice["image"], notice["http"]) {
    case (nil, nil):
      found.add(
        notice, "the notice has neither an image nor a request",
        help: "add `image: …` or `http: {url: …}`")
    case (let image?, let http?):
      found.add(
        http, "the notice is a container or a request, not both", help: "leave `image` or `http`",
        related: image)
    case (nil, let http?):
      if let url = http["url"], !holdsVariable(url.text) {
        found.add(url, "the address", WebAddress.problem(url.text))
      }
      let methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]
      if let method = http["method"], !holdsVariable(method.text), !methods.contains(method.text) {
        found.add(
          method, "there is no method '\(shortened(method.text))'",
          help: methods.first { $0 == method.text.uppercased() }.map { "did you mean '\($0)'?" }
            ?? "the methods are \(methods.joined(separator: ", "))")
      }
    case (_?, nil): break
    }
  }
}

extension DiagnosticKind {
  static let onExitNotice = DiagnosticKind(
    code: "SL658", name: "on-exit-notice", severity: .error,
    explanation: """
      What is run when the workflow has ended is a container or a request of http: `on-exit` has
      neither, both, or a request that cannot be sent.

      ```yaml
      # sluice.yaml
      targets:
        nightly:
          on-exit: {queue: runs, payload: nightly}      # add `image: …`
      ```
      """)
}
