/// How a spec is written, from the one that reads best to the one that holds most.
enum SpecForm: Hashable {
  /// Tasks have their own names.
  case plain
  /// Tasks have numbers for names, and no dependency that another one implies.
  case short
  /// As short, and cut into workflows of at most so many tasks each.
  case parts(Int)

  var isShort: Bool {
    switch self {
    case .plain: false
    case .short, .parts: true
    }
  }
}
