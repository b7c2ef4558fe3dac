import SluiceCore
import SluiceScan

extension PythonDump {
  mutating func expandExpression(_ node: Int, _ field: Int) {
    let value = tree.nodes[node]
    func child(_ index: Int) -> Int { tree.child(index, of: node) }
    switch value.kind {
    case .booleanOperation:
      addList("BoolOp(op=\(operatorName(value.detail))(), values=", tree.children(of: node), field)
    case .namedExpression:
      add("NamedExpr(target=", child(0), field)
      add(", value=", child(1), field)
    case .binaryOperation:
      add("BinOp(left=", child(0), field)
      add(", op=\(operatorName(value.detail))()")
      add(", right=", child(1), field)
    case .unaryOperation:
      add("UnaryOp(op=\(operatorName(value.detail))(), operand=", child(0), field)
    case .lambda:
      add("Lambda(args=", child(0), field)
      add(", body=", child(1), field)
    case .conditional:
      add("IfExp(test=", child(0), field)
      add(", body=", child(1), field)
      add(", orelse=", child(2), field)
    case .dictionary:
      let children = Array(tree.children(of: node))
      let keys = stride(from: 0, to: children.count, by: 2).map { children[$0] }
      let values = stride(from: 1, to: children.count, by: 2).map { children[$0] }
      addList("Dict(keys=", keys, field)
      addList(", values=", values, field)
    case .set: addList("Set(elts=", tree.children(of: node), field)
    case .generator where fieldParentheses(around: node, field) != nil:
      add("GeneratorExp(elt=", child(0), field)
      addList(", generators=", tree.children(of: node).dropFirst(), field)
      return addPosition(fieldParentheses(around: node, field) ?? value.range, field)
    case .listComprehension, .setComprehension, .generator:
      let word =
        value.kind == .generator
        ? "GeneratorExp" : value.kind == .setComprehension ? "SetComp" : "ListComp"
      add(word + "(elt=", child(0), field)
      addList(", generators=", tree.children(of: node).dropFirst(), field)
    case .dictionaryComprehension:
      add("DictComp(key=", child(0), field)
      add(", value=", child(1), field)
      addList(", generators=", tree.children(of: node).dropFirst(2), field)
    case .comprehension:
      add("comprehension(target=", child(0), field)
      add(", iter=", child(1), field)
      addList(", ifs=", tree.children(of: node).dropFirst(2), field)
      add(", is_async=\(value.detail))")
      return
    case .awaitExpression: add("Await(value=", child(0), field)
    case .yieldExpression:
      add("Yield(")
      addOptional("value=", child(0), field)
      return addAttributes(node, field, isFirst: child(0) == 0)
    case .yieldFrom: add("YieldFrom(value=", child(0), field)
    case .compare:
      add("Compare(left=", child(0), field)
      let names = tree.operators(of: node).map { operatorName($0.rawValue) + "()" }
      add(", ops=[" + names.joined(separator: ", ") + "]")
      addList(", comparators=", tree.children(of: node).dropFirst(), field)
    case .call:
      let rest = tree.children(of: node).dropFirst()
      add("Call(func=", child(0), field)
      addList(", args=", rest.filter { tree.nodes[Int($0)].kind != .keyword }, field)
      addList(", keywords=", rest.filter { tree.nodes[Int($0)].kind == .keyword }, field)
    case .keyword:
      add("keyword(" + (value.detail == 1 ? "" : "arg=\(name(value.range.lowerBound)), "))
      add("value=", child(0), field)
    case .joinedString:
      if value.detail == 1 { refuse(node) }
      add("JoinedStr(values=[")
      addStringParts(node, field, whole: value.range)
      add("]")
    case .string, .number, .trueLiteral, .falseLiteral, .noneLiteral, .ellipsis:
      addConstant(node)
    case .attribute:
      add("Attribute(value=", child(0), field)
      add(", attr=\(name(Int(value.payload))), ctx=\(contextName(value.detail))()")
    case .subscripted:
      add("Subscript(value=", child(0), field)
      add(", slice=", child(1), field)
      add(", ctx=\(contextName(value.detail))()")
    case .starred:
      add("Starred(value=", child(0), field)
      add(", ctx=\(contextName(value.detail))()")
    case .name: add("Name(id=\(name(value.range.lowerBound)), ctx=\(contextName(value.detail))()")
    case .listDisplay, .tuple:
      let word = value.kind == .tuple ? "Tuple" : "List"
      addList(word + "(elts=", tree.children(of: node), field)
      add(", ctx=\(contextName(value.detail))()")
      if let place = fieldParentheses(around: node, field) { return addPosition(place, field) }
    case .slice:
      add("Slice(")
      let isEmpty = child(0) == 0 && child(1) == 0 && child(2) == 0
      addOptional("lower=", child(0), field)
      addOptional(child(0) == 0 ? "upper=" : ", upper=", child(1), field)
      addOptional(child(0) == 0 && child(1) == 0 ? "step=" : ", step=", child(2), field)
      return addAttributes(node, field, isFirst: isEmpty)
    case .arguments: return addArguments(node, field)
    case .parameter:
      add("arg(arg=\(name(value.range.lowerBound))")
      addOptional(", annotation=", child(0), field)
    default: return
    }
    addAttributes(node, field)
  }

  private mutating func addConstant(_ node: Int) {
    let value = tree.nodes[node]
    switch value.kind {
    case .trueLiteral: add("Constant(value=True")
    case .falseLiteral: add("Constant(value=False")
    case .noneLiteral: add("Constant(value=None")
    case .ellipsis: add("Constant(value=Ellipsis")
    case .number: add("Constant(value=" + pythonNumber(tree.text(of: node)))
    default:
      let flags = PythonStringFlags(rawValue: value.detail)
      let points = tree.codePoints(ofString: node, named: codePoint(named:))
      let isBytes = flags.contains(.bytes)
      add("Constant(value=" + (isBytes ? pythonBytes(points) : pythonString(points)))
      if flags.contains(.unicodePrefix) { add(", kind='u'") }
    }
  }

  private mutating func addArguments(_ node: Int, _ field: Int) {
    let all = tree.children(of: node)
    func of(_ kinds: PythonParameterKind...) -> [UInt32] {
      all.filter { child in kinds.contains { $0.rawValue == tree.nodes[Int(child)].detail } }
    }
    func defaults(_ parameters: [UInt32]) -> [UInt32] {
      parameters.map { UInt32(truncatingIfNeeded: tree.child(1, of: Int($0))) }
    }
    addList("arguments(posonlyargs=", of(.positionalOnly), field)
    addList(", args=", of(.normal), field)
    if let variadic = of(.variadicPositional).first { add(", vararg=", Int(variadic), field) }
    let keywordOnly = of(.keywordOnly)
    addList(", kwonlyargs=", keywordOnly, field)
    addList(", kw_defaults=", defaults(keywordOnly), field)
    if let variadic = of(.variadicKeyword).first { add(", kwarg=", Int(variadic), field) }
    addList(", defaults=", defaults(of(.positionalOnly, .normal)).filter { $0 != 0 }, field)
    add(")")
  }

  /// Texts that meet become one. `whole`, all literals in a row, is the position of every part, save
  /// the last text of a format: its position is the one literal that holds it.
  private mutating func addStringParts(
    _ node: Int, _ field: Int, whole: Range<Int>, literal: Range<Int>? = nil
  ) {
    var text: [UInt32] = []
    var isFirst = true
    let hasPrefix =
      tree.fragment.text.indices.contains(whole.lowerBound)
      && tree.fragment.text[whole.lowerBound] == 0x75
    func separate(_ dump: inout PythonDump) {
      if !isFirst { dump.add(", ") }
      isFirst = false
    }
    func flush(_ dump: inout PythonDump, _ place: Range<Int>) {
      guard !text.isEmpty else { return }
      separate(&dump)
      dump.add("Constant(value=" + pythonString(text) + (hasPrefix ? ", kind='u'" : ""))
      dump.addPosition(place, field)
      text = []
    }
    for link in tree.children(of: node) {
      let part = Int(link)
      switch tree.nodes[part].kind {
      case .string: text += tree.codePoints(ofString: part, named: codePoint(named:))
      case .stringText: text += tree.codePoints(ofText: part, named: codePoint(named:))
      default:
        let value = tree.nodes[part]
        if value.payload != 0 {
          let debug = tree.fragment.text[value.range.lowerBound + 1..<Int(value.payload)]
          text += String(decoding: debug, as: UTF8.self).unicodeScalars.map(\.value)
        }
        flush(&self, whole)
        separate(&self)
        let inner = self.field(part, in: field)
        let format = tree.child(1, of: part)
        let isDebug = value.payload != 0 && format == 0
        let conversion = value.detail != 0 ? Int(value.detail) : isDebug ? 0x72 : -1
        add("FormattedValue(value=", tree.child(0, of: part), inner)
        add(", conversion=\(conversion)")
        if format != 0 {
          add(", format_spec=JoinedStr(values=[")
          let literal = literal ?? literalRange(part, of: node)
          addStringParts(format, field, whole: whole, literal: literal)
          add("]")
          addPosition(literal, field)
        }
        addPosition(whole, field)
      }
    }
    flush(&self, literal ?? whole)
  }

  /// CPython 3.11 puts a field's expression into parentheses, which a bare tuple then takes for its
  /// own: from the field's brace to its end.
  private func fieldParentheses(around node: Int, _ field: Int) -> Range<Int>? {
    let text = tree.fragment.text
    guard field >= 0, fields[field].value == node, !tree.nodes[node].isParenthesized,
      tree.nodes[node].kind != .listDisplay
    else { return nil }
    var end = tree.nodes[node].range.upperBound
    while end < text.count, text[end] <= 0x20 { end += 1 }
    return fields[field].start - 1..<end + 1
  }

  /// The one literal that holds a field: where CPython puts its format.
  private func literalRange(_ part: Int, of node: Int) -> Range<Int> {
    let text = tree.fragment.text
    let start = tree.literalStart(ofField: part)
    var end = tree.nodes[part].range.upperBound
    for sibling in tree.children(of: node) where tree.nodes[Int(sibling)].range.lowerBound == end {
      end = tree.nodes[Int(sibling)].range.upperBound
    }
    var quote = start
    while quote + 2 < text.count, text[quote] != 0x22, text[quote] != 0x27 { quote += 1 }
    let isTriple =
      quote + 2 < text.count && text[quote + 1] == text[quote] && text[quote + 2] == text[quote]
    return start..<end + (isTriple ? 3 : 1)
  }

  private func contextName(_ detail: UInt8) -> String {
    switch PythonContext(rawValue: detail) ?? .load {
    case .load: "Load"
    case .store: "Store"
    case .delete: "Del"
    }
  }

  func operatorName(_ detail: UInt8) -> String {
    switch PythonOperator(rawValue: detail) ?? .or {
    case .or: "Or"
    case .and: "And"
    case .add: "Add"
    case .subtract: "Sub"
    case .multiply: "Mult"
    case .matrixMultiply: "MatMult"
    case .divide: "Div"
    case .modulo: "Mod"
    case .power: "Pow"
    case .leftShift: "LShift"
    case .rightShift: "RShift"
    case .bitOr: "BitOr"
    case .bitXor: "BitXor"
    case .bitAnd: "BitAnd"
    case .floorDivide: "FloorDiv"
    case .invert: "Invert"
    case .not: "Not"
    case .plus: "UAdd"
    case .minus: "USub"
    case .equal: "Eq"
    case .notEqual: "NotEq"
    case .less: "Lt"
    case .lessOrEqual: "LtE"
    case .greater: "Gt"
    case .greaterOrEqual: "GtE"
    case .is: "Is"
    case .isNot: "IsNot"
    case .in: "In"
    case .notIn: "NotIn"
    }
  }
}
