import Foundation
import SluiceYAML
import TestSupport
import Testing

/// What CloudHarness' workflows do well, and what they get wrong, each seen in an exported spec.
@Suite struct CloudHarnessTests {
  /// A project of two tasks, or of one, with a target of these keys.
  private func project(_ keys: String, tasks: [String] = ["load", "fit"]) throws -> Scratch {
    var files = [
      "sluice.yaml": "targets:\n  churn: \(keys)\n",
      "environment.yml": "name: churn\ndependencies: [ploomber]\n",
      "pipeline.yaml": "tasks:\n"
        + tasks.map { "- {source: \($0).sh, product: out/\($0)}\n" }.joined(),
    ]
    for (number, task) in tasks.enumerated() {
      let upstream = number == 0 ? "" : "cat {{upstream['\(tasks[number - 1])']}}; "
      files["\(task).sh"] = upstream + "touch {{product}}\n"
    }
    return try Scratch(files)
  }

  private func spec(_ keys: String, tasks: [String] = ["load", "fit"]) throws -> Node {
    let project = try project(keys, tasks: tasks)
    let run = try Command(["export", "-o", "-"], in: project.url)
    try #require(run.status == 0, "\(keys): \(run.talk)")
    return try #require(parseYAML(Array(run.output.utf8), file: 0).root?["spec"])
  }

  /// What is said of keys that do not fit.
  private func findings(_ keys: String) throws -> String {
    let project = try project(keys)
    let run = try Command(["export", "-o", "-"], in: project.url)
    #expect(run.status == 1 && run.output.isEmpty, "\(keys)")
    return run.talk
  }

  private func template(_ name: String, of spec: Node) throws -> Node {
    let templates = spec["templates"]?.sequence ?? []
    return try #require(templates.first { $0["name"]?.text == name }, "no template \(name)")
  }

  private func pods(_ spec: Node) -> [Node] {
    (spec["templates"]?.sequence ?? []).filter { $0["script"] != nil || $0["container"] != nil }
  }

  /// Keys and values of the terms of a pod affinity.
  private func terms(_ affinity: Node?, _ kind: String) -> [String] {
    let terms = affinity?["podAffinity"]?["\(kind)DuringSchedulingIgnoredDuringExecution"]
    return (terms?.sequence ?? []).map { term in
      let selector = (term["podAffinityTerm"] ?? term)["labelSelector"]
      let expression = selector?["matchExpressions"]?.sequence?.first
      let value = expression?["values"]?.sequence?.first?.text ?? ""
      return (expression?["key"]?.text ?? "") + "=" + value
    }
  }

  private func labels(_ template: Node) -> [String] {
    (template["metadata"]?["labels"]?.mapping ?? []).map { "\($0.key.text)=\($0.value.text)" }
  }

  private func mounts(_ template: Node) -> [Node] {
    (template["script"] ?? template["container"])?["volumeMounts"]?.sequence ?? []
  }

  private func names(_ list: Node?) -> [String] {
    (list?.sequence ?? []).map { $0["name"]?.text ?? $0["metadata"]?["name"]?.text ?? "" }
  }

  // MARK: Shape

  @Test func aTaskWaitsForWhatItReadsAndForNothingElse() throws {
    let spec = try #require(CloudHarnessFixture(name: "grouped").spec()["spec"])
    let tasks = try template("dag", of: spec)["dag"]?["tasks"]?.sequence ?? []
    let edges = tasks.map { task in
      "\(task["name"]?.text ?? ""): "
        + (task["dependencies"]?.sequence ?? []).map(\.text).joined(separator: " ")
    }
    #expect(edges.sorted() == ["clean: ", "fit: clean load", "load: ", "plot: load"])
  }

  @Test func anExportIsTheSameEachTime() throws {
    for name in CloudHarnessFixture.names {
      let fixture = CloudHarnessFixture(name: name)
      #expect(try fixture.exported() == fixture.exported(), "\(name)")
    }
  }

  // MARK: Disks

  @Test func aClaimIsOneVolumeWithLabelAndAffinity() throws {
    let spec = try spec("{volumes: ['c:/m'], tasks: {fit: {image: other}}}")
    #expect(names(spec["volumes"]) == ["nfs", "c"])
    #expect(terms(spec["affinity"], "required") == ["usesvolume=c"])
    #expect(pods(spec).count == 2)
    for pod in pods(spec) {
      #expect(mounts(pod).filter { $0["mountPath"]?.text == "/m" }.count == 1)
      #expect(labels(pod) == ["usesvolume=c", "usesvolume-c=true"])
      #expect(pod["affinity"] == nil, "a template's affinity would be taken for the workflow's")
    }
  }

  @Test func aClaimOfManyWritersBindsNothing() throws {
    let spec = try spec("{volumes: ['c:/m:rwx']}")
    #expect(spec["affinity"] == nil && pods(spec).allSatisfy { $0["metadata"] == nil })
    #expect(names(spec["volumes"]) == ["nfs", "c"])
  }

  @Test func readOnlyIsWrittenAsKubernetesHasIt() throws {
    let spec = try spec("{volumes: ['c:/m:ro', 'd:/n']}")
    let mounts = mounts(pods(spec)[0])
    #expect(mounts.map { $0["readOnly"]?.bool } == [nil, true, nil])
    #expect(mounts.allSatisfy { $0["readonly"] == nil })
  }

  @Test(arguments: [["load"], ["load", "fit"]])
  func aNewVolumeIsAClaimOfTheRun(tasks: [String]) throws {
    let spec = try spec("{volumes: [/m]}", tasks: tasks)
    #expect(names(spec["volumes"]) == ["nfs"])
    let claims = spec["volumeClaimTemplates"]?.sequence ?? []
    let sizes = claims.map { $0["spec"]?["resources"]?["requests"]?["storage"]?.text }
    #expect(sizes == ["10Mi"])
    #expect(claims.map { $0["spec"]?["accessModes"]?.sequence?.map(\.text) } == [["ReadWriteOnce"]])
    // Several pods have to meet on one node; a single one is free.
    let wanted = tasks.count == 1 ? [] : ["workflows.argoproj.io/workflow={{workflow.name}}"]
    #expect(terms(spec["affinity"], "required") == wanted)
  }

  @Test func twoClaimsCanBeMetByThePodsThemselves() throws {
    let spec = try spec("{volumes: ['a:/a', 'b:/b']}")
    let terms = terms(spec["affinity"], "required")
    #expect(terms == ["usesvolume-a=true", "usesvolume-b=true"])
    for pod in pods(spec) { #expect(labels(pod) == terms) }
  }

  @Test func pathsThatLookAlikeAreTwoVolumes() throws {
    let spec = try spec("{volumes: [/a/b, /ab, /A.b, /a_b]}")
    let names = names(spec["volumeClaimTemplates"])
    #expect(names.count == 4 && Set(names).count == 4, "\(names)")
    #expect(
      names.allSatisfy { name in
        name.utf8.allSatisfy {
          (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
        }
      })
  }

  // MARK: Pods

  @Test func aGraphicsCardArrivesAndHalfOfOneDoesNot() throws {
    let spec = try spec("{tasks: {fit: {resources: {gpu: 1}}}}")
    let resources = try template("run-fit", of: spec)["script"]?["resources"]
    #expect(resources?["limits"]?["nvidia.com/gpu"]?.text == "1")
    #expect(try findings("{tasks: {fit: {resources: {gpu: 1.5}}}}").contains("1.5"))
  }

  @Test func truthIsWrittenInLowerCase() throws {
    let spec = try spec("{env: {a: true, b: True, c: no, d: 'True', e: 1e3}}")
    let variables = (pods(spec)[0]["script"]?["env"]?.sequence ?? []).dropFirst()
    #expect(variables.map { $0["value"]?.text } == ["true", "true", "false", "True", "1e3"])
  }

  @Test func aScriptKeepsItsResourcesAndRetries() throws {
    let spec = try spec("{tasks: {fit: {resources: {cpu: 2}, retries: 3}}}")
    let fit = try template("run-fit", of: spec)
    #expect(fit["script"]?["resources"]?["requests"]?["cpu"]?.text == "2")
    #expect(fit["retryStrategy"]?["limit"]?.text == "3")
  }

  @Test(arguments: [("resource", "resources"), ("retrys", "retries"), ("enw", "env")])
  func aMisspeltOptionIsNoVariable(written: String, meant: String) throws {
    let talk = try findings("{tasks: {fit: {\(written): 3}}}")
    #expect(talk.contains("'\(written)'") && talk.contains("'\(meant)'"), "\(talk)")
  }

  @Test func contextsAreLabelsOfAllAndTermsOfTheRun() throws {
    let spec = try #require(CloudHarnessFixture(name: "pod-context").spec()["spec"])
    #expect(terms(spec["affinity"], "preferred") == ["team=blue", "tier=batch"])
    #expect(terms(spec["affinity"], "required") == ["disk=fast"])
    let preferred = spec["affinity"]?["podAffinity"]?.mapping?.first?.value.sequence ?? []
    #expect(preferred.map { $0["weight"]?.int } == [100, 100])
    let labels = spec["podMetadata"]?["labels"]?.mapping ?? []
    #expect(labels.map(\.key.text) == ["team", "tier", "disk"])
    #expect(pods(spec).allSatisfy { $0["affinity"] == nil })
  }

  // MARK: The end

  @Test func whatIsNotSaidIsNotWritten() throws {
    let plain = try spec("{}")
    for key in ["ttlStrategy", "podGC", "affinity", "imagePullSecrets", "tolerations", "onExit"] {
      #expect(plain[key] == nil, "\(key)")
    }
    let some = try spec("{ttl: {failure: 2h}, pod-gc: {strategy: OnPodSuccess, delay: 20m}}")
    #expect(some["ttlStrategy"]?.mapping?.map(\.key.text) == ["secondsAfterFailure"])
    #expect(some["ttlStrategy"]?["secondsAfterFailure"]?.int == 7200)
    #expect(some["podGC"]?["deleteDelayDuration"]?.text == "1200s")
    let delay = some["podGC"]?["deleteDelayDuration"]?.scalar?.resolved
    #expect(delay == .string, "a number is refused by newer controllers")
  }

  @Test func theNoticeGoesOutWithoutTheDisk() throws {
    let payload = #"{"a": 1, "b": "two words; $(rm) `x` 'y' $$HOME"}"#
    let quoted = payload.replacing("'", with: "''")
    let spec = try spec(
      "{volumes: ['c:/m'], on-exit: {image: notify, queue: q, payload: '\(quoted)'}}")
    #expect(spec["onExit"]?.text == "exit-handler")
    let notice = try template("exit-notice", of: spec)
    #expect(mounts(notice).isEmpty && notice["metadata"] == nil)
    #expect(notice["affinity"]?.mapping?.isEmpty == true, "the workflow's would bind it")
    let variables = notice["container"]?["env"]?.sequence ?? []
    let values = Dictionary(
      variables.map { ($0["name"]?.text ?? "", $0["value"]?.text ?? "") }, uniquingKeysWith: { $1 })
    #expect(values["workflow_result"] == "{{workflow.status}}" && values["queue_name"] == "q")
    // Kubernetes makes one `$` of two, and replaces `$(NAME)` where there is such a variable.
    #expect(values["payload"]?.replacing("$$", with: "$") == payload)
  }

  @Test func aTaskOfTheHandlersNameKeepsItsOwn() throws {
    let spec = try spec(
      "{on-exit: {image: notify}, tasks: {exit-handler: {image: own}, exit-notice: {image: own}}}",
      tasks: ["exit-handler", "exit-notice", "exit-end"])
    let templates = names(spec["templates"])
    #expect(Set(templates).count == templates.count)
    #expect(try template("exit-notice", of: spec)["container"]?["image"]?.text == "notify")
    let tasks = names(try template("dag", of: spec)["dag"]?["tasks"])
    #expect(tasks == ["exit-handler", "exit-notice", "exit-end"])
  }
}
