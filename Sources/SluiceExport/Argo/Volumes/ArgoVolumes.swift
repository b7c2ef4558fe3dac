import SluiceYAML

/// The volumes of one workflow and their names: one for each claim, each new claim by its path, and each
/// other source; a name of the user's own makes another volume of the same source.
struct ArgoVolumes {
  /// What makes two settings one volume.
  private enum Key: Hashable {
    case claim(String, named: String?)
    case new(path: String)
    case other(YAMLValue, named: String?)
  }

  private var names: [Key: String] = [:]
  private var taken: Set<String>
  private(set) var volumes: [YAMLValue] = []
  private(set) var claimTemplates: [YAMLValue] = []

  /// `reserved` names are those of volumes that the workflow has beside these.
  init(reserved: Set<String>) { taken = reserved }

  /// The disk with the project: `fields` is its source. Named `wanted`, or as near as can be.
  mutating func add(disk wanted: String, claim: String?, _ source: YAMLValue) -> String {
    let name = unique(wanted)
    if let claim { names[.claim(claim, named: nil)] = name }
    volumes.append(.entries([("name", .string(name))]).merged(with: source))
    return name
  }

  /// A volume that no setting speaks of.
  mutating func add(_ name: String, _ source: YAMLValue) {
    taken.insert(name)
    volumes.append(.entries([("name", .string(name))]).merged(with: source))
  }

  /// The mount of a container for this volume, which is declared when it is met first.
  mutating func mount(_ volume: VolumeSetting) -> YAMLValue {
    var fields = Fields()
    fields.add("name", name(of: volume))
    fields.add("mountPath", volume.mountPath)
    fields.add("subPath", volume.subPath)
    if volume.mode == .readOnly { fields.add("readOnly", true) }
    return fields.value
  }

  private mutating func name(of volume: VolumeSetting) -> String {
    let key: Key =
      switch volume.source {
      case .claim(let claim): .claim(claim, named: volume.name)
      case .new: .new(path: volume.mountPath)
      case .other(let source): .other(source, named: volume.name)
      }
    if let known = names[key] { return known }
    let wanted: String
    switch volume.source {
    case .claim(let claim): wanted = volume.name ?? claim
    case .new, .other: wanted = volume.name ?? volume.mountPath
    }
    let name = unique(wanted)
    names[key] = name
    declare(volume, name)
    return name
  }

  private mutating func declare(_ volume: VolumeSetting, _ name: String) {
    switch volume.source {
    case .claim(let claim):
      volumes.append(
        .entries([
          ("name", .string(name)),
          ("persistentVolumeClaim", .entries([("claimName", .string(claim))])),
        ]))
    case .other(let source):
      volumes.append(.entries([("name", .string(name))]).merged(with: source, protecting: ["name"]))
    case .new(let size, let storageClass):
      var spec = Fields()
      spec.add(
        "accessModes", words: [volume.mode == .readWriteMany ? "ReadWriteMany" : "ReadWriteOnce"])
      spec.add("storageClassName", storageClass)
      spec.add(
        "resources", .entries([("requests", .entries([("storage", .string(size))]))]))
      claimTemplates.append(
        .entries([
          ("metadata", .entries([("name", .string(name))])), ("spec", spec.value),
        ]))
    }
  }

  /// `wanted` as a DNS label that no other volume has.
  private mutating func unique(_ wanted: String) -> String {
    let label = dnsLabel(wanted)
    var name = label
    var number = 2
    while !taken.insert(name).inserted {
      name = "\(label.prefix(58))-\(number)"
      number += 1
    }
    return name
  }
}

/// The text as an RFC 1123 label: lower case letters, digits and `-`, alphanumeric at both ends, at most
/// 63 characters. Never empty.
func dnsLabel(_ text: String) -> String {
  var label = ""
  for scalar in text.lowercased().unicodeScalars {
    let isLegal = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
    if isLegal {
      label.unicodeScalars.append(scalar)
    } else if !label.isEmpty, !label.hasSuffix("-") {
      label.append("-")
    }
  }
  var short = label.prefix(63)
  while short.hasSuffix("-") { short.removeLast() }
  return short.isEmpty ? "volume" : String(short)
}
