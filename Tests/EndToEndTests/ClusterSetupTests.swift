import Foundation
import SluicePipeline
import TestSupport
import Testing

@testable import sluice

@Suite struct ClusterSetupTests {
  private let files = ClusterSetup(folder: "/k").files.map { (Path.name(of: $0.path), $0.text) }

  @Test func everyFileIsWrittenOnceAndNeverAgain() throws {
    let place = try Scratch(["kubernetes/nfs-claim.yaml": "kind: Secret\n"])
    let dry = try Command(["init", "--cluster", "--dry-run"], in: place.url)
    #expect(dry.status == 0 && dry.talk.hasPrefix("kept 'kubernetes/nfs-claim.yaml'"))
    #expect(dry.output.contains("+++ b/kubernetes/prove-claim.yaml\n@@ -0,0 +1,"))
    #expect(place.read("kubernetes/prove-claim.yaml") == nil)

    let first = try Command(["init", "--cluster"], in: place.url)
    #expect(first.status == 0 && first.output.isEmpty)
    #expect(first.talk.contains("kept 'kubernetes/nfs-claim.yaml'\n"))
    for (name, text) in files where name != "nfs-claim.yaml" {
      #expect(first.talk.contains("wrote 'kubernetes/\(name)'\n"))
      #expect(place.read("kubernetes/\(name)") == text)
    }
    #expect(place.read("kubernetes/nfs-claim.yaml") == "kind: Secret\n")
    #expect(place.read("sluice.yaml") == nil)
    let second = try Command(["init", "--cluster"], in: place.url)
    #expect(second.status == 0 && !second.talk.contains("wrote"))
  }

  @Test func theStepsNameTheFilesFromHere() throws {
    let place = try Scratch(["team/notes.txt": ""])
    let run = try Command(["init", "--cluster", "-C", "team", "k 8s"], in: place.url)
    #expect(run.status == 0)
    for (name, _) in files {
      #expect(place.read("team/k 8s/\(name)") != nil)
      #expect(run.talk.contains(" 'team/k 8s/\(name)'"))
    }
    #expect(try Command(["init", "--cluster", "-q"], in: place.url).talk.isEmpty)
  }

  @Test func aFolderAloneIsNoQuestion() throws {
    let place = try Scratch(["pipeline.yaml": "- {source: a.sh, product: a}\n", "a.sh": ""])
    #expect(try Command(["init", "elsewhere"], in: place.url).status == 2)
    #expect(place.read("sluice.yaml") == nil)
  }

  /// What one file names another must have: labels, ports, claims, the place that is replaced.
  @Test func theFilesFitTogether() {
    let text = files.map(\.1).joined()
    for needed in [
      "default-container: files", "- name: files\n", "selector: {role: nfs-server}",
      "claimRef: {namespace: argo, name: nfs}", "volumeName: argo-nfs",
      "server: nfs-server.argo.svc.cluster.local\n", "persistentVolumeClaim: {claimName: nfs}",
    ] {
      #expect(text.contains(needed), "\(needed)")
    }
  }
}
