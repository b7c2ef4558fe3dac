import Foundation
import TestSupport
import Testing

/// A project, a folder that stands for the claim, and a `kubectl` whose one pod is this machine.
private struct Cluster {
  let project: Scratch
  let claim: Scratch
  let bin: Scratch

  init(_ source: String, kubectl: String? = nil) throws {
    project = try Scratch([
      "pipeline.yaml": "- {source: a.sh, product: output/a.txt}\n",
      "a.sh": "touch {{product}}\n", "old.txt": "1\n",
      "environment.yml": "name: x\ndependencies: [ploomber]\n",
    ])
    claim = try Scratch()
    bin = try Scratch()
    try project.write(
      "sluice.yaml", "source: {\(source), pod: {path: '\(claim.path)/{project}'}}\n")
    try bin.write(
      "kubectl",
      kubectl ?? """
        #!/bin/sh
        printf '%s ' "$@" | head -n 1 | cut -c 1-60 >>"$(dirname "$0")/calls"
        if [ "$1" = get ]; then echo "b a"; exit; fi
        while [ "$1" != -- ]; do shift; done
        shift
        exec "$@"
        """)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: bin.path + "/kubectl")
  }

  func sluice(_ arguments: String...) throws -> Command {
    try Command(
      arguments, in: project.url, environment: ["PATH": "\(bin.path):/usr/bin:/bin"])
  }

  var calls: [Substring] { (bin.read("calls") ?? "").split(separator: "\n") }
}

@Suite struct DeliveryTests {
  @Test func aVersionIsUploadedOnce() throws {
    let cluster = try Cluster("versioned: true")
    let first = try cluster.sluice("upload")
    #expect(first.status == 0, "\(first.talk)")
    let folder = cluster.claim.url.appending(path: "demo/.sluice/source")
    let versions = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let digest = try #require(versions.first)
    #expect(versions.count == 1 && digest.count == 64)
    #expect(cluster.claim.read("demo/.sluice/source/\(digest)/a.sh") == "touch {{product}}\n")
    #expect(cluster.calls.count == 3)
    #expect(cluster.calls.last?.contains("exec -i -n argo a --") == true)
    let second = try cluster.sluice("upload")
    #expect(second.status == 0)
    #expect(second.talk.contains("is there already: nothing was sent"))
    let export = try cluster.sluice("export")
    #expect(export.status == 0, "\(export.talk)")
    #expect(cluster.project.read("argo.yaml")?.contains(".sluice/source/\(digest)") == true)
    // What an export writes is no part of the version that it names.
    #expect(try cluster.sluice("export", "--check").status == 0)
    #expect(try cluster.sluice("whence", "argo.yaml").status == 0)
  }

  @Test func theFolderIsUploadedFileByFile() throws {
    let cluster = try Cluster("versioned: false")
    try cluster.claim.write("demo/output/a.txt", "product\n")
    #expect(try cluster.sluice("upload").status == 0)
    #expect(cluster.claim.read("demo/old.txt") == "1\n")
    try FileManager.default.removeItem(atPath: cluster.project.path + "/old.txt")
    try cluster.project.write("a.sh", "echo new > {{product}}\n")
    let again = try cluster.sluice("upload")
    #expect(again.talk.contains("removed 1 file"))
    #expect(cluster.claim.read("demo/old.txt") == nil)
    #expect(cluster.claim.read("demo/a.sh") == "echo new > {{product}}\n")
    #expect(cluster.claim.read("demo/output/a.txt") == "product\n")
  }

  @Test func whatTheClusterRefusesIsSaid() throws {
    let dry = try Cluster("versioned: true", kubectl: "#!/bin/sh\nexit 1\n")
    #expect(try dry.sluice("upload", "--dry-run").output.contains("kubectl get pods -n argo -l "))
    let refused = try dry.sluice("upload")
    #expect(refused.status == 3)
    #expect(refused.talk.contains("error: 'kubectl get' ended with 1"))
    let none = try Cluster("versioned: true", kubectl: "#!/bin/sh\n").sluice("upload")
    #expect(none.status == 3)
    #expect(none.talk.contains("no pod runs in the namespace 'argo'"))
    let other = try Cluster("delivery: inline").sluice("upload")
    #expect(other.status == 2)
  }

  @Test func whenceComparesWithThisFolder() throws {
    let cluster = try Cluster("delivery: inline")
    #expect(try cluster.sluice("export").status == 0)
    let same = try cluster.sluice("whence", "argo.yaml")
    #expect(same.status == 0)
    #expect(same.output.contains("this folder: the graph is the same, the source is the same"))
    try cluster.project.write("a.sh", "echo other > {{product}}\n")
    let other = try cluster.sluice("whence", "argo.yaml", "--format", "json")
    #expect(other.status == 1)
    #expect(other.output.contains("\"same_source\": false"))
    #expect(try cluster.sluice("export", "--check").status == 1)
    try cluster.project.write("pipeline.yaml", "- {source: a.sh, product: b, name: b}\n")
    let graph = try cluster.sluice("whence", "argo.yaml")
    #expect(graph.output.contains("the graph is another one"))
    #expect(try cluster.sluice("whence", "gone.yaml").status == 2)
    #expect(try cluster.sluice("whence", "environment.yml").status == 2)
    #expect(try cluster.sluice("whence", "a.sh").status == 2)
  }

  @Test func aDockerfileIsWrittenOnce() throws {
    let cluster = try Cluster("image: 'registry.example.com/x:1'")
    let first = try cluster.sluice("export")
    #expect(first.talk.contains("wrote Dockerfile\n"))
    try cluster.project.write("Dockerfile", "FROM mine\n")
    #expect(try cluster.sluice("export").talk.contains("kept Dockerfile, which was there\n"))
    #expect(cluster.project.read("Dockerfile") == "FROM mine\n")
  }
}
