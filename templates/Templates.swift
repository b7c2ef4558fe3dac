/// The texts that export starts from, embedded in the binary.
package enum Templates {
  /// The script that every pod of an Argo workflow runs, UTF-8.
  package static var argoRun: [UInt8] { PackageResources.argo_run_sh }
}
