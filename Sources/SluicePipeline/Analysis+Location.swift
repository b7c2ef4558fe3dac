import SluiceCore
import SluiceScan

extension Analysis {
  /// Where the code of the task at `position` is: `path:line` of a function, else the file, or what the
  /// specification names.
  package func location(of position: Int) -> String {
    let task = tasks[position]
    guard case .function(.found(let file, let function)) = task.source else {
      return task.spec.source.words
    }
    let place = sources.files[file].place(of: function.range.bytes)
    return "\(place.path):\(place.start.line)"
  }
}
