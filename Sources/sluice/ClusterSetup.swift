import SluiceCore
import SluicePipeline
import SluiceTemplates

/// The files that a cluster's disk and rights come from, and what is done with them.
struct ClusterSetup {
  /// In the order in which they are applied.
  let files: [ProjectSetup.File]
  /// As commands name it that run here.
  private let shown: String

  /// `folder` is absolute.
  init(folder: String) {
    shown = Path.way(from: realFolder(".") ?? "/", to: folder)
    files = Templates.cluster.map { name, bytes in
      .init(path: Path.joined(folder, name), text: String(decoding: bytes, as: UTF8.self))
    }
  }

  /// The commands from Argo in its namespace to a claim that is proven, for a POSIX shell.
  var steps: String {
    func file(_ name: String) -> String { shellQuoted(Path.joined(shown, name)) }
    return """
      once Argo runs in the namespace 'argo':
        kubectl apply -n argo -f \(file("nfs-server.yaml")) -f \(file("workflow-access.yaml"))
        kubectl rollout status -n argo deployment/nfs-server
        address=$(kubectl get service nfs-server -n argo -o jsonpath='{.spec.clusterIP}')
        sed "s/nfs-server.argo.svc.cluster.local/$address/" \(file("nfs-claim.yaml")) | kubectl apply -n argo -f -
        argo submit -n argo --log \(file("prove-claim.yaml"))
      """
  }
}
