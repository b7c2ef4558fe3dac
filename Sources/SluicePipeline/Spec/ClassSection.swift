import SluiceCore
import SluiceYAML

extension SpecReader {
  /// The keys that name functions, and those that the task's class does not take.
  mutating func readKeys(_ entries: [Node.Entry], into declaration: inout TaskDeclaration) {
    let task = declaration.taskName
    reportUnknownKeys(entries, declaration)
    for key in ["client", "product_client"] {
      guard let entry = last(key, in: entries), !entry.value.isNull else { continue }
      if key == "product_client" {
        guard declaration.grid == nil else { continue }
        declaration.hasProductClient = true
      } else {
        guard declaration.taskClass?.ownKeys.contains(key) ?? true else { continue }
        declaration.hasClient = true
      }
      dottedReference(entry.value, .maker(key), task: task)
    }
    for key in ["on_render", "on_finish", "on_failure"] {
      guard let entry = last(key, in: entries), entry.value.isTruthy else { continue }
      declaration.hook = declaration.hook ?? entry.key.range
      dottedReference(
        entry.value, .hook(key, of: "task", given: ["task", "client", "product", "params"]),
        task: task)
    }
    guard declaration.taskClass == .pythonCallable else { return }
    for (key, count) in [("serializer", 2), ("unserializer", 1)] {
      guard let entry = last(key, in: entries) else { continue }
      if declaration.grid != nil, !entry.value.isTruthy { continue }
      if key == "serializer" { declaration.serializer = entry.key.range }
      dottedReference(entry.value, .converter(key, count: count), task: task)
    }
  }

  /// Keys of a task that nobody knows, its class does not take, or its grid spoils.
  mutating func reportUnknownKeys(
    _ entries: [Node.Entry], _ declaration: TaskDeclaration? = nil
  ) {
    let task = declaration?.taskName
    for entry in entries {
      guard let key = text(ofKey: entry, in: "a task") else { continue }
      if let gridKey = declaration?.gridKey {
        reportInGrid(entry, key, declaration?.taskClass, gridKey, task)
      }
      if SpecKeys.task.contains(key) { continue }
      let classes = TaskClass.classes(taking: key)
      guard !classes.isEmpty, entry.key.string != nil else {
        unknownKey(
          entry, among: entries, of: "a task", known: keysToSuggest(declaration),
          choices: "the keys of every task are \(SpecKeys.task.joined(separator: ", "))", task: task
        )
        continue
      }
      guard let taskClass = declaration?.taskClass, !taskClass.ownKeys.contains(key) else {
        continue
      }
      // Ploomber drops a client that is nothing before it makes the task.
      if key == "client", entry.value.isNull, declaration?.gridKey == nil { continue }
      let have = classes.count == 1 ? "has it" : "have it"
      report(
        .keyOfAnotherClass, entry.key.range,
        "a task of class '\(taskClass.rawValue)' has no key '\(key)'",
        help: "\(listed(classes)) \(have): take it out, or name another 'class'", task: task)
    }
  }

  private func keysToSuggest(_ declaration: TaskDeclaration?) -> [String] {
    declaration?.taskClass.map { SpecKeys.task + $0.ownKeys } ?? SpecKeys.anyTask
  }

  private mutating func reportInGrid(
    _ entry: Node.Entry, _ key: String, _ taskClass: TaskClass?, _ grid: SourceRange,
    _ task: TaskName?
  ) {
    let related = [Diagnostic.Related(range: grid, message: "the grid is here")]
    switch key {
    case "product_client":
      report(
        .conflictingKeys, entry.key.range, "'product_client' stands beside a 'grid'",
        help: "name the product's class under 'clients' at the top instead", related: related,
        task: task)
    case "client", "serializer", "unserializer":
      guard entry.value.isTruthy, taskClass?.ownKeys.contains(key) ?? false else { return }
      report(
        .rawInGrid, entry.key.range,
        "'\(key)' of a task with a 'grid' stays a text: its tasks fail when they run",
        help: key == "client"
          ? "write `clients: {\(taskClass?.rawValue ?? ""): …}` at the top of the file instead"
          : "write `\(key): …` at the top of the file instead", related: related, task: task)
    default: break
    }
  }

  /// What the task's class asks for: that it can be used, its own keys, the class of its products.
  mutating func checkClass(
    of declaration: TaskDeclaration, _ entries: [Node.Entry], _ meta: MetaSpec
  ) {
    guard let taskClass = declaration.taskClass else { return }
    let task = declaration.taskName
    let place = last("class", in: entries)?.value.range ?? declaration.source.range
    guard taskClass.isUsable else {
      report(
        .unusableClass, place,
        "a task of class '\(taskClass.rawValue)' cannot stand in a pipeline.yaml",
        help: "take the task out, and read the file in the tasks that need it", task: task)
      return
    }
    if taskClass == .uploadToS3, last("bucket", in: entries) == nil {
      report(
        .keyMissing, place, "a task of class 'UploadToS3' needs a 'bucket'",
        help: "add `bucket:` with the bucket's name", task: task)
    }
    if taskClass.sourceKind == .text, last("name", in: entries)?.value.isNull ?? true {
      report(
        .keyMissing, declaration.source.range,
        "a task of class '\(taskClass.rawValue)' needs a 'name'",
        help: "add `name: \(declaration.defaultName)`", task: task)
    }
    if taskClass.sourceKind == .text { reportUnusedParams(of: declaration, taskClass) }
    checkProductClass(of: declaration, taskClass, place, entries, meta)
    checkRelativeProduct(of: declaration, taskClass, meta)
  }

  /// A product can only be relative to a source that has a folder.
  private mutating func checkRelativeProduct(
    of declaration: TaskDeclaration, _ taskClass: TaskClass, _ meta: MetaSpec
  ) {
    guard meta.productRelativeToSource, declaration.grid == nil else { return }
    let message: String
    let help: String
    if taskClass == .pythonCallable {
      message = "a function has no folder that its product could be relative to"
      help = "take 'product_relative_to_source' out of 'meta', or name a file as 'source'"
    } else if meta.sourceLoader != nil, taskClass.sourceKind == .file {
      message =
        "with a 'source_loader' a source has no folder that the product could be relative to"
      help = "take 'product_relative_to_source' out of 'meta'"
    } else {
      return
    }
    report(
      .conflictingKeys, declaration.source.range, message, help: help,
      related: meta.relativeToSourceKey.map {
        [.init(range: $0, message: "'product_relative_to_source' is here")]
      } ?? [], task: declaration.taskName)
  }

  /// A source that is no code uses no parameters, and Ploomber refuses what is not used.
  private mutating func reportUnusedParams(
    of declaration: TaskDeclaration, _ taskClass: TaskClass
  ) {
    let inGrid = declaration.grid.flatMap { $0.sequence ?? [$0] } ?? []
    let keys = inGrid.flatMap { ($0.mapping ?? []).map(\.key.range) }
    for range in declaration.params.compactMap({ declaration.paramKeys[$0.key] }) + keys {
      report(
        .conflictingKeys, range,
        "a task of class '\(taskClass.rawValue)' has no code that could use a parameter",
        help: "take it out", task: declaration.taskName)
    }
  }

  private mutating func checkProductClass(
    of declaration: TaskDeclaration, _ taskClass: TaskClass, _ place: SourceRange,
    _ entries: [Node.Entry], _ meta: MetaSpec
  ) {
    let task = declaration.taskName
    let named = last("product_class", in: entries)
    guard let productClass = productClass(of: declaration, meta) else {
      guard named == nil, meta.productClassIsNamed(for: taskClass) == false else { return }
      report(
        .keyMissing, declaration.product?.range.firstByte ?? place,
        "a task of class '\(taskClass.rawValue)' needs a 'product_class'",
        help: "add `product_class:` with one of \(listed(possible(taskClass).map(\.rawValue)))",
        task: task)
      return
    }
    let range = named?.value.range ?? meta.productClassRanges[taskClass] ?? place
    if productClass == .sqlRelation, declaration.hasProductClient,
      let client = last("product_client", in: entries)
    {
      report(
        .conflictingKeys, client.key.range, "a 'SQLRelation' takes no client",
        help: "take 'product_client' out, or name a 'product_class' such as SQLiteRelation",
        related: [.init(range: range, message: "the class follows from here")], task: task)
    }
    if !possible(taskClass).contains(productClass) {
      report(
        .productClass, range,
        "a task of class '\(taskClass.rawValue)' cannot make a '\(productClass.rawValue)'",
        help: "it makes \(listed(possible(taskClass).map(\.rawValue), or: true))", task: task)
    } else if let grid = declaration.gridKey, productClass == .genericProduct {
      report(
        .productClass, range, "a grid cannot make products of class 'GenericProduct'",
        help: "use files or relations", related: [.init(range: grid, message: "the grid is here")],
        task: task)
    }
  }

  private func possible(_ taskClass: TaskClass) -> [ProductClass] {
    taskClass.productClasses ?? ProductClass.allCases
  }

  /// The class of the task's products; `nil` where nothing names one that is known.
  func productClass(of declaration: TaskDeclaration, _ meta: MetaSpec) -> ProductClass? {
    if declaration.namesProductClass { return declaration.productClass }
    guard let taskClass = declaration.taskClass else { return nil }
    if meta.productClassIsNamed(for: taskClass) { return meta.productClasses[taskClass] }
    return taskClass.defaultProductClass
  }
}

/// `A, B and C`, or `A, B or C`.
func listed(_ words: [String], or: Bool = false) -> String {
  guard let last = words.last, words.count > 1 else { return words.first ?? "" }
  return words.dropLast().joined(separator: ", ") + (or ? " or " : " and ") + last
}
