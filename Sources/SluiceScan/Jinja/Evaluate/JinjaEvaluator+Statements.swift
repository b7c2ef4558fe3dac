/// Statements: each writes to the text that is made.
extension JinjaEvaluator {
  func execute(
    _ body: [JinjaNode.ID], _ frame: JinjaFrame, _ output: inout JinjaText
  ) throws(TemplateFailure) {
    for id in body { try execute(id, frame, &output) }
  }

  /// A body that is captured as a text of its own.
  func captured(
    _ body: [JinjaNode.ID], _ frame: JinjaFrame
  ) throws(TemplateFailure) -> JinjaText {
    var text: JinjaText = []
    try execute(body, frame, &text)
    return text
  }

  /// Text that is safe where texts are escaped.
  func safe(_ text: JinjaText) -> JinjaValue { escapes ? .markup(text) : .string(text) }

  private func execute(
    _ id: JinjaNode.ID, _ frame: JinjaFrame, _ output: inout JinjaText
  ) throws(TemplateFailure) {
    try step()
    here = id
    switch template.parsed[id].kind {
    case .text:
      if !isSilent(frame) { try write(template.parsed.plainText(id), &output) }
    case .output(let values): try print(values, frame, &output)
    case .set(let target, let value):
      let value = try evaluate(value, frame)
      here = id
      try assign(value, to: target, frame, isSet: true)
    case .setBlock(let target, let filter, let body):
      let inner = scope(id, frame)
      inner.checksOutput = false
      inner.enter()
      let text = safe(try captured(body, inner))
      let value = try filter.map { (id) throws(TemplateFailure) in
        try self.filter(id, of: text, inner)
      }
      try assign(value ?? text, to: target, frame, isSet: true)
    case .condition(let arms, let otherwise): try choose(arms, otherwise, frame, &output)
    case .loop: try runLoop(id, frame, &output)
    case .macro(let name, let parameters, let defaults, let body):
      let macro = macro(id, name: name, parameters, defaults, body, frame)
      frame.store(name, .object(macro))
      if frame.isTopLevel {
        frame.context.variables[name] = .object(macro)
        if !name.hasPrefix("_") { frame.context.exported.insert(name) }
      }
    case .callBlock(let call, let parameters, let defaults, let body):
      let caller = macro(id, name: nil, parameters, defaults, body, frame)
      try writeUnchanged(evaluateCall(call, frame, caller: caller), &output)
    case .filterBlock(let filter, let body):
      let inner = scope(id, frame)
      inner.enter()
      let text = safe(try captured(body, inner))
      try writeUnchanged(self.filter(filter, of: text, inner), &output)
    case .with(let targets, let values, let body):
      let inner = scope(id, frame)
      inner.enter()
      for (target, value) in zip(targets, values) {
        try assign(evaluate(value, frame), to: target, inner)
      }
      try execute(body, inner, &output)
    case .autoescape(let option, let body):
      let inner = scope(id, frame)
      inner.enter()
      let outer = escapes
      escapes = try isTrue(evaluate(option, inner))
      defer { escapes = outer }
      try execute(body, inner, &output)
    case .block(let name, _, let isScoped, let isRequired):
      try callBlock(name, isScoped: isScoped, isRequired: isRequired, frame, &output)
    case .extends(let source): try extend(source, frame)
    case .include(let source, let ignoresMissing, let withContext):
      try include(source, ignoresMissing, withContext, frame, &output)
    case .importTemplate(let source, let alias, let withContext):
      let module = try imported(source, withContext, frame)
      storeImport(alias, .object(module), frame)
    case .importNames(let source, let names, let withContext):
      let module = try imported(source, withContext, frame)
      here = id
      for name in names {
        let value =
          module.exported[name.name]
          ?? undefined(
            name: name.name,
            message: "the template '\(module.name)' does not export the requested name"
              + " '\(name.name)'")
        storeImport(name.alias, value, frame)
      }
    case .raise(let message):
      let text = String(scalars: try text(of: evaluate(message, frame)))
      here = id
      throw .error("TemplateRuntimeError", text)
    case .constant, .name, .namespaceReference, .tuple, .list, .dictionary, .attribute, .item,
      .slice, .call, .filter, .test, .unary, .binary, .comparison, .concatenation, .conditional:
      _ = try evaluate(id, frame)
    }
  }

  private func isSilent(_ frame: JinjaFrame) -> Bool {
    frame.checksOutput && frame.outermost.parentTemplate != nil
  }

  func write(_ text: JinjaText, _ output: inout JinjaText) throws(TemplateFailure) {
    try spend(text.count, holding: output.count)
    output += text
  }

  /// A call's or filter's value as Jinja writes it: without `str`, so it must be a text.
  private func writeUnchanged(
    _ value: JinjaValue, _ output: inout JinjaText
  ) throws(TemplateFailure) {
    guard let text = value.text else {
      throw .type("sequence item 0: expected str instance, \(value.typeName) found")
    }
    try write(text, &output)
  }

  private func print(
    _ values: [JinjaNode.ID], _ frame: JinjaFrame, _ output: inout JinjaText
  ) throws(TemplateFailure) {
    guard !isSilent(frame) else { return }
    for id in values {
      let value = try evaluate(id, frame)
      here = id
      try write(escapes ? escaped(value) : text(of: value), &output)
    }
  }

  private func choose(
    _ arms: [JinjaNode.Arm], _ otherwise: [JinjaNode.ID], _ frame: JinjaFrame,
    _ output: inout JinjaText
  ) throws(TemplateFailure) {
    for arm in arms {
      let test = try evaluate(arm.test, frame)
      here = arm.test
      if try isTrue(test) { return try deeperExecute(arm.body, frame, &output) }
    }
    try deeperExecute(otherwise, frame, &output)
  }

  func deeperExecute(
    _ body: [JinjaNode.ID], _ frame: JinjaFrame, _ output: inout JinjaText
  ) throws(TemplateFailure) {
    var text = output
    output = []
    defer { output = text }
    try deeper { () throws(TemplateFailure) in try execute(body, frame, &text) }
  }

  /// A scope inside `frame`, not entered yet.
  func scope(
    _ id: JinjaNode.ID, _ part: JinjaSymbols.Part = .whole, _ frame: JinjaFrame
  ) -> JinjaFrame {
    let place = JinjaSymbols.Place(node: id.index, part: part)
    return JinjaFrame(
      symbols: template.symbols(place, in: frame.symbols), parent: frame, context: frame.context)
  }

  private func scope(_ id: JinjaNode.ID, _ frame: JinjaFrame) -> JinjaFrame {
    scope(id, .whole, frame)
  }

  private func storeImport(_ name: String, _ value: JinjaValue, _ frame: JinjaFrame) {
    frame.store(name, value)
    guard frame.isTopLevel else { return }
    frame.context.variables[name] = value
    frame.context.exported.remove(name)
  }

  /// Stores what a `set`, a loop or `with` assigns; a tuple of targets is unpacked.
  func assign(
    _ value: JinjaValue, to target: JinjaNode.ID, _ frame: JinjaFrame, isSet: Bool = false
  ) throws(TemplateFailure) {
    switch template.parsed[target].kind {
    case .name(let name, _):
      frame.store(name, value)
      if isSet, frame.isTopLevel {
        frame.context.variables[name] = value
        if !name.hasPrefix("_") { frame.context.exported.insert(name) }
      }
    case .namespaceReference(let name, let attribute):
      guard case .object(let object)? = frame.value(name), let space = object as? JinjaNamespace
      else {
        throw .error(
          "TemplateRuntimeError", "cannot assign attribute on non-namespace object")
      }
      try space.attributes.set(.string(attribute), value)
    case .tuple(let targets):
      let items: JinjaIterator
      switch value {
      case .null, .boolean, .integer, .big, .float:
        throw .type("cannot unpack non-iterable \(value.typeName) object")
      default: items = try iterator(value)
      }
      var parts: [JinjaValue] = []
      while parts.count <= targets.count, let item = try items.pull(self) { parts.append(item) }
      guard parts.count == targets.count else {
        throw .value(
          parts.count < targets.count
            ? "not enough values to unpack (expected \(targets.count), got \(parts.count))"
            : "too many values to unpack (expected \(targets.count))")
      }
      for (target, part) in zip(targets, parts) {
        try assign(part, to: target, frame, isSet: isSet)
      }
    default: throw .undecided("an assignment to an expression")
    }
  }
}

extension JinjaTemplate {
  /// The text of a `text` node; every line end is one line feed.
  func plainText(_ id: JinjaNode.ID) -> JinjaText {
    let text = String(decoding: source[self[id].range], as: UTF8.self)
    var result: JinjaText = []
    result.reserveCapacity(text.utf8.count)
    var last: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      if scalar == "\r" {
        result.append("\n")
      } else if scalar != "\n" || last != "\r" {
        result.append(scalar)
      }
      last = scalar
    }
    return result
  }
}
