import SluicePipeline
import Testing

@testable import SluiceBundle

/// The tree `up -> ..`, `dir/deep -> ../other`, `loop -> loop`, `chain -> dir/out`, `dir/out -> ../../x`.
private let tree = LinkWay(
  targets: [
    "up": "..", "dir/deep": "../other", "loop": "loop", "chain": "dir/out", "dir/out": "../../x",
    "dir/fine": "./../a//b/.", "absolute": "/etc", "through": "dir/deep/../../y", "gone": "nowhere",
    "self": ".", "other/back": "..", "dir/twice": "deep/back/../x",
  ].reduce(into: [:]) { $0[BundlePath($1.key)] = Array($1.value.utf8) })

@Test(arguments: [
  ("up", true), ("dir/deep", false), ("loop", false), ("chain", true), ("dir/out", true),
  ("dir/fine", false), ("absolute", true), ("through", true), ("gone", false), ("self", false),
  ("other/back", false), ("dir/twice", true),
])
func linksAreFollowedOnPaper(path: String, leaves: Bool) {
  #expect(tree.leaves(BundlePath(path)) == leaves)
}
