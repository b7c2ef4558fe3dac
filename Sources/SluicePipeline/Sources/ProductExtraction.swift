import SluiceCore
import SluiceScan
import SluiceYAML

/// Gives tasks the products that their sources declare, where `meta.extract_product` says so. Of SQL
/// scripts it says otherwise too when they declare one.
struct ProductExtraction {
  private let meta: MetaSpec
  private let root: String?
  /// In the order of the tasks; a source that several tasks share is reported for each.
  private(set) var diagnostics: [Diagnostic] = []

  /// `root` is the project's absolute path, `nil` for a folder in memory.
  init(_ meta: MetaSpec, root: String?) {
    self.meta = meta
    self.root = root
  }

  mutating func fill(_ tasks: inout [ReadTask]) {
    for index in tasks.indices {
      if meta.extractProduct {
        fill(&tasks[index])
      } else if case .template(_, let scan) = tasks[index].source,
        tasks[index].spec.taskClass == .sqlScript, scan.product.statement != nil
      {
        noteOwnProduct(of: tasks[index].spec, scan.product)
      }
    }
  }

  private mutating func fill(_ task: inout ReadTask) {
    let words = task.spec.source.words
    switch task.source {
    case .script(_, let scan):
      switch scan.language {
      case .python, .r: break
      case .other, .unknown: return
      }
      guard let cell = scan.parametersCell else {
        // Where the file cannot be read, that is the finding.
        guard !scan.diagnostics.contains(where: { $0.kind.severity == .error }) else { return }
        return refuse(
          task.spec, scan.head, "'\(words)' has no cell tagged 'parameters' to declare its product",
          help: "begin with a cell tagged 'parameters' that assigns 'product'")
      }
      if scan.product.statement == nil {
        return refuse(
          task.spec, cell.range.firstByte, "the parameters cell of '\(words)' assigns no 'product'",
          help: scan.language == .r
            ? "add `product <- list(nb='output/\(Path.stem(of: words)).html')` to it"
            : "add `product = 'output/\(Path.stem(of: words)).html'` to it")
      }
      take(scan.product, &task.spec)
    case .template(let file, let scan):
      guard task.spec.taskClass != .shellScript else {
        return refuse(
          task.spec, task.spec.sourceRange, "a shell script cannot declare its product",
          help: "take 'extract_product' out of 'meta', and declare every 'product'")
      }
      guard scan.product.statement != nil else {
        guard !scan.diagnostics.contains(where: { $0.kind.severity == .error }) else { return }
        return refuse(
          task.spec, SourceRange(file: file, bytes: 0..<0), "'\(words)' sets no 'product'",
          help: "begin with `{% set product = SQLRelation(['name', 'table']) %}`")
      }
      take(scan.product, &task.spec)
    case .function:
      refuse(
        task.spec, task.spec.sourceRange, "a function cannot declare its product",
        help: "take 'extract_product' out of 'meta', and declare every 'product'")
    case .notRead where task.spec.taskClass?.sourceKind == .text:
      refuse(
        task.spec, task.spec.sourceRange,
        "a task of class '\(task.spec.taskClass?.rawValue ?? "")' cannot declare its product",
        help: "take 'extract_product' out of 'meta', and declare every 'product'")
    case .failed, .notRead: break
    }
  }

  /// Takes over what the source says, or reports why that is no product.
  private mutating func take(_ product: SourceProduct, _ task: inout TaskSpec) {
    diagnostics += product.diagnostics.map { finding in
      var finding = finding
      finding.task = task.name
      return finding
    }
    guard let value = product.value, let statement = product.statement else { return }
    if let unknown = value.firstUnknown {
      // A finding of the scanner says so already, where it is an error.
      guard product.diagnostics.isEmpty else { return }
      diagnostics.append(
        Diagnostic(
          kind: .productComputed, range: unknown,
          message: "the product of '\(task.name.text)' cannot be decided statically",
          help: "write plain texts: `product = {'nb': 'output/fit.html'}`", task: task.name))
      return
    }
    var productClass = task.productClass
    if let name = product.className {
      productClass = self.productClass(name, statement, task)
      guard productClass != nil else { return }
    }
    if value.kind == .none {
      return refuse(
        task, value.range, "'\(task.source.words)' declares no product",
        help: "name the file that the task writes")
    }
    if let (type, place) = value.firstOther {
      return refuse(
        task, place, "a value of type '\(type)' is no product", help: "write the path as a text")
    }
    var reader = SpecReader(file: value.range.file, root: root)
    var declaration = TaskDeclaration(
      range: task.range, source: (task.source.words, task.sourceRange))
    declaration.name = (task.name.text, task.nameRange)
    declaration.taskClass = task.taskClass
    declaration.productClass = productClass
    declaration.namesProductClass = true
    declaration.notebook = task.notebook
    declaration.product = Node(value)
    var meta = meta
    meta.extractProduct = false
    let products = reader.products(of: declaration, meta)
    task.products = reader.shape(
      of: products, productClass, task.source, meta, task.params, index: task.gridIndex)
    task.productRanges = products?.entries.map(\.range) ?? []
    diagnostics += reader.diagnostics
  }

  private mutating func productClass(
    _ name: String, _ statement: SourceRange, _ task: TaskSpec
  ) -> ProductClass? {
    let known = ProductClass.allCases
    guard let productClass = ProductClass(rawValue: name) else {
      let names = known.map(\.rawValue)
      refuse(
        task, statement, "there is no product class '\(name)'",
        help: nearest(to: name, among: names).map { "did you mean '\($0)'?" }
          ?? "the classes are \(names.joined(separator: ", "))")
      return nil
    }
    if task.taskClass == .sqlScript, !productClass.isRelation {
      let names = known.filter(\.isRelation).map { "'\($0.rawValue)'" }
      refuse(
        task, statement, "a SQL script makes a table or a view, and '\(name)' is neither",
        help: "the classes are \(names.joined(separator: ", "))")
      return nil
    }
    return productClass
  }

  /// A SQL script whose product is declared, and that sets its own all the same: Ploomber renders it
  /// with its own, and goes by the declared one everywhere else.
  private mutating func noteOwnProduct(of task: TaskSpec, _ product: SourceProduct) {
    guard let statement = product.statement else { return }
    let before = diagnostics.count
    var own = task
    take(product, &own)
    guard !diagnostics[before...].contains(where: { $0.kind.severity == .error }) else { return }
    guard product.className != nil, own.products != task.products else { return }
    diagnostics.append(
      Diagnostic(
        kind: .templateSetsProduct, range: statement,
        message: "'\(task.source.words)' sets its own product, not the declared one",
        related: task.productRanges.first.map {
          [.init(range: $0, message: "this product is declared")]
        } ?? [],
        help: "take the statement out: Ploomber passes the declared product as 'product'",
        task: task.name))
  }

  private mutating func refuse(
    _ task: TaskSpec, _ range: SourceRange, _ message: String, help: String
  ) {
    diagnostics.append(
      Diagnostic(
        kind: .sourceProduct, range: range, message: message, help: help, task: task.name))
  }
}

extension SourceValue {
  /// The first part whose type can be no product.
  fileprivate var firstOther: (String, SourceRange)? {
    switch kind {
    case .other(let type): (type, range)
    case .list(let items): items.lazy.compactMap(\.firstOther).first
    case .mapping(let entries): entries.lazy.compactMap { $0.value.firstOther }.first
    case .text, .none, .unknown: nil
    }
  }
}

extension Node {
  /// The value as if it stood in the specification, its places in the source.
  fileprivate init(_ value: SourceValue) {
    switch value.kind {
    case .text(let text):
      self.init(
        value: .scalar(Scalar(text: text, style: .doubleQuoted, resolved: .string)),
        range: value.range)
    case .list(let items): self.init(value: .sequence(items.map { Node($0) }), range: value.range)
    case .mapping(let entries):
      let pairs = entries.map { Node.Entry(key: Node($0.key), value: Node($0.value)) }
      self.init(value: .mapping(lastOfEach(pairs, \.key.text)), range: value.range)
    case .none, .other, .unknown:
      self.init(
        value: .scalar(Scalar(text: "", style: .plain, resolved: .null)), range: value.range)
    }
  }
}
