import SluiceScan

extension PythonDump {
  mutating func expand(_ node: Int, _ field: Int) {
    let value = tree.nodes[node]
    func child(_ index: Int) -> Int { tree.child(index, of: node) }
    let isMarked = value.detail == 1
    switch value.kind {
    case .module:
      addList("Module(body=", tree.children(of: node), field)
      add(", type_ignores=[])")
    case .functionDef:
      add((isMarked ? "AsyncFunctionDef" : "FunctionDef") + "(name=\(name(Int(value.payload)))")
      add(", args=", child(2), field)
      addList(", body=", tree.children(of: child(4)), field)
      addList(", decorator_list=", tree.children(of: child(0)), field)
      addOptional(", returns=", child(3), field)
      refuse(child(1))
      addAttributes(node, field)
    case .classDef:
      add("ClassDef(name=\(name(Int(value.payload)))")
      let bases = tree.children(of: child(2))
      addList(", bases=", bases.filter { tree.nodes[Int($0)].kind != .keyword }, field)
      addList(", keywords=", bases.filter { tree.nodes[Int($0)].kind == .keyword }, field)
      addList(", body=", tree.children(of: child(3)), field)
      addList(", decorator_list=", tree.children(of: child(0)), field)
      refuse(child(1))
      addAttributes(node, field)
    case .returnStatement:
      add("Return(")
      addOptional("value=", child(0), field)
      addAttributes(node, field, isFirst: child(0) == 0)
    case .deleteStatement:
      addList("Delete(targets=", tree.children(of: node), field)
      addAttributes(node, field)
    case .assign:
      addList("Assign(targets=", tree.children(of: node).dropLast(), field)
      add(", value=", child(Int(value.linkCount) - 1), field)
      addAttributes(node, field)
    case .augmentedAssign:
      add("AugAssign(target=", child(0), field)
      add(", op=\(operatorName(value.detail))()")
      add(", value=", child(1), field)
      addAttributes(node, field)
    case .annotatedAssign:
      add("AnnAssign(target=", child(0), field)
      add(", annotation=", child(1), field)
      addOptional(", value=", child(2), field)
      add(", simple=\(value.detail)")
      addAttributes(node, field)
    case .forStatement:
      add((isMarked ? "AsyncFor" : "For") + "(target=", child(0), field)
      add(", iter=", child(1), field)
      addList(", body=", tree.children(of: child(2)), field)
      addList(", orelse=", tree.children(of: child(3)), field)
      addAttributes(node, field)
    case .whileStatement, .ifStatement:
      add((value.kind == .ifStatement ? "If" : "While") + "(test=", child(0), field)
      addList(", body=", tree.children(of: child(1)), field)
      addList(", orelse=", tree.children(of: child(2)), field)
      addAttributes(node, field)
    case .withStatement:
      addList((isMarked ? "AsyncWith" : "With") + "(items=", tree.children(of: child(0)), field)
      addList(", body=", tree.children(of: child(1)), field)
      addAttributes(node, field)
    case .withItem:
      add("withitem(context_expr=", child(0), field)
      addOptional(", optional_vars=", child(1), field)
      add(")")
    case .raiseStatement:
      add("Raise(")
      addOptional("exc=", child(0), field)
      addOptional(", cause=", child(1), field)
      addAttributes(node, field, isFirst: child(0) == 0)
    case .tryStatement:
      addList((isMarked ? "TryStar" : "Try") + "(body=", tree.children(of: child(0)), field)
      addList(", handlers=", tree.children(of: child(1)), field)
      addList(", orelse=", tree.children(of: child(2)), field)
      addList(", finalbody=", tree.children(of: child(3)), field)
      addAttributes(node, field)
    case .exceptHandler:
      add("ExceptHandler(")
      addOptional("type=", child(0), field)
      if child(0) != 0 { add(", ") }
      if value.payload != 0 { add("name=\(name(Int(value.payload))), ") }
      addList("body=", tree.children(of: child(1)), field)
      addAttributes(node, field)
    case .assertStatement:
      add("Assert(test=", child(0), field)
      addOptional(", msg=", child(1), field)
      addAttributes(node, field)
    case .importStatement:
      addList("Import(names=", tree.children(of: node), field)
      addAttributes(node, field)
    case .importFrom:
      add("ImportFrom(")
      if child(0) != 0 { add("module='\(tree.dottedName(of: child(0)))', ") }
      addList("names=", tree.children(of: node).dropFirst(), field)
      add(", level=\(value.payload)")
      addAttributes(node, field)
    case .alias:
      add("alias(name='\(tree.dottedName(of: child(0)))'")
      if value.payload != 0 { add(", asname=\(name(Int(value.payload)))") }
      addAttributes(node, field)
    case .globalStatement, .nonlocalStatement:
      add(value.kind == .globalStatement ? "Global(names=[" : "Nonlocal(names=[")
      let names = tree.children(of: node).map { name(tree.nodes[Int($0)].range.lowerBound) }
      add(names.joined(separator: ", ") + "]")
      addAttributes(node, field)
    case .expressionStatement:
      add("Expr(value=", child(0), field)
      addAttributes(node, field)
    case .passStatement: addWord("Pass(", node, field)
    case .breakStatement: addWord("Break(", node, field)
    case .continueStatement: addWord("Continue(", node, field)
    case .missing: add("None")
    case .typeAlias, .typeVariable, .parameterSpecification, .typeVariableTuple, .magic, .error:
      refuse(node)
    case .matchStatement, .matchCase, .matchValue, .matchSingleton, .matchSequence, .matchMapping,
      .matchClass, .keywordPattern, .matchStar, .matchAs, .matchOr:
      expandMatch(node, field)
    case .block, .list, .dottedName, .identifier, .stringText: break
    default: expandExpression(node, field)
    }
  }

  mutating func addWord(_ text: String, _ node: Int, _ field: Int) {
    add(text)
    addAttributes(node, field, isFirst: true)
  }

  /// Remembers that CPython 3.11 would not have parsed this.
  mutating func refuse(_ node: Int) {
    if node != 0, unknown == nil { unknown = tree.nodes[node].range.lowerBound }
  }

  func name(_ offset: Int) -> String { "'" + tree.identifier(at: offset) + "'" }

  private mutating func expandMatch(_ node: Int, _ field: Int) {
    let value = tree.nodes[node]
    func child(_ index: Int) -> Int { tree.child(index, of: node) }
    switch value.kind {
    case .matchStatement:
      add("Match(subject=", child(0), field)
      addList(", cases=", tree.children(of: child(1)), field)
      addAttributes(node, field)
    case .matchCase:
      add("match_case(pattern=", child(0), field)
      addOptional(", guard=", child(1), field)
      addList(", body=", tree.children(of: child(2)), field)
      add(")")
    case .matchValue:
      add("MatchValue(value=", child(0), field)
      addAttributes(node, field)
    case .matchSingleton:
      add("MatchSingleton(value=" + ["None", "True", "False"][Int(min(2, value.detail))])
      addAttributes(node, field)
    case .matchSequence, .matchOr:
      let word = value.kind == .matchOr ? "MatchOr" : "MatchSequence"
      addList(word + "(patterns=", tree.children(of: node), field)
      addAttributes(node, field)
    case .matchMapping:
      let children = Array(tree.children(of: node))
      let keys = stride(from: 0, to: children.count, by: 2).map { children[$0] }
      let patterns = stride(from: 1, to: children.count, by: 2).map { children[$0] }
      addList("MatchMapping(keys=", keys, field)
      addList(", patterns=", patterns, field)
      if value.payload != 0 { add(", rest=\(name(Int(value.payload)))") }
      addAttributes(node, field)
    case .matchClass:
      let children = tree.children(of: node).dropFirst()
      let keywords = children.filter { tree.nodes[Int($0)].kind == .keywordPattern }
      add("MatchClass(cls=", child(0), field)
      addList(
        ", patterns=", children.filter { tree.nodes[Int($0)].kind != .keywordPattern }, field)
      let names = keywords.map { name(tree.nodes[Int($0)].range.lowerBound) }
      add(", kwd_attrs=[" + names.joined(separator: ", ") + "]")
      addList(
        ", kwd_patterns=",
        keywords.map { UInt32(truncatingIfNeeded: tree.child(0, of: Int($0))) }, field)
      addAttributes(node, field)
    case .matchStar:
      add("MatchStar(")
      if value.payload != 0 { add("name=\(name(Int(value.payload)))") }
      addAttributes(node, field, isFirst: value.payload == 0)
    default:
      add("MatchAs(")
      addOptional("pattern=", child(0), field)
      let hasName = value.kind == .matchAs && (value.payload != 0 || child(0) != 0)
      if child(0) != 0 { add(", ") }
      if hasName { add("name=\(name(Int(value.payload)))") }
      addAttributes(node, field, isFirst: !hasName)
    }
  }
}
