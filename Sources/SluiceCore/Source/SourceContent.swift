import Synchronization

/// A file's bytes, and its cells if it is a notebook.
package struct SourceText: Sendable {
  /// As they lie on disk.
  package var bytes: [UInt8]
  /// In order of appearance, decoded.
  package var cells: [Fragment]

  package init(bytes: [UInt8], cells: [Fragment] = []) {
    self.bytes = bytes
    self.cells = cells
  }
}

/// What all copies of a `SourceFile` share: its text, read when the first asks for it, and its lines.
final class SourceContent: Sendable {
  private struct State: Sendable {
    var text: SourceText?
    var table: LineTable?
  }

  private let state: Mutex<State>
  private let read: @Sendable () -> SourceText

  init(_ text: SourceText) {
    state = Mutex(State(text: text))
    read = { text }
  }

  init(_ read: @escaping @Sendable () -> SourceText) {
    state = Mutex(State())
    self.read = read
  }

  /// The text; whoever asks meanwhile waits.
  var text: SourceText {
    state.withLock { state in loaded(&state) }
  }

  /// The bytes and where their lines begin.
  var lines: (bytes: [UInt8], table: LineTable) {
    state.withLock { state in
      let bytes = loaded(&state).bytes
      let table = state.table ?? LineTable(bytes)
      state.table = table
      return (bytes, table)
    }
  }

  private func loaded(_ state: inout State) -> SourceText {
    let text = state.text ?? read()
    state.text = text
    return text
  }
}
