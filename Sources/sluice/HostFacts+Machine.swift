import Glibc
import SluiceBundle
import SluicePipeline

extension HostFacts {
  /// What this machine is, and the moment at which it is asked first. `SOURCE_DATE_EPOCH` (seconds)
  /// stands for another moment.
  static let thisMachine = HostFacts(
    user: loginName(), now: localTime(), home: homeFolder(), variables: environmentVariables()
  ) { folder in HostFacts.Head.head(of: folder) }
}

/// As Python's `getpass.getuser`: variables first, then the system's list of users.
private func loginName() -> String? {
  for name in ["LOGNAME", "USER", "LNAME", "USERNAME"] {
    if let value = variable(name), !value.isEmpty { return value }
  }
  return getpwuid(getuid())?.pointee.pw_name.map { String(cString: $0) }
}

/// What `~` stands for, as Python's `expanduser` has it.
private func homeFolder() -> String? {
  variable("HOME") ?? getpwuid(getuid())?.pointee.pw_dir.map { String(cString: $0) }
}

/// As Python's `datetime.now().isoformat()`: the microseconds are left out where they are none.
private func localTime() -> String? {
  var time = timespec()
  if let epoch = variable("SOURCE_DATE_EPOCH").flatMap(Int.init) {
    time.tv_sec = epoch
  } else {
    clock_gettime(CLOCK_REALTIME, &time)
  }
  var parts = tm()
  guard localtime_r(&time.tv_sec, &parts) != nil else { return nil }
  func digits(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }
  let date = [
    digits(Int(parts.tm_year) + 1900, 4), digits(Int(parts.tm_mon) + 1, 2),
    digits(Int(parts.tm_mday), 2),
  ]
  let clock = [parts.tm_hour, parts.tm_min, parts.tm_sec].map { digits(Int($0), 2) }
  let microseconds = time.tv_nsec / 1000
  return date.joined(separator: "-") + "T" + clock.joined(separator: ":")
    + (microseconds == 0 ? "" : "." + digits(microseconds, 6))
}

private func environmentVariables() -> [String: String] {
  var result: [String: String] = [:]
  for text in environmentEntries() {
    guard let mark = text.firstIndex(of: "=") else { continue }
    result[String(text[..<mark])] = String(text[text.index(after: mark)...])
  }
  return result
}

/// All of the environment, as it was handed over: `NAME=VALUE`, mostly.
func environmentEntries() -> [String] {
  var entries: [String] = []
  var at = environ
  while let entry = at.pointee {
    entries.append(String(cString: entry))
    at += 1
  }
  return entries
}
