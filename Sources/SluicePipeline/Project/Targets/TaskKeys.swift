extension Target {
  /// What can be said of the pods of one task, and in a target of those of all tasks.
  static let podKeys: [ConfigurationKey] = [
    ConfigurationKey(
      "image", .text, default: "`continuumio/miniconda3`", "The image of the pod."),
    ConfigurationKey(
      "image-pull-policy", .choice(["Always", "IfNotPresent", "Never"]),
      default: "the cluster's", "When the image is fetched."),
    ConfigurationKey(
      "env",
      .mapping(
        keys: "names of variables",
        values: .either([
          .text,
          .section([
            ConfigurationKey("secret", .text, default: "none", "The secret that has the value."),
            ConfigurationKey(
              "config-map", .text, default: "none", "The config map that has the value."),
            ConfigurationKey(
              "key", .text, default: "none", "The entry of the secret or of the config map."),
            ConfigurationKey(
              "field", .text, default: "none", "The field of the pod, as `status.podIP`."),
            ConfigurationKey(
              "optional", .flag, default: "false",
              "The pod starts without the secret or the config map, too."),
          ]),
        ])),
      default: "none",
      example: """
        LOG_LEVEL: info
        DB_PASSWORD: {secret: warehouse, key: password}
        NODE: {field: spec.nodeName}
        """, "Variables of the pod."),
    ConfigurationKey(
      "volumes", .list(.either([.text, .section(volumeKeys)])), default: "none",
      example: "[models:/mnt/models:ro, /mnt/scratch]",
      "Disks beside the one with the project, `[CLAIM:]PATH[:ro|rw|rwx]` in short; without a claim a "
        + "new one is made for the run."),
    ConfigurationKey(
      "node-selector", .mapping(keys: "labels of nodes", values: .text), default: "any node",
      "The nodes that may run the pod."),
    ConfigurationKey(
      "tolerations", .list(.section(tolerationKeys)), default: "none",
      "Taints of nodes that the pod bears."),
    ConfigurationKey(
      "affinity", .raw("an affinity as Kubernetes has it"), default: "none",
      "Where the pod would rather run, or not."),
    ConfigurationKey(
      "priority-class", .text, default: "the cluster's", "The priority class of the pod."),
    ConfigurationKey(
      "retries",
      .either([
        .count,
        .section([
          ConfigurationKey("limit", .count, default: "no limit", "How often at most."),
          ConfigurationKey(
            "policy", .choice(["Always", "OnFailure", "OnError", "OnTransientError"]),
            default: "`OnFailure`", "After what."),
          ConfigurationKey(
            "expression", .text, default: "none",
            "A condition over `lastRetry`, as Argo has it."),
          ConfigurationKey(
            "backoff",
            .section([
              ConfigurationKey("duration", .duration, default: "none", "The first wait."),
              ConfigurationKey(
                "factor", .count, default: "1", "What each wait is multiplied by for the next."),
              ConfigurationKey(
                "max-duration", .duration, default: "no limit", "How long to try in all."),
              ConfigurationKey(
                "cap", .duration, default: "no limit", "The longest wait; from Argo 3.7 on."),
            ]), default: "no wait", "How long to wait before."),
        ]),
      ]), default: "none",
      example: "{limit: 2, policy: OnError, backoff: {duration: 30s, factor: 2}}",
      "How often a failed task is tried again."),
    ConfigurationKey(
      "service-account", .text, default: "the namespace's", "The account that the pod has."),
    ConfigurationKey(
      "security-context", .raw("a pod's security context as Kubernetes has it"), default: "none",
      "Users, groups and rights of the pod."),
    ConfigurationKey(
      "sidecars", .list(.raw("a container as Kubernetes has it")), default: "none",
      "Containers that run beside the task."),
    ConfigurationKey(
      "init-containers", .list(.raw("a container as Kubernetes has it")), default: "none",
      "Containers that run before the task."),
  ]

  /// What can be said of one task only.
  static let taskKeys: [ConfigurationKey] =
    [
      ConfigurationKey(
        "resources", .section(resourceKeys), default: "the cluster's",
        "What the pod gets of its node."),
      ConfigurationKey(
        "deadline", .duration, default: "none", "When the pod is stopped at the latest."),
      ConfigurationKey(
        "working-directory", .text, default: "the project", "Where the command runs."),
      ConfigurationKey(
        "command", .list(.text), default: "`ploomber task`",
        "What the pod runs instead, in a project or an image that is not Ploomber's."),
      ConfigurationKey("args", .list(.text), default: "none", "What `command` is given."),
      ConfigurationKey(
        "labels", .mapping(keys: "names", values: .text), default: "none", "Labels of the pod."),
      ConfigurationKey(
        "annotations", .mapping(keys: "names", values: .text), default: "none",
        "Annotations of the pod."),
      ConfigurationKey(
        "synchronization", .section(synchronizationKeys), default: "none",
        "Locks that the task waits for."),
      ConfigurationKey(
        "template", .raw("fields of a template as Argo has them"), default: "none",
        "Merged into the task's template last: for what has no key here."),
    ] + podKeys

  /// `resources` of one task.
  static let resourceKeys: [ConfigurationKey] = [
    ConfigurationKey("cpu", .text, default: "none", "Cores: `4`, `500m`."),
    ConfigurationKey("memory", .text, default: "none", "`16Gi`, `512M`."),
    ConfigurationKey("storage", .text, default: "none", "The node's own disk: `20Gi`."),
    ConfigurationKey(
      "gpu", .either([.count, .mapping(keys: "a vendor's resource", values: .count)]),
      default: "none", example: "{amd.com/gpu: 1}",
      "How many GPUs; a number counts those of `nvidia.com/gpu`."),
    ConfigurationKey(
      "requests", .mapping(keys: "resources", values: .text), default: "`cpu`, `memory`, `storage`",
      "What the node must have left."),
    ConfigurationKey(
      "limits", .mapping(keys: "resources", values: .text),
      default: "`cpu`, `memory`, `storage`, `gpu`", "What the pod may use at most."),
  ]

  /// One volume that is more than its short form.
  static let volumeKeys: [ConfigurationKey] = [
    ConfigurationKey(
      "mount", .text, default: "required", required: true, "Where the pods see it: `/mnt/shared`."),
    ConfigurationKey(
      "claim", .text, default: "a new one for the run", "The claim that is there already."),
    ConfigurationKey(
      "volume", .raw("a volume's source as Kubernetes has it"), default: "a claim",
      "Any other volume: `{configMap: {name: …}}`."),
    ConfigurationKey(
      "name", .text, default: "made of the claim or the path", "Its name in the spec."),
    ConfigurationKey("sub-path", .text, default: "all of it", "The folder of it that is seen."),
    ConfigurationKey(
      "mode", .choice(["ro", "rw", "rwx"]), default: "rw",
      "Read only; written by pods of one node; or written by pods of many nodes."),
    ConfigurationKey("size", .text, default: "`10Mi`", "Of a new claim: `20Gi`."),
    ConfigurationKey(
      "class", .text, default: "the cluster's", "Of a new claim: its storage class."),
  ]

  /// A taint that is borne.
  static let tolerationKeys: [ConfigurationKey] = [
    ConfigurationKey("key", .text, default: "all", "The taint's key."),
    ConfigurationKey(
      "operator", .choice(["Equal", "Exists"]), default: "Equal", "How it is compared."),
    ConfigurationKey("value", .text, default: "none", "The taint's value."),
    ConfigurationKey(
      "effect", .choice(["NoSchedule", "PreferNoSchedule", "NoExecute"]), default: "all",
      "What the taint does."),
    ConfigurationKey(
      "seconds", .count, default: "for ever", "How long `NoExecute` is borne."),
  ]

  /// Locks.
  static let synchronizationKeys: [ConfigurationKey] = [
    ConfigurationKey(
      "mutexes", .list(.text), default: "none", "Names; one holder at a time for each."),
    ConfigurationKey(
      "semaphores",
      .list(
        .section([
          ConfigurationKey(
            "config-map", .text, default: "required", required: true,
            "The config map that has the number of holders."),
          ConfigurationKey(
            "key", .text, default: "required", required: true, "Its entry."),
        ])), default: "none", "As many holders at a time as a config map says."),
  ]
}
