import SluiceCore
import SluicePipeline
import SluiceYAML
import Testing

@testable import SluiceExport

private func settings(_ yaml: String) throws -> ArgoSettings {
  let root = try #require(parseYAML(Array(yaml.utf8), file: 0).root)
  return ArgoSettings(Target(name: "t", settings: root, range: nil), project: "churn")
}

private func written(_ value: YAMLValue?) -> String {
  value.map { String(decoding: yamlBytes($0), as: UTF8.self) } ?? ""
}

@Suite struct ArgoSettingsTests {
  @Test func whatHoldsForATaskAddsUp() throws {
    let settings = try settings(
      """
      env: {A: all, B: all}
      node-selector: {pool: cpu}
      volumes: [data:/mnt/data]
      resources:
        "*": {cpu: 1, memory: 1Gi}
        "fit-*": {gpu: 1}
      tasks:
        fit-big: {resources: {memory: 64Gi}, env: {B: big}, node-selector: {pool: gpu}}
        "fit-*": {env: {B: fit, C: fit}, volumes: [/mnt/scratch]}
        "*": {image: all}
      """)
    let pod = settings.pod(settings.layers(of: "fit-big"))
    #expect(pod.environment.map(\.name).sorted() == ["A", "B", "C"])
    #expect(pod.environment.first { $0.name == "B" }?.source == .text("big"))
    #expect(pod.nodeSelector.map(\.text) == ["gpu"])
    #expect(pod.volumes.map(\.mountPath) == ["/mnt/data", "/mnt/scratch"])
    #expect(pod.image == "all")
    #expect(
      written(pod.resources.value) == """
        requests:
          cpu: '1'
          memory: 64Gi
        limits:
          cpu: '1'
          memory: 64Gi
          nvidia.com/gpu: '1'

        """)
    let other = settings.pod(settings.layers(of: "load"))
    #expect(other.environment.map(\.name) == ["A", "B"])
    #expect(other.resources.limits.map(\.name) == ["cpu", "memory"])
  }

  @Test func aTasksOwnNameCountsMoreThanWildcards() throws {
    let settings = try settings("tasks: {fit: {image: own}, 'f*': {image: wild}}")
    #expect(settings.pod(settings.layers(of: "fit")).image == "own")
    #expect(settings.pattern(settings.layers(of: "fit")) == "fit")
    #expect(settings.pod(settings.layers(of: "find")).image == "wild")
    #expect(settings.layers(of: "load").isEmpty)
  }

  @Test func keysOfTheRunAreNotThoseOfPods() throws {
    let settings = try settings(
      "{deadline: 2h, labels: {team: a}, synchronization: {mutexes: [m]}}")
    #expect(settings.common == PodSettings())
    #expect(written(settings.runFields.value).contains("activeDeadlineSeconds: 7200"))
  }

  @Test(
    arguments: [
      ("3.5", "mutex:\n  name: m\n"), ("3.6", "mutexes:\n- name: m\n"), ("4", "mutexes:"),
      ("v4.1.2", "mutexes:"),
    ])
  func locksAreThoseOfTheVersion(version: String, wanted: String) throws {
    let settings = try settings("{argo-version: '\(version)', synchronization: {mutexes: [m]}}")
    let text = written(settings["synchronization"].map { locks($0, settings.version) })
    #expect(text.hasPrefix(wanted), "\(text)")
  }

  @Test(
    arguments: [
      ("3.4", 3, 4), ("v3.6.12", 3, 6), ("4", 4, 0), ("4.1", 4, 1),
    ])
  func readsVersions(text: String, major: Int, minor: Int) {
    #expect(ArgoVersion(text) == ArgoVersion(major: major, minor: minor))
  }

  @Test(arguments: ["", "v", "three", "3.x", "3.-1", "3.4.5.6", "99999999999999999999"])
  func refusesOtherVersions(text: String) { #expect(ArgoVersion(text) == nil) }

  @Test func contextsAndDisksMakeOneAffinity() throws {
    let settings = try settings(
      """
      pod-context: [{key: team, value: blue}, {key: team, value: red, required: true}]
      volumes: [etl:/mnt/etl, many:/mnt/many:rwx, /mnt/new]
      affinity: {podAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1}]}}
      """)
    let shared = settings.sharedVolumes([TaskName("a"), TaskName("b")])
    let writer = PodTemplateWriter(
      common: settings.common, volumeLabels: VolumeLabels(settings.allVolumes, shared: shared),
      contexts: settings.contexts, volumes: ArgoVolumes(reserved: []))
    let affinity = try #require(writer.affinity(settings.common))
    let terms = written(affinity)
    // What the user says, then the contexts, then the disk that one node can have, then the new one.
    #expect(terms.contains("- weight: 1\n"))
    #expect(terms.contains("key: usesvolume\n") && terms.contains("- etl\n"))
    #expect(!terms.contains("many"))
    #expect(terms.contains("key: sharesvolume-mnt-new"))
    #expect(
      writer.volumeLabels?.labels(settings.common.volumes).map(\.name)
        == ["usesvolume", "usesvolume-etl", "sharesvolume-mnt-new"])
  }

  @Test func twoClaimsHaveALabelEach() throws {
    let settings = try settings("volumes: [a:/mnt/a, b:/mnt/b:ro]")
    let labels = VolumeLabels(settings.allVolumes, shared: [])
    #expect(labels.labels(settings.common.volumes).map(\.name) == ["usesvolume-a", "usesvolume-b"])
    #expect(
      labels.contexts(settings.common.volumes).allSatisfy {
        $0.value == "true" && $0.isRequired
      })
  }

  @Test func aNewVolumeBindsThoseThatShareIt() throws {
    let settings = try settings(
      """
      tasks:
        'fit-*': {volumes: [/mnt/models]}
        report: {volumes: [/mnt/scratch, '/mnt/many:rwx']}
      operations: {tidy: {volumes: [/mnt/models]}}
      """)
    func shared(_ tasks: String...) -> Set<String> {
      settings.sharedVolumes(tasks.map { TaskName($0) })
    }
    #expect(shared("load", "fit-1", "fit-2", "report") == ["/mnt/models"])
    #expect(shared("fit-1") == ["/mnt/models"], "the operation has it, too")
    #expect(shared("load", "report").isEmpty)
  }

  @Test func volumesAreDeclaredOnceUnderNamesOfTheirOwn() throws {
    let settings = try settings("volumes: [/a/b, /a-b, 'c.d:/c', 'c.d:/e:ro']")
    var volumes = ArgoVolumes(reserved: [])
    _ = volumes.add(
      disk: "nfs", claim: "nfs",
      .entries([("persistentVolumeClaim", .entries([("claimName", .string("nfs"))]))]))
    let mounts = settings.common.volumes.map { written(volumes.mount($0)) }
    #expect(
      mounts.map { $0.split(separator: "\n")[0] } == [
        "name: a-b", "name: a-b-2", "name: c-d", "name: c-d",
      ])
    #expect(mounts[3].contains("readOnly: true"))
    #expect(volumes.claimTemplates.count == 2 && volumes.volumes.count == 2)
  }

  @Test func texts() throws {
    let settings = try settings("env: {A: a$$b, B: $(A), C: yes, D: 1.10, E: ~, F: [1]}")
    let fields = settings.common.environment.map { "\($0.name)=\($0.source.field.1)" }
    #expect(fields.contains("A=string(\"a$$$$b\")"))
    #expect(fields.contains("B=string(\"$(A)\")"))
    #expect(fields.contains("C=string(\"true\")"))
    #expect(fields.contains("D=string(\"1.10\")"))
  }
}
