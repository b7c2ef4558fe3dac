import SluiceCore

/// The names of time zones.
enum TimeZones {
  /// What is wrong with the name; `nil` if it is known.
  static func problem(_ name: String) -> TextProblem? {
    let names = all
    if names.contains(name) || name == "UTC" || name == "Local" { return nil }
    let city =
      "/"
      + name.split(separator: "/", omittingEmptySubsequences: false)
      .joined(separator: "/").replacing(" ", with: "_")
    let near =
      abbreviations[name.uppercased()]
      ?? names.first { $0.lowercased().hasSuffix(city.lowercased()) }
      ?? nearest(to: name, among: names)
    return TextProblem(
      "is no time zone that is known here",
      help: near.map { "did you mean '\($0)'?" } ?? "write `AREA/PLACE`, as `Europe/Berlin`")
  }

  /// What people write, and Go does not know.
  private static let abbreviations = [
    "CEST": "Europe/Berlin", "BST": "Europe/London", "EDT": "America/New_York",
    "CST": "America/Chicago", "CDT": "America/Chicago", "MDT": "America/Denver",
    "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles", "IST": "Asia/Kolkata",
    "JST": "Asia/Tokyo",
  ]

  private static var all: [String] {
    timeZoneTable.split(separator: "\n").flatMap { line -> [String] in
      let words = line.split(separator: " ")
      guard let area = words.first else { return [] }
      return words.dropFirst().map { area == "-" ? String($0) : "\(area)/\($0)" }
    }
  }
}
