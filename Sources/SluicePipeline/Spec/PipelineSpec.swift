package import SluiceCore

/// `pipeline.yaml` as declared: what could be understood of it.
package struct PipelineSpec: Hashable, Sendable {
  /// In declared order, grids expanded. Made anew for each who asks.
  package var tasks: [TaskSpec] {
    get { declared.map(\.spec) }
    set { declared = newValue.map(DeclaredTask.init) }
  }
  /// The same, as all stages share them.
  private(set) var declared: [DeclaredTask]
  /// The section `meta`, with Ploomber's defaults for what it leaves out.
  package var meta: MetaSpec
  /// Functions that the specification names beside the tasks' sources.
  package var functions: [DottedReference]
  /// Where a finding about the whole specification points: the key `tasks`, or the first bytes.
  package var head: SourceRange
  /// The classes, of tasks and of products, that `clients` names a function for.
  package var clients: Set<String> = []
  /// The key `serializer` at the top, where it stands: every function task has one then.
  package var serializer: SourceRange?
  /// The files that `params.resources_` names.
  package var resources: [ResourceReference] = []
  /// The text of the parts that could not be read, where more tasks may be declared.
  package var unread: [String] = []
  /// What decides whether tasks are outdated, beside the tasks themselves.
  package var freshness = FreshnessSpec()

  package init(
    tasks: [TaskSpec], meta: MetaSpec, functions: [DottedReference], head: SourceRange
  ) {
    declared = tasks.map(DeclaredTask.init)
    self.meta = meta
    self.functions = functions
    self.head = head
  }
}

/// The section `meta`.
package struct MetaSpec: Hashable, Sendable {
  /// `true`: upstream comes from sources alone; `false`: from the tasks' `upstream` keys alone.
  package var extractUpstream = true
  /// `true`: products come from sources alone.
  package var extractProduct = false
  /// Product paths are relative to the task's source, not to the root.
  package var productRelativeToSource = false
  /// Where sources and the templates that they include are; `nil` is the root, without includes.
  package var sourceLoader: SourceLoaderSpec?
  /// Classes of products that replace the defaults.
  package var productClasses: [TaskClass: ProductClass] = [:]
  /// Where each entry of `product_default_class` names its class, those that are none included.
  package var productClassRanges: [TaskClass: SourceRange] = [:]
  /// The key `product_relative_to_source`, where it is on.
  package var relativeToSourceKey: SourceRange?

  package init() {}

  /// Whether `product_default_class` speaks of the class.
  func productClassIsNamed(for taskClass: TaskClass) -> Bool {
    productClassRanges[taskClass] != nil
  }
}
