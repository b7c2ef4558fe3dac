import TestSupport
import Testing

@testable import SluiceExport

private let spec = """
  apiVersion: argoproj.io/v1alpha1
  kind: Workflow
  metadata: {generateName: demo-, labels: {sluice/graph: aa, team: x}}
  spec:
    entrypoint: dag
    arguments: {parameters: [{name: sample, value: 'false'}]}
    templates:
    - name: run-task
      inputs: {parameters: [{name: task_name}]}
      script:
        image: a:1
        env: [{name: A, value: x}]
        resources: {requests: {cpu: '2'}, limits: {cpu: '2'}}
        volumeMounts: [{name: nfs, mountPath: /mnt/vol}]
        source: |
          one
          two
    - name: run-fit
      script: {image: a:1}
    - name: dag
      dag:
        tasks:
        - {name: load-data, template: run-task,
           arguments: {parameters: [{name: task_name, value: load_data}]}}
        - {name: fit, template: run-fit, dependencies: [load-data]}
        - {name: plot, template: run-task, dependencies: [fit]}

  """

private func words(_ change: (String) -> String) -> [String] {
  specChanges(from: Array(spec.utf8), to: Array(change(spec).utf8)).map(\.words)
}

@Suite struct SpecChangeTests {
  @Test func whatIsOursSaysNothing() {
    #expect(words { $0.replacing("sluice/graph: aa, ", with: "") } == [])
    #expect(words { "# x\n---\n" + $0 } == [])
    let metadata = "spec:\n  workflowMetadata: {labels: {sluice/graph: "
    let one = Array(spec.replacing("spec:\n", with: metadata + "a}}\n").utf8)
    let two = Array(spec.replacing("spec:\n", with: metadata + "b}}\n").utf8)
    #expect(specChanges(from: one, to: two).isEmpty)
    #expect(specChanges(from: Array(spec.utf8), to: two).isEmpty)
  }

  @Test func tasksAndEdges() {
    #expect(
      words { $0.replacing("dependencies: [fit]", with: "dependencies: [fit, load-data]") }
        == ["'plot' waits for 'load_data', too"])
    #expect(
      words { $0.replacing(", dependencies: [load-data]", with: "") }
        == ["'fit' waits for 'load_data' no more"])
    #expect(
      words { $0.replacing("name: plot", with: "name: show") }
        == ["the task 'plot' is 'show' now"])
    let line = "      - {name: plot,"
    #expect(
      words { $0.replacing(line, with: "      - {name: new, template: run-fit}\n" + line) }
        == ["the task 'new' is new"])
    #expect(
      words { $0.split(separator: "\n").dropLast().joined(separator: "\n") }
        == ["the task 'plot' is gone"])
    #expect(
      words {
        $0.replacing("dependencies: [load-data]", with: "depends: load-data.Succeeded")
      } == ["'fit' waits in another way: all that it names → load-data.Succeeded"])
  }

  @Test func pods() {
    #expect(words { $0.replacing("a:1", with: "a:2") } == ["all pods: image a:1 → a:2"])
    #expect(
      words { $0.replacing("cpu: '2'", with: "cpu: '4'") } == ["the pods of 'run-task': cpu 2 → 4"])
    #expect(
      words { $0.replacing("limits: {cpu: '2'}", with: "limits: {cpu: '4', memory: 1Gi}") } == [
        "the pods of 'run-task': cpu limit 2 → 4",
        "the pods of 'run-task': memory limit is new: 1Gi",
      ])
    #expect(
      words { $0.replacing("value: x}", with: "value: x}, {name: B, value: 'true'}") }
        == ["the pods of 'run-task': the variable B is new: true"])
    #expect(
      words { $0.replacing("        two\n", with: "        three\n") }
        == ["the pods of 'run-task': the script is another version"])
    #expect(
      words { $0.replacing("mountPath: /mnt/vol", with: "mountPath: /data") } == [
        "the pods of 'run-task': the mount /mnt/vol is gone",
        "the pods of 'run-task': the mount /data is new: {name: nfs}",
      ])
    #expect(
      words { $0.replacing("run-fit", with: "run-big") }
        == ["the template 'run-fit' is 'run-big' now"])
    #expect(
      words { $0.replacing("plot, template: run-task", with: "plot, template: run-fit") }
        == ["'plot' runs in another template: run-task → run-fit"])
  }

  @Test func theRun() {
    #expect(
      words { $0.replacing("value: 'false'", with: "value: 'true'") }
        == ["the default of the parameter 'sample' false → true"])
    #expect(
      words { $0.replacing("entrypoint: dag\n", with: "entrypoint: dag\n  parallelism: 3\n") }
        == ["parallelism is new: 3"])
    #expect(
      words { $0.replacing("dag:\n", with: "dag:\n      failFast: false\n") }
        == ["the DAG.dag.failFast is new: false"])
    #expect(words { $0.replacing("team: x", with: "team: y") } == ["metadata.labels.team x → y"])
    #expect(words { _ in "{" } == ["the file holds no YAML of Kubernetes objects"])
    #expect(
      words { $0 + "---\n" + $0.replacing("demo-", with: "other-") }
        == ["the Workflow 'other-' is new"])
  }

  @Test func subDAGsAreComparedWhereTheyAreDividedAlike() {
    func nested(_ inner: String, _ outer: String) -> [UInt8] {
      Array(
        """
        kind: Workflow
        spec:
          entrypoint: dag
          templates:
          - {name: run, script: {image: a}}
          - name: dag-1
            dag: {tasks: [{name: a, template: run}, {name: b, template: run\(inner)}]}
          - name: dag
            dag: {tasks: [{name: c, template: run}, {name: dag-1, template: dag-1\(outer)}]}

        """.utf8)
    }
    let plain = nested("", "")
    #expect(
      specChanges(from: plain, to: nested(", dependencies: [a]", ", depends: c")).map(\.words)
        == ["'b' waits for 'a', too", "the sub-DAG 'dag-1' waits for 'c', too"])
    let flat = """
      kind: Workflow
      spec:
        entrypoint: dag
        templates:
        - {name: run, script: {image: a}}
        - name: dag
          dag:
            tasks: [{name: a, template: run}, {name: b, template: run}, {name: c, template: run}]

      """
    #expect(
      specChanges(from: plain, to: Array(flat.utf8)).map(\.words)
        == ["the tasks are divided in another way: 1 sub-DAG → 0"])
    // Of tasks that share a DAG in both it is known what they wait for.
    let waiting = flat.replacing("{name: b,", with: "{name: b, depends: a,")
    #expect(
      specChanges(from: plain, to: Array(waiting.utf8)).map(\.words).first
        == "'b' waits for 'a', too")
  }

  @Test func fuzzEveryDifferenceHasWords() {
    var generator = SeededGenerator(state: 11)
    let letters = Array("{}[]-:,'\"\n abdefgmnt/".utf8)
    for _ in 0..<300 {
      let bytes = Array(spec.utf8).mutated(edits: 3, letters: letters, using: &generator)
      let changes = specChanges(from: Array(spec.utf8), to: bytes)
      #expect(changes.isEmpty == meansTheSame(Array(spec.utf8), bytes))
      _ = specChanges(from: bytes, to: Array(spec.utf8))
    }
  }
}
