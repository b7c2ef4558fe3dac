import SluicePipeline

/// The reference page of `soopervisor.yaml`, from the tables of its keys. The same tables give the same
/// bytes.
package func soopervisorPage() -> String {
  var text = """
    # `soopervisor.yaml`

    A project that Soopervisor exports is exported as it is: where `sluice.yaml` names no targets, they are
    read from `soopervisor.yaml`, in the project's root or beside `pipeline.yaml`. Volumes, mounts, working
    directory, image, tasks and edges are those that Soopervisor writes. What is better is better without
    being asked: names that Argo takes, one environment for all pods, no text of the project's in scripts.

    ```sh
    sluice export             # the only target, or an old file without sections
    sluice export training    # one of several
    sluice adopt --dry-run    # both exports side by side, and the sluice.yaml that says the same
    sluice adopt              # writes it
    ```

    Findings about the file: [SL012](rules/SL012-soopervisor-key.md) to
    [SL019](rules/SL019-other-backend.md). What is not carried over is said at its place, as a warning where
    Soopervisor did something with it, else as advice (`--advice`). Other mistakes, such as a name that no
    cluster takes, are found in `soopervisor.yaml` as they are in `sluice.yaml`.

    ## Which of the two shapes

    Files with a section that has a `backend` are of the newer shape, from 0.4 on. Of the others, those with
    a key of the older one, or without any mapping at the top, are of the older shape; an empty file is too.
    The rest are sections that lack their backend.

    ## With sections, from 0.4 on

    Each section with `backend: argo-workflows` is a target of its name and writes `NAME/argo.yaml`. The pods
    run in the image, in its working directory, with the environment that the image brings, and see the
    volumes that are listed: `data: project` in a target's words. `pipeline.NAME.yaml` and
    `env.NAME.yaml` are read for the target NAME, as Soopervisor's documentation has it; 0.9 itself takes the
    second only beside the first.

    ```yaml
    # soopervisor.yaml
    training:
      backend: argo-workflows
      repository: registry.example.com/team/fit
      exclude: [output]
      mounted_volumes:
        - name: shared
          spec: {persistentVolumeClaim: {claimName: nfs}}
    ```

    The image has to be there: Soopervisor builds one with `soopervisor export NAME --until-build`, `sluice
    export` writes a `Dockerfile` for another, and [delivery.md](delivery.md) has ways that need none. A
    repository with a `:` is the whole name; one without gets the package's `__version__` as its tag, or
    `latest` in a project that is no package.


    """
  text += configurationTable(Soopervisor.keys(of: .sections))
  text += """

    ## Without sections, up to 0.3

    The file is one target with the name `argo`, which writes `argo.yaml`. The first volume has the project's
    folder and is the working directory; every volume is mounted at `/mnt/` and its name. Without
    `mounted_volumes` it is the claim `nfs` at `/mnt/nfs`, as in 0.2.1 and later; without the file at all, at
    `/mnt/vol`, as Soopervisor's first documentation has it.

    ```yaml
    # soopervisor.yaml
    mounted_volumes:
      - claim_name: nfs
        sub_path: projects/{{project_name}}
    image: continuumio/miniconda3
    ```


    """
  text += configurationTable(Soopervisor.keys(of: .disk))
  text += """

    ## What is different

    | Soopervisor | here |
    | --- | --- |
    | DAG tasks have the pipeline's names; Argo refuses `load_data` | names that Argo takes; each pod is told the task's own |
    | `generateName` from the folder's name | a legal one |
    | a conda environment in every pod (up to 0.3) | one for all pods, made under a lock, by a digest of its file |
    | the task's name is pasted into the script | it is a variable |
    | `--mode incremental` leaves out what is up to date | all tasks, with `--force`; `sluice status` says what is outdated |
    | `task_resources` for AWS Batch alone | for Argo, too |
    | the image is built and pushed while the spec is written | nothing is run; building is a step of its own |
    | `.git…` files are left out of the bundle | `.gitignore` and `.gitattributes` go in where git tracks them |
    | needs Docker, boto3 and an importable project | needs none of them |

    """
  return text
}
