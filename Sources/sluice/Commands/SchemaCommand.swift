import ArgumentParser
import SluicePipeline
import SluiceReport

/// `sluice schema`.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON schema of pipeline.yaml or sluice.yaml, for editors.",
    discussion: """
      An editor that knows the schema completes keys and marks wrong ones while one types. `sluice \
      check` finds more: a schema sees one file, and no code.
      """)

  /// The files that have a schema.
  enum File: String, ExpressibleByArgument, CaseIterable {
    case pipeline, config
  }

  @Argument(help: "Whose schema: pipeline for pipeline.yaml, config for sluice.yaml.")
  var file: File

  func run() {
    switch file {
    case .pipeline: Console.result(specificationSchema())
    case .config: Console.result(configurationSchema(Configuration.keys))
    }
  }
}
