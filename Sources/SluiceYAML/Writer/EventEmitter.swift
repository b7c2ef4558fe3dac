import CLibYAML

/// libyaml's emitter, writing into an array. Exactly one owner frees it. What it refuses (an end
/// without a beginning) is our own mistake.
struct EventEmitter: ~Copyable {
  private final class Output {
    var bytes: [UInt8] = []
  }

  private let emitter: UnsafeMutablePointer<yaml_emitter_t>
  private let output = Output()

  init() {
    emitter = .allocate(capacity: 1)
    precondition(yaml_emitter_initialize(emitter) == 1, "libyaml has no memory")
    yaml_emitter_set_output(
      emitter,
      { target, buffer, size in
        guard let target, let buffer else { return 0 }
        Unmanaged<Output>.fromOpaque(target).takeUnretainedValue().bytes
          .append(contentsOf: UnsafeBufferPointer(start: buffer, count: size))
        return 1
      }, Unmanaged.passUnretained(output).toOpaque())
    yaml_emitter_set_encoding(emitter, YAML_UTF8_ENCODING)
    yaml_emitter_set_unicode(emitter, 1)
    yaml_emitter_set_width(emitter, -1)
    yaml_emitter_set_indent(emitter, 2)
    yaml_emitter_set_break(emitter, YAML_LN_BREAK)
  }

  deinit {
    yaml_emitter_delete(emitter)
    emitter.deallocate()
  }

  /// Everything emitted; complete after `end()`.
  var bytes: [UInt8] { output.bytes }

  mutating func begin() {
    emit { yaml_stream_start_event_initialize(&$0, YAML_UTF8_ENCODING) }
    emit { yaml_document_start_event_initialize(&$0, nil, nil, nil, 1) }
  }

  mutating func end() {
    emit { yaml_document_end_event_initialize(&$0, 1) }
    emit { yaml_stream_end_event_initialize(&$0) }
    precondition(yaml_emitter_flush(emitter) == 1, "libyaml could not write")
  }

  /// A text that a style cannot hold is quoted by libyaml.
  mutating func scalar(_ text: String, _ style: Scalar.Style) {
    let cStyle =
      switch style {
      case .plain: YAML_PLAIN_SCALAR_STYLE
      case .singleQuoted: YAML_SINGLE_QUOTED_SCALAR_STYLE
      case .doubleQuoted: YAML_DOUBLE_QUOTED_SCALAR_STYLE
      case .literal: YAML_LITERAL_SCALAR_STYLE
      case .folded: YAML_FOLDED_SCALAR_STYLE
      }
    let bytes = Array(text.utf8)
    precondition(bytes.count <= Int(Int32.max), "a text of 2 GiB or more")
    // libyaml wants a place even for no bytes.
    (bytes + [0]).withUnsafeBufferPointer { buffer in
      emit {
        yaml_scalar_event_initialize(
          &$0, nil, nil, buffer.baseAddress, Int32(bytes.count), 1, 1, cStyle)
      }
    }
  }

  mutating func sequence(isEmpty: Bool) {
    let style = isEmpty ? YAML_FLOW_SEQUENCE_STYLE : YAML_BLOCK_SEQUENCE_STYLE
    emit { yaml_sequence_start_event_initialize(&$0, nil, nil, 1, style) }
  }

  mutating func endSequence() { emit { yaml_sequence_end_event_initialize(&$0) } }

  mutating func mapping(isEmpty: Bool) {
    let style = isEmpty ? YAML_FLOW_MAPPING_STYLE : YAML_BLOCK_MAPPING_STYLE
    emit { yaml_mapping_start_event_initialize(&$0, nil, nil, 1, style) }
  }

  mutating func endMapping() { emit { yaml_mapping_end_event_initialize(&$0) } }

  /// The emitter frees the event, also when it fails.
  private mutating func emit(_ initialize: (inout yaml_event_t) -> Int32) {
    var event = yaml_event_t()
    precondition(initialize(&event) == 1, "libyaml has no memory")
    precondition(yaml_emitter_emit(emitter, &event) == 1, "libyaml refuses the event")
  }
}
