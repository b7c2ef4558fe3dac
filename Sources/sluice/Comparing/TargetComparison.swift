import SluiceExport
import SluicePipeline
import SluiceReport

/// What the targets of a project ask their cluster for differently in two states. Tasks and edges are told
/// elsewhere; of a target that only one state has, it is said that it is new or gone.
func targetChanges(from before: Analysis, to after: Analysis) -> [TargetChange] {
  let old = before.configuration.targets
  let new = after.configuration.targets
  var changes: [TargetChange] = []
  for target in new {
    guard let other = old.first(where: { $0.name == target.name }) else {
      changes.append(TargetChange(target: target.name, words: ["the target is new"]))
      continue
    }
    let words = specChanges(
      from: written(other, of: before), to: written(target, of: after)
    ).filter { $0.subject == .pod || $0.subject == .run }.map(\.words)
    if !words.isEmpty { changes.append(TargetChange(target: target.name, words: words)) }
  }
  for target in old where !new.contains(where: { $0.name == target.name }) {
    changes.append(TargetChange(target: target.name, words: ["the target is gone"]))
  }
  return changes
}

/// The target's file, without the version of the source: no two states have the same.
private func written(_ target: Target, of analysis: Analysis) -> [UInt8] {
  var own = analysis
  if let source = target.source { own.configuration.source = source }
  if let path = target.environmentPath { own.condaEnvironment = own.otherEnvironments[path] }
  let request = ExportRequest(
    analysis: own, part: nil, target: target, entryPoint: nil, overrides: [],
    environmentHere: nil, toolVersion: toolVersion)
  return ExportTarget.argo.export(request).bytes
}
