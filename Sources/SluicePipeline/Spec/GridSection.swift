import SluiceCore
import SluiceScan
import SluiceYAML

extension SpecReader {
  /// At most this many tasks come of all grids together.
  private static let gridLimit = Limit.gridTasks.value

  /// The declaration as one task, or as the tasks of its grid.
  mutating func tasks(from declaration: TaskDeclaration, _ meta: MetaSpec) -> [TaskSpec] {
    let products = products(of: declaration, meta)
    func single() -> [TaskSpec] {
      [task(declaration, products, meta, name: declaration.taskName, .init(), index: nil)]
    }
    guard let grid = declaration.grid else { return single() }
    guard let name = declaration.name else {
      report(
        .gridShape, declaration.source.range, "a task with a grid needs a 'name'",
        help: "add `name: \(declaration.defaultName)-`; the index is put behind it")
      return single()
    }
    if declaration.hasNumberForName {
      report(
        .gridShape, name.range, "'\(name.text)' is no name for the tasks of a grid",
        help: "begin it with a letter: Ploomber reads a number here, quoted or not",
        task: declaration.taskName)
    }
    guard let combinations = combinations(grid, declaration) else { return single() }
    return combinations.enumerated().map { index, combination in
      let params = declaration.params + combination.values
      let isTemplate = name.text.contains("[[") && name.text.contains("]]")
      let text = isTemplate ? rendered(name.text, params, name.range) : "\(name.text)\(index)"
      return task(
        declaration, products, meta, name: TaskName(text), combination, index: index)
    }
  }

  /// The values of one of a grid's tasks.
  private struct Combination {
    var values: [ParameterValue.Entry] = []
    /// Keys whose values a function returns.
    var undecided: Set<String> = []
  }

  /// The values of one key of a grid.
  private struct Axis {
    var key: String
    var values: [ParameterValue]
    var isUndecided: Bool
  }

  /// Every combination, the last key varying fastest; several mappings one behind the other.
  private mutating func combinations(
    _ grid: Node, _ declaration: TaskDeclaration
  ) -> [Combination]? {
    var result: [Combination] = []
    for mapping in grid.sequence ?? [grid] {
      guard let entries = mapping.mapping else {
        report(
          .gridShape, mapping.range, "'grid' is \(mapping.kindWords), not a mapping",
          help: "write `grid: {parameter: [1, 2]}`", task: declaration.taskName)
        return nil
      }
      let axes = lastOfEach(entries.compactMap { axis($0, declaration) }, \.key)
      let count = axes.reduce(1) { product, axis in
        let (value, isTooLarge) = product.multipliedReportingOverflow(by: axis.values.count)
        return isTooLarge ? Int.max : value
      }
      guard count <= SpecReader.gridLimit - gridTaskCount else {
        report(
          .gridShape, mapping.range,
          "the pipeline's grids make more than \(SpecReader.gridLimit) tasks (\(Limit.gridTasks.words))",
          help: "give their parameters fewer values", task: declaration.taskName)
        return nil
      }
      gridTaskCount += count
      if count > 0 { reportConstants(in: entries, declaration) }
      for number in 0..<count {
        var rest = number
        var combination = Combination()
        for axis in axes.reversed() {
          combination.values.append(
            .init(key: axis.key, value: axis.values[rest % axis.values.count]))
          if axis.isUndecided { combination.undecided.insert(axis.key) }
          rest /= axis.values.count
        }
        combination.values.reverse()
        result.append(combination)
      }
    }
    return result
  }

  /// Keys that are constants of the task too.
  private mutating func reportConstants(
    in entries: [Node.Entry], _ declaration: TaskDeclaration
  ) {
    for entry in entries {
      guard let key = entry.key.string, let constant = declaration.paramKeys[key] else { continue }
      report(
        .gridShape, entry.key.range, "'\(key)' stands in 'grid' and in 'params'",
        help: "keep one of them",
        related: [.init(range: constant, message: "'\(key)' is a constant here")],
        task: declaration.taskName)
    }
  }

  /// One key with what it stands for: the elements of a list, the keys of a mapping, else itself. A
  /// function that returns the values stands for one that is not known.
  private mutating func axis(_ entry: Node.Entry, _ declaration: TaskDeclaration) -> Axis? {
    guard let key = parameterName(entry, in: "'grid'", declaration) else { return nil }
    if isFunctionValue(entry.value, declaration.taskName) {
      report(
        .tasksOfFunction, entry.value.range,
        "a function says which values '\(key)' has: how many tasks there are cannot be decided "
          + "statically", help: "write the values as a list to have all tasks checked and exported",
        task: declaration.taskName)
      return Axis(key: key, values: [ParameterValue(resolved: entry.value)], isUndecided: true)
    }
    let nodes = entry.value.sequence ?? entry.value.mapping?.map(\.key) ?? [entry.value]
    return Axis(key: key, values: nodes.map { ParameterValue(resolved: $0) }, isUndecided: false)
  }

  private mutating func task(
    _ declaration: TaskDeclaration, _ products: ProductDeclaration?, _ meta: MetaSpec,
    name: TaskName, _ combination: Combination, index: Int?
  ) -> TaskSpec {
    let params = declaration.params + combination.values
    let source: TaskSource =
      switch declaration.taskClass?.sourceKind {
      case .function: .function(declaration.source.text)
      case .file, nil:
        .file(projectPath(declaration.source.text, from: declaration.sourceBase ?? "."))
      case .text: .text(declaration.source.text)
      }
    let productClass = productClass(of: declaration, meta)
    let shape = shape(of: products, productClass, source, meta, params, index: index)
    var spec = TaskSpec(
      name: name, nameRange: declaration.name?.range ?? declaration.source.range,
      range: declaration.range, taskClass: declaration.taskClass, source: source,
      sourceRange: declaration.source.range, products: shape,
      productRanges: products?.entries.map(\.range) ?? [], declaredUpstream: declaration.upstream,
      params: params, namesKernel: declaration.namesKernel, gridIndex: index,
      kernel: declaration.kernel, notebook: declaration.notebook)
    spec.isNumberNamed = declaration.hasNumberForName && declaration.name != nil
    spec.isPlaced = declaration.sourceBase != nil
    spec.productClass = productClass
    spec.hasClient = declaration.hasClient
    spec.hasProductClient = declaration.hasProductClient
    spec.serializer = declaration.serializer
    spec.hook = declaration.hook
    spec.runsElsewhere = declaration.runsElsewhere
    spec.staticAnalysis = declaration.staticAnalysis
    spec.paramRanges = declaration.paramKeys
    spec.undecidedParams = declaration.undecidedParams.union(combination.undecided)
    return spec
  }

  /// The products as the graph has them: paths relative to the root, a grid's index in them.
  mutating func shape(
    of products: ProductDeclaration?, _ productClass: ProductClass?, _ source: TaskSource,
    _ meta: MetaSpec, _ params: [ParameterValue.Entry], index: Int?
  ) -> TaskNode.Products {
    guard let products else { return .none }
    let base = productBase(source, meta, index: index)
    var named: [TaskNode.Named] = []
    for entry in products.entries {
      let product = product(
        entry.product, productClass, base: base, params, index: index, entry.range)
      named.append(.init(key: entry.key, product: product))
    }
    return products.isMapping ? .several(named) : named.first.map { .one($0.product) } ?? .none
  }

  /// The folder that a product's path starts from.
  private func productBase(_ source: TaskSource, _ meta: MetaSpec, index: Int?) -> String {
    guard meta.productRelativeToSource, index == nil else { return "." }
    return switch source {
    case .function: "."
    // Of an address too, Ploomber makes a path first.
    case .file(let path), .text(let path): Path.directory(of: Path.normalized(path))
    }
  }

  private mutating func product(
    _ declared: ProductDeclaration.Declared, _ productClass: ProductClass?, base: String,
    _ params: [ParameterValue.Entry], index: Int?, _ range: SourceRange
  ) -> TaskNode.Product {
    switch declared {
    // The name of something that is no file of this machine.
    case .path(let text) where productClass == .genericProduct: return .file(text)
    case .path(let text):
      guard let index else { return .file(projectPath(text, from: base)) }
      return .file(projectPath(rendered(indexed(text, index), params, range), from: base))
    case .relation(var parts):
      if let index, parts.count >= 2 {
        parts[parts.count - 2] = rendered("\(parts[parts.count - 2])-\(index)", params, range)
      }
      return .relation(parts)
    }
  }

  /// `-index` before all suffixes of the path's name: `x.tar.gz` is `x-0.tar.gz`.
  private func indexed(_ path: String, _ index: Int) -> String {
    let path = Path.normalized(path)
    let name = Path.name(of: path)
    // As pathlib's `suffixes`: a leading dot begins no suffix, a name that ends in one has none.
    let body = name.drop { $0 == "." }
    let dot = name.hasSuffix(".") ? nil : body.firstIndex(of: ".")
    let stem = dot.map { String(name[..<$0]) } ?? name
    let suffixes = dot.map { String(name[$0...]) } ?? ""
    return String(path.dropLast(name.count)) + "\(stem)-\(index)\(suffixes)"
  }

  /// `[[expression]]` replaced by its value's Python text; of an unknown parameter nothing is left.
  private mutating func rendered(
    _ text: String, _ params: [ParameterValue.Entry], _ range: SourceRange
  ) -> String {
    guard text.contains("[[") || text.contains("{%") || text.contains("{#") else { return text }
    let template = gridTemplates[text] ?? JinjaTemplate(Array(text.utf8), delimiters: .runtime)
    gridTemplates[text] = template
    if let error = template.errors.first {
      report(
        .placeholderSyntax, range, "in '\(text)': \(error.message)",
        help: error.help ?? "write `[[parameter]]`")
      return text
    }
    let names = Set(template.undeclaredVariables())
    var values: [String: TemplateValue] = [:]
    for param in params where names.contains(param.key) {
      values[param.key] = TemplateValue(param.value)
    }
    let result = renderTemplate(
      template, values: values, environment: .grid,
      limits: TemplateLimits(steps: 100_000, size: 1 << 20))
    switch result {
    case .success(let text): return text
    case .failure(let failure):
      if case .undecided(let why) = failure.reason {
        noteNotUnderstood("an expression in '[[…]]': \(why)", range)
      } else {
        report(
          .placeholderFails, range, "'\(text)' fails: \(failure.words)",
          help: "mend the expression, or the values of 'grid'")
      }
      return text
    }
  }

  /// A path of the specification, relative to the root where it lies inside.
  func projectPath(_ text: String, from base: String) -> String {
    let path = Path.joined(base, text)
    return root.map { Path.relative(path, to: $0) } ?? path
  }
}
