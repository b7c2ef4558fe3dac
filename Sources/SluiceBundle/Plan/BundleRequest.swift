package import SluicePipeline

/// What is asked of a bundle.
package struct BundleRequest: Sendable {
  /// The project's root: absolute, links resolved.
  package var root: String
  /// Where the contents come from; `nil` for the commit if nothing has changed since.
  package var origin: BundleOrigin?
  /// What has changed since the commit may go in.
  package var allowsDirty: Bool
  package var rules: BundleRules
  /// Why files of the project go in, by path: what tasks run, import and read.
  package var reasons: [BundlePath: BundleFile.Reason] = [:]
  /// Files and folders that tasks make, by path. They stay out where nobody tracks anything.
  package var products: Set<BundlePath> = []
  /// What this run itself writes, by path.
  package var outputs: Set<BundlePath> = []

  package init(root: String, origin: BundleOrigin?, allowsDirty: Bool, rules: BundleRules) {
    self.root = root
    self.origin = origin
    self.allowsDirty = allowsDirty
    self.rules = rules
  }
}
