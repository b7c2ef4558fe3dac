/// The texts that export starts from, embedded in the binary.
package enum Templates {
  /// The script that every pod of an Argo workflow runs, UTF-8.
  package static var argoRun: [UInt8] { PackageResources.argo_run_sh }
  /// What stands before it where pods run a version of the source, UTF-8.
  package static var argoView: [UInt8] { PackageResources.argo_view_sh }
  /// What `sluice upload` runs in the pod that serves the claim, UTF-8.
  package static var upload: [UInt8] { PackageResources.upload_sh }
}
