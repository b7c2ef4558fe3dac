extension Target {
  /// The keys of one target, in the order in which the reference page shows them.
  static let keys: [ConfigurationKey] =
    [
      ConfigurationKey("kind", .choice(["argo"]), default: "argo", "The backend."),
      ConfigurationKey(
        "resource",
        .choice(["Workflow", "WorkflowTemplate", "ClusterWorkflowTemplate", "CronWorkflow"]),
        default: "Workflow", "Argo's kind of object."),
      ConfigurationKey(
        "argo-version", .text, default: "the newest",
        "The version of the cluster's Argo: `3.5`. Only locks, schedules and a few fields that are younger "
          + "than 3.4 depend on it."),
      ConfigurationKey(
        "definitions", .choice(["full", "minimal"]), default: "full",
        "Argo's resource definitions on the cluster; the full ones take at most 200 tasks in one DAG, so "
          + "larger graphs are nested, and `minimal` keeps them flat."),
      ConfigurationKey(
        "name", .text, default: "the project's", "What names of workflows begin with."),
      ConfigurationKey("namespace", .text, default: "`argo`", "Where the workflow is submitted."),
      ConfigurationKey(
        "output", .text, default: "`argo.yaml`, with several targets `{target}/argo.yaml`",
        "The file that is written, relative to the project's root."),
      ConfigurationKey(
        "source-map", .flag, default: "false",
        "Write beside the spec which lines of the project each of its parts comes from."),
      ConfigurationKey(
        "entry", .text, default: "`pipeline.{target}.yaml` if it is there, else as for `check`",
        "The specification, relative to the project's root."),
      ConfigurationKey(
        "placeholders", .mapping(keys: "keys of env.yaml, nested ones with dots,", values: .text),
        default: "env.yaml's own", example: "sample: true",
        "Values that hold in this target, as `--env` gives them."),
      ConfigurationKey(
        "parameters", .list(.either([.text, .section(parameterKeys)])), default: "none",
        example: "[sample, path.data]",
        "Keys of env.yaml, and parameters of tasks as `TASK.NAME`, that can be set when the workflow "
          + "is submitted: `argo submit -p sample=true`."),
      ConfigurationKey(
        "source", .section(Configuration.Source.keys), default: "the file's own `source`",
        "How the pods of this target get the project's files."),
      ConfigurationKey(
        "data", .choice(DataWay.allCases.map(\.rawValue)), default: "disk",
        "How products get from one pod to the next: on the shared disk, through the cluster's artifact "
          + "repository, or by what the project itself does, such as a client for `File` or paths on "
          + "`volumes`: then there is no `disk`."),
      ConfigurationKey(
        "artifacts", .section(artifactKeys), default: "the cluster's repository",
        "With `data: artifacts`: where they lie."),
      ConfigurationKey(
        "disk", .section(diskKeys), default: "the claim `nfs` at `/mnt/vol`",
        "The shared disk that has the project's folder."),
    ] + podKeys + [
      ConfigurationKey(
        "resources", .mapping(keys: "tasks, by name or wildcard,", values: .section(resourceKeys)),
        default: "the cluster's", example: "'fit-*': {cpu: 4, memory: 16Gi, gpu: 1}",
        "What pods get of their nodes."),
      ConfigurationKey(
        "tasks", .mapping(keys: "tasks, by name or wildcard,", values: .section(taskKeys)),
        default: "what the target says",
        example: """
          'fit-*': {image: registry.example.com/fit:1.4, retries: 2}
          fit-big: {node-selector: {pool: gpu}}
          """,
        "What is different for some tasks. Entries are read from top to bottom and add to each other; "
          + "for one key the later one counts, and a task's own name counts more than wildcards."),
      ConfigurationKey(
        "operations", .mapping(keys: "names", values: .section(operationKeys)), default: "none",
        "Tasks of the workflow that are no tasks of the pipeline."),
    ] + workflowKeys

  /// What holds for the run as a whole.
  private static let workflowKeys: [ConfigurationKey] = [
    ConfigurationKey(
      "image-pull-secrets", .list(.text), default: "none", "Secrets that open the registries."),
    ConfigurationKey(
      "labels", .mapping(keys: "names", values: .text), default: "none", "Labels of the workflow."),
    ConfigurationKey(
      "annotations", .mapping(keys: "names", values: .text), default: "none",
      "Annotations of the workflow."),
    ConfigurationKey(
      "pod-labels", .mapping(keys: "names", values: .text), default: "none", "Labels of all pods."),
    ConfigurationKey(
      "pod-annotations", .mapping(keys: "names", values: .text), default: "none",
      "Annotations of all pods."),
    ConfigurationKey(
      "pod-context",
      .list(
        .section([
          ConfigurationKey("key", .text, default: "required", required: true, "The label's name."),
          ConfigurationKey("value", .text, default: "required", required: true, "Its value."),
          ConfigurationKey(
            "required", .flag, default: "false",
            "Wait for a place on such a node, rather than prefer it."),
        ])), default: "none", example: "{key: team, value: blue}",
      "Labels of all pods; pods that share one run on one node."),
    ConfigurationKey(
      "volume-affinity", .flag, default: "true",
      "Pods that write to a disk of mode `rw` run on the node that has it."),
    ConfigurationKey(
      "volume-claim-gc", .choice(["OnWorkflowCompletion", "OnWorkflowSuccess"]),
      default: "`OnWorkflowSuccess`", "When claims that were made for the run are deleted."),
    ConfigurationKey(
      "deadline", .duration, default: "none", "When the run is stopped at the latest."),
    ConfigurationKey(
      "fail-fast", .flag, default: "true",
      "Start nothing more once a task has failed; `false` lets independent branches finish."),
    ConfigurationKey("parallelism", .count, default: "no limit", "Pods at once."),
    ConfigurationKey("priority", .count, default: "0", "The place in the controller's queue."),
    ConfigurationKey(
      "synchronization", .section(synchronizationKeys), default: "none",
      "Locks that the run waits for."),
    ConfigurationKey(
      "ttl",
      .section([
        ConfigurationKey("completion", .duration, default: "never", "After any end."),
        ConfigurationKey("success", .duration, default: "never", "After success."),
        ConfigurationKey("failure", .duration, default: "never", "After a failure."),
      ]), default: "runs stay", example: "{completion: 1h, success: 20m, failure: 2h}",
      "When the cluster forgets the run."),
    ConfigurationKey(
      "pod-gc",
      .section([
        ConfigurationKey(
          "strategy",
          .choice([
            "OnPodCompletion", "OnPodSuccess", "OnWorkflowCompletion", "OnWorkflowSuccess",
          ]), default: "never", "At which event."),
        ConfigurationKey(
          "delay", .duration, default: "at once", "How long after; from Argo 3.5 on."),
        ConfigurationKey(
          "labels", .mapping(keys: "labels", values: .text), default: "all", "Which pods."),
      ]), default: "pods stay", "When the cluster deletes finished pods."),
    ConfigurationKey(
      "on-exit", .section(onExitKeys), default: "none",
      example: "{image: registry.example.com/notify:1, queue: runs, payload: nightly}",
      "What is run when the workflow has ended, whatever came of it."),
    ConfigurationKey(
      "archive-logs", .flag, default: "the cluster's", "Keep the logs in the artifact repository."),
    ConfigurationKey(
      "schedules", .list(.text), default: "none", example: "['0 3 * * *']",
      "Of a `CronWorkflow`: when it runs, as cron has it."),
    ConfigurationKey(
      "timezone", .text, default: "the controller's", "Of a `CronWorkflow`: `Europe/Berlin`."),
    ConfigurationKey(
      "concurrency", .choice(["Allow", "Forbid", "Replace"]), default: "`Allow`",
      "Of a `CronWorkflow`: what happens while the last run is going on."),
    ConfigurationKey(
      "starting-deadline", .duration, default: "none",
      "Of a `CronWorkflow`: how late a missed run may begin."),
    ConfigurationKey("suspend", .flag, default: "false", "Of a `CronWorkflow`: pause it."),
    ConfigurationKey(
      "history",
      .section([
        ConfigurationKey("successful", .count, default: "3", "Runs that succeeded."),
        ConfigurationKey("failed", .count, default: "1", "Runs that failed."),
      ]), default: "Argo's", "Of a `CronWorkflow`: how many runs are kept."),
    ConfigurationKey(
      "spec", .raw("fields of a spec as Argo has them"), default: "none",
      "Merged into the workflow's spec last: for what has no key here."),
  ]

  private static let parameterKeys: [ConfigurationKey] = [
    ConfigurationKey(
      "key", .text, default: "required", required: true,
      "The key of env.yaml, nested ones with dots, or `TASK.NAME`."),
    ConfigurationKey(
      "name", .text, default: "the key, with `-` for dots", "The parameter's name in Argo."),
    ConfigurationKey(
      "default", .text, default: "its value here", "What holds where nobody sets it."),
    ConfigurationKey("values", .list(.text), default: "any", "The values that Argo accepts."),
    ConfigurationKey("description", .text, default: "none", "What Argo's pages say of it."),
  ]

  private static let artifactKeys: [ConfigurationKey] = [
    ConfigurationKey(
      "repository", .raw("a location as Argo has it: `{s3: {bucket: …}}`"),
      default: "the cluster's own", "The artifact repository."),
    ConfigurationKey(
      "prefix", .text, default: "the workflow's name", "What the keys begin with."),
    ConfigurationKey(
      "compress", .flag, default: "true", "Pack what is kept with gzip."),
  ]

  private static let diskKeys: [ConfigurationKey] = [
    ConfigurationKey("claim", .text, default: "`nfs`", "The claim."),
    ConfigurationKey("mount", .text, default: "`/mnt/vol`", "Where the pods see it."),
    ConfigurationKey(
      "sub-path", .text, default: "`{project}`",
      "The folder of it that has the project; `{project}` stands for the project's name."),
    ConfigurationKey(
      "volume", .raw("a volume's source as Kubernetes has it"), default: "the claim",
      "Another volume than a claim: `{nfs: {server: …, path: /}}`."),
  ]

  private static let onExitKeys: [ConfigurationKey] = [
    ConfigurationKey("image", .text, default: "required without `http`", "The image that is run."),
    ConfigurationKey("command", .list(.text), default: "the image's", "What it runs."),
    ConfigurationKey("args", .list(.text), default: "none", "What the command is given."),
    ConfigurationKey(
      "queue", .text, default: "none", "Given to the container as `queue_name`."),
    ConfigurationKey(
      "payload", .text, default: "none", "Given to the container as `payload`."),
    ConfigurationKey(
      "failures", .flag, default: "false",
      "Give it `workflow_failures` too: the failed nodes as JSON."),
    ConfigurationKey(
      "http", .raw("a request as Argo has it: `{url: …, method: POST, body: …}`"), default: "none",
      "A request instead of a container."),
    ConfigurationKey(
      "env", .mapping(keys: "names of variables", values: .text), default: "none",
      "Further variables of the container."),
    ConfigurationKey("service-account", .text, default: "the target's", "The account that it has."),
    ConfigurationKey("retries", .count, default: "none", "How often it is tried again."),
    ConfigurationKey("deadline", .duration, default: "10m", "When it is stopped at the latest."),
  ]

  private static let operationKeys: [ConfigurationKey] =
    [
      ConfigurationKey("bash", .text, default: "none", "A bash script."),
      ConfigurationKey("python", .text, default: "none", "A Python script."),
      ConfigurationKey(
        "function", .text, default: "none",
        "A function of the project without arguments, as `module.function`; its text is what runs."),
      ConfigurationKey(
        "file", .text, default: "none",
        "A `.sh` or `.py` file of the project, relative to its root; its text is what runs."),
      ConfigurationKey(
        "after", .list(.text), default: "nothing",
        "Tasks and operations that it waits for, by name or wildcard."),
      ConfigurationKey(
        "before", .list(.text), default: "nothing",
        "Tasks and operations that wait for it, by name or wildcard."),
    ] + taskKeys
}
