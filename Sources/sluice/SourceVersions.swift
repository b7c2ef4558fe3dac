import Glibc
import SluiceBundle
import SluiceCore
import SluiceExport
import SluicePipeline
import SluiceReport

/// A project's source as the files of its bundle, for those who deliver it.
struct BundledSource {
  var version: SourceVersion
  /// What was found about the bundle, with the sources that the findings speak of.
  var report: Analysis
}

extension ProjectOptions {
  /// The export of a project that was analyzed as a pod finds it, and the analysis with what was found
  /// on the way. `place` is where it was found, `output` the file that will be written, if it is not the
  /// usual one.
  func export(
    to target: ExportTarget, _ analysis: Analysis, _ place: ProjectPlace, allowDirty: Bool = false,
    output: String? = nil
  ) throws -> (export: Export, analysis: Analysis) {
    var analysis = analysis
    var request = ExportRequest(
      analysis: analysis, entryPoint: place.isDefaultEntry ? nil : place.entry,
      overrides: try environmentOverrides(),
      environmentHere: place.environmentFile(in: .disk(root: place.root)), toolVersion: toolVersion)
    var found: [Diagnostic] = []
    if ExportRequest.needsVersion(analysis.configuration) {
      let outputs = outputPaths(place, target) + (output.map { [$0] } ?? [])
      let bundled = bundledSource(
        analysis, place, allowDirty: allowDirty || request.runsACommit, outputs: outputs)
      request.source = bundled?.version
      if let report = bundled?.report {
        analysis.sources = report.sources
        found = report.diagnostics
      }
    }
    let export = target.export(request)
    return (export, analysis.adding(found + export.findings))
  }

  /// The version of the source; `nil`, with a word about it, where it cannot be found out.
  func bundledSource(
    _ analysis: Analysis, _ place: ProjectPlace, allowDirty: Bool, outputs: [String]
  ) -> BundledSource? {
    do throws(BundleError) {
      var run = try BundleRun(
        analysis, place.inPod, from: nil, allowDirty: allowDirty, outputs: outputs)
      let version = try run.sourceVersion(inlineLimit: ExportRequest.archiveLimit)
      return BundledSource(version: version, report: run.report)
    } catch {
      Console.talk("note: the version of the source is not known: \(words(error))")
      return nil
    }
  }

  /// The source in one file without a name. Ends the program where an error about the bundle stands.
  func sourceArchive(
    _ analysis: Analysis, _ place: ProjectPlace, allowDirty: Bool
  ) throws -> SourceArchive {
    let descriptor = try temporaryFile()
    do throws(BundleError) {
      var run = try BundleRun(
        analysis, place.inPod, from: nil, allowDirty: allowDirty,
        outputs: ExportTarget.allCases.flatMap { outputPaths(place, $0) })
      if !quiet { for note in run.notes { Console.talk("note: " + note) } }
      let written = try run.write { (bytes) throws(BundleError) in
        guard write(bytes, to: descriptor) else {
          throw .unwritable(String(cString: strerror(errno)))
        }
      }
      let report = run.report
      showFindings(report)
      if FailingSeverity.error.fails(report.diagnostics) {
        Console.talk("nothing was uploaded: mend the errors first")
        sluice.finish(Exit.findings)
      }
      return SourceArchive(
        version: written.version, descriptor: descriptor,
        files: UploadList(run.plan.list.files.map(\.path.bytes)))
    } catch {
      Console.talk("error: \(words(error))")
      sluice.finish(error.exit)
    }
  }

  /// Where the target's files go if nobody says otherwise, as absolute paths: they are made from the
  /// source, and no part of it.
  func outputPaths(_ place: ProjectPlace, _ target: ExportTarget) -> [String] {
    [Path.joined(Path.joined(place.root, place.folder), target.fileName)]
  }

  /// Shows findings on standard error, if there are any.
  func showFindings(_ analysis: Analysis) {
    guard !analysis.diagnostics.isEmpty else { return }
    let style = color.style(descriptor: STDERR_FILENO)
    Console.talk(textReport(analysis, options: TextOptions(style: style)))
  }
}

/// Whether all bytes could be written.
private func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
  var rest = bytes[...]
  while !rest.isEmpty {
    let piece = UnsafeRawBufferPointer(rebasing: rest)
    let count = Glibc.write(descriptor, piece.baseAddress, piece.count)
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { return false }
    rest = rest.dropFirst(count)
  }
  return true
}
