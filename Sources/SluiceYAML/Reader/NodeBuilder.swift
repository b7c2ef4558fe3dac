import SluiceCore

/// Makes the tree from libyaml's events, on a stack of its own, and notes what PyYAML would refuse.
struct NodeBuilder {
  /// A node on its way into its collection.
  struct Child {
    enum Role { case ordinary, merge, defaultValue }

    var node: Node
    var role: Role = .ordinary
  }

  private struct Frame {
    /// Of a mapping: key, value, key, value, …
    var children: [Child] = []
    let isMapping: Bool
    let isFlow: Bool
    let anchor: String?
    let tag: String?
    /// Byte offset, anchor and tag excluded.
    let start: Int
    let countBefore: Int
    /// Levels of collections below this one.
    var height = 0
  }

  private struct Anchor {
    var range: SourceRange
    /// `nil` while the node is open: an alias now would make the tree endless.
    var child: Child?
    var count = 0
    var height = 0
  }

  let input: InputText
  let file: Int
  private let limits: YAMLLimits
  var diagnostics: [Diagnostic] = []
  private var root: Node?
  private var isComplete = true
  /// Quoted texts and block scalars, in order: where a tab is a letter like any other.
  private var opaque: [Range<Int>] = []
  /// Where libyaml gave up.
  private(set) var syntaxEnd: Int?
  private var stack: [Frame] = []
  private var anchors: [String: Anchor] = [:]
  private var count = 0
  private var documents = 0
  /// Places of unquoted `{{…}}`, each with the position of its finding.
  private(set) var placeholders: [(bytes: Range<Int>, diagnostic: Int)] = []

  init(input: InputText, file: Int, limits: YAMLLimits) {
    self.input = input
    self.file = file
    self.limits = limits
  }

  /// Whether the next event is wanted.
  mutating func take(_ event: YAMLEvent) -> Bool {
    let start = input.byteOffset(ofCharacter: event.start)
    let end = max(start, input.byteOffset(ofCharacter: event.end))
    switch event.kind {
    case .streamStart, .documentEnd: return true
    case .streamEnd: return false
    case .documentStart:
      documents += 1
      guard documents > 1 else { return true }
      reportSecondDocument(at: start)
      isComplete = false
      return false
    case .alias(let name): return alias(name, range(start..<end))
    case .scalar(let content):
      let node = scalar(content, event, start..<end)
      guard admit(nodes: 1, height: 0, at: node.node.range) else { return false }
      if let name = event.anchor {
        define(name, at: start, Anchor(range: node.node.range, child: node, count: 1))
      }
      attach(node, height: 0)
      return true
    case .sequenceStart(let isFlow):
      return open(event, isMapping: false, isFlow: isFlow, start..<end)
    case .mappingStart(let isFlow):
      return open(event, isMapping: true, isFlow: isFlow, start..<end)
    case .collectionEnd:
      close(end: end)
      return true
    }
  }

  /// What was made. Open collections end where their last child does.
  mutating func finish() -> YAMLDocument {
    while !stack.isEmpty {
      isComplete = false
      close(end: nil)
    }
    reportTabs(outside: opaque)
    return YAMLDocument(root: root, diagnostics: diagnostics, isComplete: isComplete)
  }

  mutating func stopAtSyntax(_ offset: Int) {
    isComplete = false
    syntaxEnd = offset
  }

  func range(_ bytes: Range<Int>) -> SourceRange { SourceRange(file: file, bytes: bytes) }

  /// Children of the innermost open collection, with whether that is a mapping.
  var innermost: (children: [Child], isMapping: Bool)? {
    stack.last.map { ($0.children, $0.isMapping) }
  }

  private mutating func scalar(
    _ content: YAMLEvent.Content, _ event: YAMLEvent, _ bytes: Range<Int>
  ) -> Child {
    var bytes = bytes
    if event.anchor != nil || event.tag != nil {
      bytes = afterProperties(bytes.lowerBound, bytes.upperBound)..<bytes.upperBound
    }
    switch content.style {
    case .plain: break
    case .singleQuoted, .doubleQuoted: opaque.append(bytes)
    case .literal, .folded:
      // The line of the indicator is not text yet.
      let header = input.text[bytes].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.upperBound
      opaque.append(header..<bytes.upperBound)
      bytes = bytes.lowerBound..<trimmedEnd(bytes)
    }
    let meaning = scalarMeaning(content.text, tag: event.tag, isImplicit: content.isImplicit)
    var scalar = Scalar(text: content.text, style: content.style, resolved: .string)
    var role = Child.Role.ordinary
    switch meaning {
    case .value(let resolved): scalar.resolved = resolved
    case .merge: role = .merge
    case .defaultValue: role = .defaultValue
    case .refused(let reason, let help):
      reportValue(range(bytes), reason, help: help)
    }
    return Child(node: Node(value: .scalar(scalar), range: range(bytes)), role: role)
  }

  private mutating func alias(_ name: String, _ place: SourceRange) -> Bool {
    guard let anchor = anchors[name] else {
      let near = canSuggest(name) ? nearest(to: name, among: anchors.keys.sorted()) : nil
      let help =
        near.map { "did you mean '*\($0)'?" } ?? "quote it if it is text: '*\(shown(name))'"
      reportValue(place, "no anchor is named '\(shown(name))'", help: help)
      attach(Child(node: emptyNode(place)), height: 0)
      return true
    }
    guard var child = anchor.child else {
      reportValue(
        place, "'*\(shown(name))' stands inside what it names, so it has no end",
        help: "move the alias out of what the anchor names",
        related: (anchor.range, "'&\(shown(name))' begins here"))
      attach(Child(node: emptyNode(place)), height: 0)
      return true
    }
    guard admit(nodes: anchor.count, height: anchor.height, at: place) else { return false }
    child.node.range = place
    attach(child, height: anchor.height)
    return true
  }

  /// Comparing names costs their product: only for short ones, and not for a flood.
  private func canSuggest(_ name: String) -> Bool {
    diagnostics.count < 20 && anchors.count <= 200 && name.utf8.count <= 40
  }

  private func emptyNode(_ place: SourceRange) -> Node {
    Node(value: .scalar(Scalar(text: "", style: .plain, resolved: .null)), range: place)
  }

  private mutating func open(
    _ event: YAMLEvent, isMapping: Bool, isFlow: Bool, _ bytes: Range<Int>
  ) -> Bool {
    var start = bytes.lowerBound
    if event.anchor != nil || event.tag != nil {
      start = afterProperties(start, input.text.count)
    }
    let place = range(start..<min(start + 1, input.text.count))
    guard admit(nodes: 1, height: 1, at: place) else { return false }
    if let name = event.anchor { define(name, at: bytes.lowerBound, Anchor(range: place)) }
    stack.append(
      Frame(
        isMapping: isMapping, isFlow: isFlow, anchor: event.anchor, tag: event.tag, start: start,
        countBefore: count - 1))
    return true
  }

  /// Ends the innermost collection: at `end` if it has brackets of its own, else behind its last
  /// child, so that blank lines and comments below it stay outside.
  private mutating func close(end: Int?) {
    guard let frame = stack.popLast() else { return }
    let last = frame.children.last?.node.range.bytes.upperBound ?? frame.start
    let end = frame.isFlow ? end ?? last : last
    let place = range(frame.start..<max(frame.start, end))
    var child = Child(node: Node(value: .sequence([]), range: place))
    if frame.isMapping {
      child.node = mappingNode(frame.children, tag: frame.tag, isFlow: frame.isFlow, place)
    } else {
      child.node.value = .sequence(frame.children.map(\.node))
    }
    checkTag(frame.tag, of: child.node)
    if let name = frame.anchor {
      anchors[name]?.child = child
      anchors[name]?.count = count - frame.countBefore
      anchors[name]?.height = frame.height + 1
      anchors[name]?.range = place
    }
    attach(child, height: frame.height + 1)
  }

  private mutating func attach(_ child: Child, height: Int) {
    guard let top = stack.indices.last else {
      if root == nil {
        root = child.node
        reportRole(child)
      }
      return
    }
    let isKey = stack[top].isMapping && stack[top].children.count % 2 == 0
    if !isKey { reportRole(child) }
    stack[top].children.append(child)
    stack[top].height = max(stack[top].height, height)
  }

  private mutating func define(_ name: String, at start: Int, _ anchor: Anchor) {
    if let first = anchors[name] {
      let place = range(start..<min(input.text.count, start + name.utf8.count + 1))
      reportValue(
        place, "the anchor '\(shown(name))' stands twice",
        related: (first.range, "it is first used here"))
    }
    anchors[name] = anchor
  }

  /// How many nodes there may be.
  private var room: Int { max(limits.nodes, input.text.count / YAMLLimits.bytesPerNode) }

  /// Counts nodes in; whether the tree stays within its limits.
  private mutating func admit(nodes: Int, height: Int, at place: SourceRange) -> Bool {
    count += nodes
    var message: String?
    if stack.count + height > limits.depth {
      message =
        "too many collections stand inside each other "
        + "(limit '\(Limit.yamlDepth.name)': \(limits.depth))"
    } else if count > room {
      message =
        "the file holds too many values, aliases followed "
        + "(limit '\(Limit.yamlValues.name)': \(room))"
    }
    guard let message else { return true }
    isComplete = false
    diagnostics.append(
      Diagnostic(
        kind: .yamlLimit, range: place, message: message,
        help: "write it flatter, or split the file: no pipeline needs so much"))
    return false
  }

  /// Before its finding is reported.
  mutating func notePlaceholder(_ bytes: Range<Int>) {
    placeholders.append((bytes, diagnostics.count))
  }
}
