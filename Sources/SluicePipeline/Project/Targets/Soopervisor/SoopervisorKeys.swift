extension Soopervisor {
  /// The keys of the file, or of one of its sections, in the order in which the reference page shows
  /// them. What each becomes stands in its summary.
  package static func keys(of era: Era) -> [ConfigurationKey] {
    switch era {
    case .disk: diskKeys
    case .sections: sectionKeys
    }
  }

  /// Words for `backend`, in Soopervisor's own order.
  static let backends = [
    "aws-batch", "aws-lambda", "argo-workflows", "airflow", "kubeflow", "slurm", "cloud",
  ]
  /// The backend that is exported to.
  static let backend = "argo-workflows"
  /// What `soopervisor add` writes for people to replace.
  static let placeholderRepository = "your-repository/name"

  /// Keys that may be empty, by the section that has them.
  static let emptyKeys: [String: Set<String>] = [
    "": [
      "cache_env", "executor", "environment_prefix", "allow_incremental", "args", "paths",
      "code_pod", "preset", "include", "exclude", "repository", "task_resources",
    ],
    "paths": ["project", "products", "environment"],
    "storage": ["provider", "path", "credentials"],
    "task_resources": ["vcpus", "memory", "gpu"],
  ]

  private static let diskKeys: [ConfigurationKey] = [
    ConfigurationKey(
      "mounted_volumes",
      .list(
        .section([
          ConfigurationKey(
            "claim_name", .text, default: "required without `name`",
            "Up to 0.2: the claim. Becomes `claim`, mounted at `/mnt/{claim_name}`."),
          ConfigurationKey(
            "name", .text, default: "required without `claim_name`",
            "From 0.3 on: the volume's name, mounted at `/mnt/{name}`."),
          ConfigurationKey(
            "sub_path", .text, default: "all of it; required with `claim_name`",
            "Becomes `sub-path`; `{{project_name}}` stands for the project's name."),
          ConfigurationKey(
            "spec", .raw("a volume's source as Kubernetes has it"), default: "required with `name`",
            "Becomes `claim` where it is one, else `volume`."),
        ])), default: "the claim `nfs` at `/mnt/nfs`, sub path `{{project_name}}`",
      "The first becomes `disk`, which has the project's folder; the others become `volumes`."),
    ConfigurationKey(
      "image", .text, default: "`continuumio/miniconda3`", "Becomes `image`."),
    ConfigurationKey(
      "code_pod",
      .section([
        ConfigurationKey(
          "args", .text, default: "required", required: true,
          "What finds the pod, as `-l role=nfs-server -n argo`. Becomes `source.pod.selector` and "
            + "`source.pod.namespace`."),
        ConfigurationKey(
          "path", .text, default: "required", required: true,
          "The project's folder in that pod. Becomes `source.pod.path`."),
      ]), default: "none", "The pod that `sluice upload` writes through."),
    ConfigurationKey(
      "args", .text, default: "none",
      "What `ploomber task` is given: `--env--KEY` becomes `placeholders`, `--entry-point` becomes "
        + "`entry`; `--force` is always given."),
    ConfigurationKey(
      "environment_prefix", .text, default: "none",
      "Not needed: the environment lies on the disk, under a digest of its file."),
    ConfigurationKey(
      "cache_env", .flag, default: "false",
      "Not needed: the environment is made once, and again when its file changes."),
    ConfigurationKey(
      "executor", .text, default: "`local`",
      "Not needed: it is for `soopervisor build`."),
    ConfigurationKey(
      "allow_incremental", .flag, default: "true",
      "Not needed: it is for `soopervisor build`."),
    ConfigurationKey(
      "lazy_import", .flag, default: "true", "Not needed: nothing is ever imported."),
    ConfigurationKey(
      "paths",
      .section([
        ConfigurationKey(
          "project", .text, default: "`.`",
          "Not read: the project is where `pipeline.yaml` is, as in 0.3."),
        ConfigurationKey(
          "products", .text, default: "`output`", "Not needed: only `storage` reads it."),
        ConfigurationKey(
          "environment", .text, default: "`environment.yml`",
          "Becomes the variable `SLUICE_ENVIRONMENT_FILE` of the pods."),
      ]), default: "the project's folder", "Where things are."),
    ConfigurationKey(
      "storage",
      .section([
        ConfigurationKey(
          "provider", .choice(["box", "local"]), default: "none",
          "Not carried over: products stay on the disk."),
        ConfigurationKey(
          "path", .text, default: "`runs/{{now}}`", "Not needed without a provider."),
        ConfigurationKey(
          "credentials", .text, default: "none", "Not needed without a provider."),
      ]), default: "none", "Where products are copied after each task."),
  ]

  private static let sectionKeys: [ConfigurationKey] = [
    ConfigurationKey(
      "backend", .choice(backends), default: "required", required: true,
      "`argo-workflows` is exported; sections of other backends are only named."),
    ConfigurationKey(
      "repository", .text, default: "none: the image of this machine, never pulled",
      "Becomes `source.image`, with the package's version or `latest` as its tag where it has none; "
        + "without it `image-pull-policy: Never`."),
    ConfigurationKey(
      "mounted_volumes",
      .list(
        .section([
          ConfigurationKey(
            "name", .text, default: "required", required: true,
            "The volume's name, mounted at `/mnt/{name}`."),
          ConfigurationKey(
            "sub_path", .text, default: "all of it", "Becomes `sub-path`, as it is."),
          ConfigurationKey(
            "spec", .raw("a volume's source as Kubernetes has it"), default: "required",
            required: true, "Becomes `claim` where it is one, else `volume`."),
        ])), default: "none", "Becomes `volumes`."),
    ConfigurationKey(
      "include", .list(.text), default: "nothing", "Becomes `bundle.include`."),
    ConfigurationKey(
      "exclude", .list(.text), default: "nothing",
      "Becomes `bundle.exclude`, which has the last word."),
    ConfigurationKey(
      "task_resources",
      .mapping(
        keys: "tasks, by name or wildcard,",
        values: .section([
          ConfigurationKey("vcpus", .count, default: "none", "Becomes `cpu`."),
          ConfigurationKey("memory", .count, default: "none", "MiB. Becomes `memory`."),
          ConfigurationKey("gpu", .count, default: "none", "Becomes `gpu`."),
        ])), default: "the cluster's",
      "Becomes `resources`. For a task with several matches the first counts. Soopervisor takes it for "
        + "AWS Batch alone."),
    ConfigurationKey(
      "preset", .text, default: "none", "Refused, as Soopervisor does: this backend has none."),
  ]
}
