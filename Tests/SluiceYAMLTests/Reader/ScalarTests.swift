import SluiceCore
import SluiceYAML
import Testing

/// What PyYAML 6 makes of unquoted texts; the whole comparison is `scripts/conformance-yaml`.
@Test(arguments: [
  ("y", "'y'"), ("n", "'n'"), ("yes", "true"), ("No", "false"), ("oN", "'oN'"), ("OFF", "false"),
  ("True", "true"), ("tRue", "'tRue'"), ("~", "null"), ("Null", "null"), ("nUll", "'nUll'"),
  ("None", "'None'"), ("", "null"),
  ("0", "0"), ("-0", "0"), ("+12", "12"), ("012", "10"), ("-012", "-10"), ("09", "'09'"),
  ("0o14", "'0o14'"), ("0b101", "5"), ("0b102", "'0b102'"), ("0x1F", "31"), ("-0xff", "-255"),
  ("0X1F", "'0X1F'"), ("1_000", "1000"), ("_1", "'_1'"), ("1:30", "90"), ("-1:30", "-90"),
  ("1:60", "'1:60'"), ("0:30", "'0:30'"), ("1:5:9", "3909"),
  ("12345678901234567890123456789", "12345678901234567890123456789"),
  ("0xffffffffffffffffffff", "1208925819614629174706175"),
  (".5", "0.5"), ("-.5", "'-.5'"), ("5.", "5.0"), ("1.5", "1.5"), ("1e3", "'1e3'"),
  ("1.0e3", "'1.0e3'"), ("1.0e+3", "1000.0"), (".5e-1", "0.05"), ("1_0.5", "10.5"),
  ("1:30.5", "90.5"), (".inf", "inf"), ("-.INF", "-inf"), (".iNf", "'.iNf'"), (".nan", "nan"),
  ("-.nan", "'-.nan'"), (".", "'.'"), ("1.4.2", "'1.4.2'"), ("1.0e+400", "inf"),
  ("2024-01-02", "@2024-01-02"), ("2024-1-2", "'2024-1-2'"),
  ("2024-1-2T3:04:05", "@2024-01-02 03:04:05"),
  ("2024-01-02 03:04:05.5 -5", "@2024-01-02 03:04:05.500000-05:00"),
  ("2024-01-02t03:04:05Z", "@2024-01-02 03:04:05+00:00"),
  ("2024-01-02T03:04:05.1234567+05:30", "@2024-01-02 03:04:05.123456+05:30"),
  ("2024-01-02T03:04", "'2024-01-02T03:04'"),
])
func resolvesPlainScalarsAsPyYAML(text: String, wanted: String) {
  let document = read("a: \(text)\n")
  #expect(outline(document.root?["a"]) == wanted)
  #expect(document.diagnostics.isEmpty)
}

@Test(arguments: [
  ("!!str 12", "'12'"), ("!!int '5'", "5"), ("!!int \"0o14\"", "12"), ("!!float 3", "3.0"),
  ("!!float 1e3", "1000.0"), ("!!bool 'YES'", "true"), ("!!null x", "null"),
  ("!!timestamp 2024-1-2", "@2024-01-02"), ("!!binary aGk=", "'aGk='"), ("! 12", "12"),
  ("! \"12\"", "12"), ("!", "null"), ("!<tag:yaml.org,2002:int> 7", "7"), ("'12'", "'12'"),
  ("\"yes\"", "'yes'"), ("!!set {a, b}", "{'a': null, 'b': null}"),
  ("!!omap [a: 1, b: 2]", "[{'a': 1}, {'b': 2}]"), ("!!seq []", "[]"), ("!!map {}", "{}"),
])
func resolvesTagsAsPyYAML(text: String, wanted: String) {
  let document = read("a: \(text)\n")
  #expect(outline(document.root?["a"]) == wanted)
  #expect(document.diagnostics.isEmpty)
}

@Test(arguments: [
  ("2024-13-45", "2024-13-45", "'2024-13-45' is read as a date, and there is no such date"),
  ("2023-02-29", "2023-02-29", "'2023-02-29' is read as a date, and there is no such date"),
  ("0b_", "0b_", "'0b_' is not an integer, as its tag demands"),
  ("!!int x", "x", "'x' is not an integer, as its tag demands"),
  ("!!bool maybe", "maybe", "'maybe' is not a boolean, as its tag demands"),
  ("!!timestamp soon", "soon", "'soon' is not a date, as its tag demands"),
  ("!!binary a", "a", "'a' is not base64, as its tag demands"),
  ("!!seq x", "x", "'x' is not a list, as its tag demands"),
  ("!!str [x]", "[x]", "the tag '!!str' demands a scalar, and this is a list"),
  ("!!map [x]", "[x]", "the tag '!!map' demands a mapping, and this is a list"),
  ("!!omap [x]", "x", "an item of a list with the tag '!!omap' is a mapping with one key"),
  ("!env HOME", "HOME", "no type has the tag '!env'"),
  ("!!python/name:x y", "y", "no type has the tag '!!python/name:x'"),
  ("<<", "<<", "'<<' is no value in YAML 1.1"), ("=", "=", "'=' is no value in YAML 1.1"),
])
func refusesWhatPyYAMLRefuses(text: String, place: String, message: String) {
  let source = "a: \(text)\n"
  let document = read(source)
  #expect(document.diagnostics.map(\.kind.code) == ["SL103"])
  #expect(document.diagnostics.map(\.message) == [message])
  #expect(document.diagnostics.map { slice(source, $0.range) } == [place])
  #expect(document.root != nil)
  #expect(document.isComplete)
}

@Test func boundsTheLengthOfIntegers() {
  #expect(read("a: 1" + String(repeating: "0", count: 4299)).diagnostics.isEmpty)
  #expect(read("a: 1" + String(repeating: "0", count: 4300)).diagnostics.count == 1)
}
