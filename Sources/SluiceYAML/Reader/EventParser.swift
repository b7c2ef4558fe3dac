import CLibYAML

/// One step of libyaml, copied out of C. Marks count characters from the text's beginning.
struct YAMLEvent {
  enum Kind {
    case streamStart
    case streamEnd
    case documentStart
    case documentEnd
    case alias(String)
    case scalar(Content)
    case sequenceStart(isFlow: Bool)
    case mappingStart(isFlow: Bool)
    case collectionEnd
  }

  struct Content {
    var text: String
    var style: Scalar.Style
    /// Whether the text alone decides the type: unquoted without a tag, or with the tag `!`.
    var isImplicit: Bool
  }

  var kind: Kind
  var anchor: String?
  /// The whole tag, its handle resolved: `tag:yaml.org,2002:int`.
  var tag: String?
  var start: Int
  var end: Int
}

/// What libyaml says about a text that is not YAML.
struct SyntaxProblem {
  var problem: String
  var place: Int
  /// `while parsing a block mapping`, and where that began.
  var context: String?
  var contextPlace: Int?
}

/// libyaml's parser over a text that outlives it: make and use it inside one
/// `withUnsafeBufferPointer`. Exactly one owner frees it.
struct EventParser: ~Copyable {
  enum Step {
    case event(YAMLEvent)
    case problem(SyntaxProblem)
  }

  private let parser: UnsafeMutablePointer<yaml_parser_t>

  /// `text` must be UTF-8 and not empty.
  init(_ text: UnsafeBufferPointer<UInt8>) {
    precondition(!text.isEmpty, "libyaml reads no empty buffer")
    parser = .allocate(capacity: 1)
    precondition(yaml_parser_initialize(parser) == 1, "libyaml has no memory")
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, text.baseAddress, text.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  /// The next event. After a problem or the stream's end there is no other.
  mutating func next() -> Step {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { return .problem(problem()) }
    defer { yaml_event_delete(&event) }
    return .event(copied(event))
  }

  private func problem() -> SyntaxProblem {
    let state = parser.pointee
    let context = state.context.map { String(cString: $0) }
    return SyntaxProblem(
      problem: state.problem.map { String(cString: $0) } ?? "the text is not YAML",
      place: state.problem_mark.index,
      context: context, contextPlace: context == nil ? nil : state.context_mark.index)
  }

  private func copied(_ event: yaml_event_t) -> YAMLEvent {
    var copy = YAMLEvent(
      kind: .streamEnd, start: event.start_mark.index, end: event.end_mark.index)
    switch event.type {
    case YAML_STREAM_START_EVENT: copy.kind = .streamStart
    case YAML_DOCUMENT_START_EVENT: copy.kind = .documentStart
    case YAML_DOCUMENT_END_EVENT: copy.kind = .documentEnd
    case YAML_ALIAS_EVENT: copy.kind = .alias(string(event.data.alias.anchor) ?? "")
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      copy.anchor = string(scalar.anchor)
      copy.tag = string(scalar.tag)
      let text = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      copy.kind = .scalar(
        YAMLEvent.Content(
          text: String(decoding: text, as: UTF8.self), style: style(scalar.style),
          isImplicit: scalar.plain_implicit != 0))
    case YAML_SEQUENCE_START_EVENT:
      let sequence = event.data.sequence_start
      copy.anchor = string(sequence.anchor)
      copy.tag = string(sequence.tag)
      copy.kind = .sequenceStart(isFlow: sequence.style == YAML_FLOW_SEQUENCE_STYLE)
    case YAML_MAPPING_START_EVENT:
      let mapping = event.data.mapping_start
      copy.anchor = string(mapping.anchor)
      copy.tag = string(mapping.tag)
      copy.kind = .mappingStart(isFlow: mapping.style == YAML_FLOW_MAPPING_STYLE)
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: copy.kind = .collectionEnd
    default: copy.kind = .streamEnd
    }
    return copy
  }

  private func string(_ bytes: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    bytes.map { String(cString: $0) }
  }

  private func style(_ style: yaml_scalar_style_t) -> Scalar.Style {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE: .literal
    case YAML_FOLDED_SCALAR_STYLE: .folded
    default: .plain
    }
  }
}
