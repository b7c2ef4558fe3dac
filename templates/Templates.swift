/// The texts that export and init start from, embedded in the binary.
package enum Templates {
  /// The script that every pod of an Argo workflow runs, UTF-8.
  package static var argoRun: [UInt8] { PackageResources.argo_run_sh }
  /// What stands directly before it where parameters of tasks can be set, UTF-8.
  package static var argoParams: [UInt8] { PackageResources.argo_params_sh }
  /// What stands first before it where pods run a version of the source, UTF-8.
  package static var argoSource: [UInt8] { PackageResources.argo_source_sh }
  /// What stands between the two where products go through the artifact repository, UTF-8.
  package static var argoArtifacts: [UInt8] { PackageResources.argo_artifacts_sh }
  /// What stands there where pods share a disk, UTF-8.
  package static var argoView: [UInt8] { PackageResources.argo_view_sh }
  /// What `sluice upload` runs in the pod that serves the claim, UTF-8.
  package static var upload: [UInt8] { PackageResources.upload_sh }
  /// What a project's `.pre-commit-config.yaml` begins with, UTF-8.
  package static var preCommitConfiguration: [UInt8] { PackageResources.pre_commit_config_yaml }
  /// A GitHub workflow that checks each change, UTF-8.
  package static var githubWorkflow: [UInt8] { PackageResources.github_workflow_yml }
  /// A GitLab job that checks each change, UTF-8.
  package static var gitlabPipeline: [UInt8] { PackageResources.sluice_gitlab_ci_yml }

  /// How drawn graphs look; colours are variables, UTF-8.
  package static var drawingStyle: [UInt8] { PackageResources.drawing_css }

  /// How the page around a drawn graph looks, UTF-8.
  package static var pageStyle: [UInt8] { PackageResources.page_css }
  /// What the page does: parts of one script, in their order, UTF-8.
  package static var pageScript: [[UInt8]] {
    [
      PackageResources.page_state_js, PackageResources.page_view_js, PackageResources.page_panel_js,
      PackageResources.page_search_js, PackageResources.page_start_js,
    ]
  }

  /// Parts of a cluster that runs workflows, in the order in which they are applied: the name that
  /// the file is written under, and its text, UTF-8.
  package static var cluster: [(name: String, bytes: [UInt8])] {
    [
      ("nfs-server.yaml", PackageResources.nfs_server_yaml),
      ("nfs-claim.yaml", PackageResources.nfs_claim_yaml),
      ("workflow-access.yaml", PackageResources.workflow_access_yaml),
      ("prove-claim.yaml", PackageResources.prove_claim_yaml),
    ]
  }
}
