/// `map`, `select` and their kin: a filter or a test over each item.
extension JinjaEvaluator {
  func selectingFilter(_ call: FilterCall) throws(TemplateFailure) -> JinjaValue? {
    switch call.name {
    case "map":
      return try lazily(call.value) { [self] () throws(TemplateFailure) in try mapper(call) }
    case "select": return try selected(call, keeps: true, byAttribute: false)
    case "reject": return try selected(call, keeps: false, byAttribute: false)
    case "selectattr": return try selected(call, keeps: true, byAttribute: true)
    case "rejectattr": return try selected(call, keeps: false, byAttribute: true)
    default: return nil
    }
  }

  /// An iterator whose function is made when the first item is asked for, as a generator's body.
  private func lazily(
    _ value: JinjaValue,
    _ make:
      @escaping () throws(TemplateFailure) -> (JinjaValue) throws(TemplateFailure) -> JinjaValue?
  ) throws(TemplateFailure) -> JinjaValue {
    var function: ((JinjaValue) throws(TemplateFailure) -> JinjaValue?)?
    var items: JinjaIterator?
    return .object(
      JinjaIterator("generator") { [self] () throws(TemplateFailure) in
        if items == nil {
          guard try isTrue(value) else { return nil }
          function = try make()
          items = try iterator(value)
        }
        guard let items, let function else { return nil }
        while let item = try items.pull(self) {
          if let made = try function(item) { return made }
        }
        return nil
      })
  }

  private func mapper(
    _ call: FilterCall
  ) throws(TemplateFailure) -> (JinjaValue) throws(TemplateFailure) -> JinjaValue? {
    var arguments = call.arguments
    if arguments.positional.isEmpty,
      let index = arguments.keywords.firstIndex(where: { $0.name == "attribute" })
    {
      let attribute = arguments.keywords.remove(at: index).value
      var standard: JinjaValue?
      if let index = arguments.keywords.firstIndex(where: { $0.name == "default" }) {
        standard = arguments.keywords.remove(at: index).value
      }
      if let unknown = arguments.keywords.first {
        throw .error(
          "FilterArgumentError", "Unexpected keyword argument '\(unknown.name)'")
      }
      let getter = try getter(
        attribute, standard: standard.flatMap { $0.isNull ? nil : $0 })
      return { (item) throws(TemplateFailure) in try getter(item) }
    }
    guard let name = arguments.positional.first else {
      throw .error("FilterArgumentError", "map requires a filter argument")
    }
    arguments.positional.removeFirst()
    return { [self, arguments] (item) throws(TemplateFailure) in
      try filter(calledName(name, "filter"), item, arguments)
    }
  }

  private func selected(
    _ call: FilterCall, keeps: Bool, byAttribute: Bool
  ) throws(TemplateFailure) -> JinjaValue {
    try lazily(call.value) { [self] () throws(TemplateFailure) in
      var arguments = call.arguments
      var getter: Getter = { (item) throws(TemplateFailure) in item }
      if byAttribute {
        guard let attribute = arguments.positional.first else {
          throw .error("FilterArgumentError", "Missing parameter for attribute name")
        }
        arguments.positional.removeFirst()
        getter = try self.getter(attribute)
      }
      guard let name = arguments.positional.first else {
        return { [self, getter] (item) throws(TemplateFailure) in
          try isTrue(getter(item)) == keeps ? item : nil
        }
      }
      arguments.positional.removeFirst()
      return { [self, getter, arguments] (item) throws(TemplateFailure) in
        let value = try getter(item)
        return try test(calledName(name, "test"), value, arguments) == keeps ? item : nil
      }
    }
  }

  /// The name of a filter or test that is given as a value.
  private func calledName(
    _ value: JinjaValue, _ what: String
  ) throws(TemplateFailure) -> String {
    if case .undefined(let undefined) = value {
      if undefined.isStrict { throw undefined.failure }
      throw .error(
        "TemplateRuntimeError",
        "No \(what) named Undefined. (\(undefined.message); did you forget to quote the callable"
          + " name?)")
    }
    guard let text = value.text else {
      _ = try JinjaKey(value)
      throw .error(
        "TemplateRuntimeError",
        "No \(what) named \(String(scalars: try representation(of: value))).")
    }
    let name = String(scalars: text)
    let isKnown =
      what == "filter"
      ? jinjaFilters.contains(name)
      : jinjaTests.contains(name) || JinjaEvaluator.signTests[name] != nil
    guard isKnown else {
      throw .error(
        "TemplateRuntimeError",
        "No \(what) named \(String(scalars: stringRepresentation(text))).")
    }
    return name
  }
}
