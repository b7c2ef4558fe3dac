import SluiceCore
import SluiceExport
import SluicePipeline
import SluiceTemplates

/// The pod that the source is written through, and the folder of the project there. Every command is a
/// list of words for `kubectl`, which no shell of this machine reads; what the pod's shell gets is one
/// constant script and its arguments.
struct UploadTarget {
  /// The program that `PATH` finds.
  static let program = "kubectl"

  /// The label of the pod.
  let selector: String
  let namespace: String
  /// The project's folder in the pod.
  let folder: String

  init(_ source: Configuration.Source, _ disk: TargetDisk, project: String) {
    selector = source.pod.selector
    namespace = source.pod.namespace ?? disk.namespace
    folder =
      source.pod.path?.replacing("{project}", with: project)
      ?? Path.joined("/exports", disk.folder ?? ".")
  }

  /// What the pod's script can be told to do.
  enum Action {
    /// Exit code 0 if the version is there, 9 if not.
    case there(digest: String)
    case version(digest: String)
    case list, folder, remove

    fileprivate var words: (name: String, argument: String?) {
      switch self {
      case .there(let digest): ("there", digest)
      case .version(let digest): ("version", digest)
      case .list: ("list", nil)
      case .folder: ("folder", nil)
      case .remove: ("remove", nil)
      }
    }
  }

  /// Asks for the name of a pod that runs.
  var query: [String] {
    [
      "get", "pods", "-n", namespace, "-l", selector,
      "--field-selector=status.phase=Running", "-o", "jsonpath={.items[*].metadata.name}",
    ]
  }

  /// The words for one action in the pod of this name; `readsInput` where it takes standard input.
  func command(_ action: Action, in name: String, readsInput: Bool) -> [String] {
    let (word, argument) = action.words
    let script = String(decoding: Templates.upload, as: UTF8.self)
    return ["exec"] + (readsInput ? ["-i"] : []) + ["-n", namespace, name, "--"]
      + ["sh", "-c", script, "sluice", word, folder] + (argument.map { [$0] } ?? [])
  }

  /// The same for people, with the script left out.
  func shownCommand(_ action: Action, readsInput: Bool) -> String {
    let script = String(decoding: Templates.upload, as: UTF8.self)
    return shown(command(action, in: "POD", readsInput: readsInput).map { $0 == script ? "…" : $0 })
  }

  /// The question for the pod, for people.
  var shownQuery: String { shown(query) }

  /// Options stand as they are: all of them are ours.
  private func shown(_ words: [String]) -> String {
    ([UploadTarget.program] + words).map { word in
      word.hasPrefix("-") || word == "…" ? word : shellQuoted(word)
    }.joined(separator: " ")
  }
}
