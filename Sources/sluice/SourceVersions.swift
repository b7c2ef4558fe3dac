import Glibc
import SluiceBundle
import SluiceCore
import SluiceExport
import SluicePipeline
import SluiceReport

/// The export of a project, and what was found on the way. Says nothing by itself.
struct ExportRun {
  var export: Export
  /// What it was made of.
  let request: ExportRequest
  /// With the findings of the export, and of the bundle where one is delivered.
  var analysis: Analysis
  /// Lines for the user.
  var talk: [String] = []

  /// `output` is the file that will be written, if it is not the usual one.
  init(
    _ backend: ExportTarget, _ chosen: ChosenTarget, part: ExportPart? = nil,
    allowDirty: Bool = false, output: String? = nil
  ) {
    let analysis = chosen.analysis
    let place = chosen.place
    self.analysis = analysis
    var request = ExportRequest(
      analysis: analysis, part: part, target: chosen.target,
      entryPoint: place.isDefaultEntry ? nil : place.entry,
      overrides: chosen.overrides,
      environmentHere: place.environmentFile(in: .disk(root: place.root)), toolVersion: toolVersion)
    var found: [Diagnostic] = []
    if ExportRequest.needsVersion(analysis.configuration) {
      do throws(BundleError) {
        let bundled = try BundledSource(
          analysis, place, allowDirty: allowDirty || request.runsACommit,
          outputs: outputPaths(place, analysis.configuration)
            + ([chosen.output] + (output.map { [$0] } ?? [])).flatMap {
              [$0, sourceMapPath(of: $0)]
            })
        request.source = bundled.version
        self.analysis.sources = bundled.report.sources
        found = bundled.report.diagnostics
      } catch {
        talk.append("note: the version of the source is not known: \(words(error))")
      }
    }
    self.request = request
    export = backend.export(request)
    self.analysis = self.analysis.adding(found + export.findings)
  }
}

/// A project's source as the files of its bundle, for those who deliver it.
struct BundledSource {
  var version: SourceVersion
  /// What was found about the bundle, with the sources that the findings speak of.
  var report: Analysis

  init(
    _ analysis: Analysis, _ place: ProjectPlace, allowDirty: Bool, outputs: [String]
  ) throws(BundleError) {
    var run = try BundleRun(
      analysis, place.inPod, from: nil, allowDirty: allowDirty, outputs: outputs)
    version = try run.sourceVersion(inlineLimit: ExportRequest.archiveLimit)
    report = run.report
  }
}

extension ProjectOptions {
  /// The source in one file without a name. Ends the program where an error about the bundle stands.
  func sourceArchive(
    _ analysis: Analysis, _ place: ProjectPlace, allowDirty: Bool
  ) throws -> SourceArchive {
    let descriptor = try temporaryFile()
    do throws(BundleError) {
      var run = try BundleRun(
        analysis, place.inPod, from: nil, allowDirty: allowDirty,
        outputs: outputPaths(place, analysis.configuration))
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

  /// Shows findings on standard error, if there are any.
  func showFindings(_ analysis: Analysis) {
    guard !analysis.diagnostics.isEmpty else { return }
    let style = color.style(descriptor: STDERR_FILENO)
    Console.talk(report: textReport(analysis, options: TextOptions(style: style)))
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
