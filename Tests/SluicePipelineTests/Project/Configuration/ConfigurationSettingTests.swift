import SluiceCore
import SluicePipeline
import TestSupport
import Testing

private func settings(
  _ environment: [String: String]
) -> (settings: [ConfigurationSetting], problems: [ConfigurationProblem]) {
  ConfigurationVariable.settings(kinds: Analyzer.ownKinds) { environment[$0] }
}

/// Each line as `path=text (origin)`, defaults as `path=-`.
private func lines(
  _ text: String, _ settings: [ConfigurationSetting] = []
) -> [String] {
  let bytes = Array(text.utf8)
  let written = WrittenConfiguration(bytes, file: 0, kinds: Analyzer.ownKinds)
  return written.values(with: settings).map { value in
    let text = "\(value.path)=\(value.text ?? "-")"
    return switch value.origin {
    case .setting(.flag(let name)), .setting(.variable(let name)): "\(text) (\(name))"
    case .file(let range): "\(text) @\(String(decoding: bytes[range.bytes], as: UTF8.self))"
    case .byDefault: text
    }
  }
}

@Suite struct ConfigurationSettingTests {
  @Test func everyVariableHasANameOfItsOwn() {
    let names = ConfigurationVariable.all().map(\.name)
    #expect(names.contains("SLUICE_FAIL_ON") && names.contains("SLUICE_BASELINE"))
    #expect(Set(names).count == names.count)
  }

  @Test func variablesOfSectionsCarryTheirPath() {
    let keys = [
      ConfigurationKey(
        "bundle",
        .section([
          ConfigurationKey("max-file", .text, default: "5 MB", "How large."),
          ConfigurationKey("include", .list(.text), default: "all", "Which."),
        ]), default: "none", "What.")
    ]
    #expect(ConfigurationVariable.all(keys).map(\.name) == ["SLUICE_BUNDLE_MAX_FILE"])
    #expect(ConfigurationVariable.all(keys).map(\.path) == [["bundle", "max-file"]])
  }

  @Test func whatAVariableSaysIsCheckedAsTheFileIs() {
    let good = settings(["SLUICE_FAIL_ON": "warning", "SLUICE_BASELINE": "", "OTHER": "x"])
    #expect(good.settings.map(\.text) == ["warning"] && good.problems.isEmpty)
    let bad = settings(["SLUICE_FAIL_ON": "waning"])
    #expect(bad.settings.isEmpty)
    #expect(bad.problems.map(\.message) == ["'fail-on' is 'waning'"])
    #expect(bad.problems.map(\.help) == ["did you mean 'warning'?"])
  }

  @Test func flagsWinOverVariablesOverTheFileOverDefaults() throws {
    let flag = ConfigurationSetting(path: ["fail-on"], text: "error", origin: .flag("--fail-on"))
    let variable = settings(["SLUICE_FAIL_ON": "warning"]).settings
    let file = "fail-on: error\nbaseline: old.json\n"
    #expect(lines(file, [flag] + variable).contains("fail-on=error (--fail-on)"))
    #expect(lines(file, variable).contains("fail-on=warning (SLUICE_FAIL_ON)"))
    #expect(lines(file).contains("fail-on=error @error"))
    #expect(lines("").contains("fail-on=error"))
    let written = WrittenConfiguration(Array(file.utf8), file: 0, kinds: [])
    let whole = written.configuration(with: [flag] + variable, kinds: [])
    #expect(whole.failOn == .error && whole.baseline == "old.json")
    #expect(written.configuration(with: variable, kinds: []).failOn == .warning)
    let none = WrittenConfiguration().configuration(with: variable, kinds: [])
    #expect(none.failOn == .warning && none.baseline == nil)
  }

  @Test func whatTheFileIsWrongInIsLeftOut() {
    let text = """
      rules: {unknown-upstream: off, no-such: error, cycle: fatal}
      ignore: {path: [x/*], because: 5}
      fail-on: eror
      """
    let values = lines(text)
    #expect(
      values.prefix(4) == [
        "rules.unknown-upstream=off @off", "ignore[0].path[0]=x/* @x/*", "ignore[0].rules=-",
        "ignore[0].because=5 @5",
      ])
    #expect(values.contains("fail-on=error"))
    // A mistake in the file is found though a variable stands above it.
    let written = WrittenConfiguration(Array(text.utf8), file: 0, kinds: Analyzer.ownKinds)
    #expect(written.diagnostics.count == 3)
  }

  @Test func aFileThatIsNoMappingLeavesTheDefaults() {
    #expect(lines("- 1") == lines(""))
    #expect(lines("fail-on: {a: 1}\nrules: 5\nignore: ~") == lines(""))
    let variable = settings(["SLUICE_FAIL_ON": "warning"]).settings
    #expect(lines("- 1", variable).contains("fail-on=warning (SLUICE_FAIL_ON)"))
    let written = WrittenConfiguration(Array("- 1".utf8), file: 0, kinds: [])
    #expect(written.configuration(with: variable, kinds: []).failOn == .warning)
  }

  @Test func fuzzEveryFileHasValues() {
    let seed = "rules: {cycle: off}\nignore: [{path: a, rules: [cycle]}]\nfail-on: error\n"
    var generator = SeededGenerator(state: 20)
    let variable = settings(["SLUICE_FAIL_ON": "warning"]).settings
    for _ in 0..<1500 {
      let bytes = Array(seed.utf8).mutated(
        edits: 6, letters: Array("{}[]:,-~ \n\tabefo\"'".utf8), using: &generator)
      let written = WrittenConfiguration(bytes, file: 0, kinds: Analyzer.ownKinds)
      #expect(written.values(with: variable).contains { $0.text == "warning" })
      #expect(written.configuration(with: variable, kinds: []).failOn == .warning)
    }
  }
}
