import Foundation
import TestSupport
import Testing

/// `sluice check --for argo` says what `sluice export` would, no more and no less, in the same order.
@Test(arguments: ["SL301-unknown-upstream", "SL312-product-outside", "SL257-machine-path"])
func checkingForATargetSaysWhatItsExportWould(_ folder: String) throws {
  let project = try Scratch(copyOf: Fixtures.root.appending(path: "rules/\(folder)/broken"))
  let check = try Command(["check", "--for", "argo"], in: project.url)
  let export = try Command(["export", "-o", "-"], in: project.url)
  let refusal = "nothing was written: mend the errors first\n"
  #expect(check.output + (export.status == 1 ? refusal : "") == export.talk)
  #expect(check.status == export.status)
  #expect(check.output.contains("[SL5"))
}
