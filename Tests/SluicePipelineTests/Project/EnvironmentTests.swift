import SluiceCore
import TestSupport
import Testing

@testable import SluicePipeline

/// A machine that is the same everywhere.
private let host = HostFacts(
  user: "someone", now: "2026-11-21T03:00:00.5", home: "/home/someone",
  variables: ["SET": "value"]
) { _ in .commit(branch: "main", description: "v1-2-gabc1234-dirty") }

/// The analysis of one task whose parameter `x` is `text`, beside an `env.yaml` and other files.
private func analysis(
  _ environment: String?, _ text: String, files: [String: String] = [:],
  overrides: [EnvironmentOverride] = [], host: HostFacts = host
) throws -> Analysis {
  var files = files
  files["env.yaml"] = environment
  files["tasks.py"] = "def f(product, x): pass\n"
  files["pipeline.yaml"] = "- {source: tasks.f, product: out, params: {x: \"\(text)\"}}\n"
  var analyzer = Analyzer(
    folder: .memory(files.mapValues { Array($0.utf8) }),
    place: ProjectPlace(
      root: "/projects/demo", entry: "pipeline.yaml", isDefaultEntry: true, isPackage: false))
  analyzer.host = host
  analyzer.overrides = overrides
  return try analyzer.analysis()
}

extension Analysis {
  /// The parameter, or the codes of the errors.
  fileprivate var outcome: String {
    let errors = diagnostics.filter { $0.kind.severity == .error }.map(\.kind.code)
    if !errors.isEmpty { return errors.joined(separator: " ") }
    return tasks[0].spec.params.first { $0.key == "x" }?.value.pythonText ?? ""
  }
}

/// What Ploomber 0.23.3 makes of each: a value, or a refusal.
@Test(arguments: [
  ("a: q\nb: '{{a}}-1'\n", "{{b}}", "q-1"), ("b: '{{a}}-1'\na: q\n", "{{b}}", "SL116"),
  ("b: '{{a.z}}-1'\na: {z: q}\n", "{{b}}", "SL116"),
  ("a: {z: q}\nb: '{{a.z}}-1'\n", "{{b}}", "SL116"), ("k: '{{env.MISSING}}'\n", "{{k}}|", "|"),
  ("k: '{{env.SET}}'\n", "{{k}}", "value"), ("k: [a, b]\n", "{{k[1]}}", "b"),
  ("k: 2020\n", "{{k}}", "2020"), ("k: '5'\n", "{{k}}", "5"),
  ("k: '(1, 2)'\n", "x{{k}}", "x(1, 2)"),
  ("k: '{1}'\n", "{{k}}", "{1}"), ("k: '1+2j'\n", "y{{k}}", "y(1+2j)"), ("{}", "1", "1"),
  ("", "1", "SL105"), ("- a\n", "1", "SL105"), ("a: {b: '{{a}}'}", "{{a.b}}", "SL116"),
  ("user: '{{x}}'\nx: 1\n", "{{user}}", "SL116"), ("x: 1\nuser: me\n", "{{user}}{{x}}", "me1"),
  ("a: '[[x]]'\n", "{{a}}", "SL116"), ("x: 3\na: '[[x]]'\n", "{{a}}", "[[x]]"),
  ("a: [[1], [2]]\nb: 1\n", "{{b}}", "SL124"), ("a: [[1], [2]]\n", "{{a[1][0]}}", "2"),
  ("path: {x: ~/y, z: out/}\n", "{{path.x}} {{path.z}}", "/home/someone/y out"),
  ("path: {a: ./x//y/.}\n", "{{path.a}}", "x/y"), ("path: {a: 5}\n", "{{path.a}}", "SL124"),
  ("env: {X: 1}\n", "{{env.X}}", "1"), ("a: 1\na: 2\n", "{{a}}", "2"),
  ("a: '{{user}}'\n", "{{a}}", "someone"), ("a: 1\n", "{{now}}", "2026-11-21T03:00:00.5"),
  ("a: 1\n", "{{git}} {{git_hash}}", "main v1-2-gabc1234-dirty"),
  ("a: '{{git}}'\n", "{{a}}", "main"),
  ("a: 1\n", "{{here}} {{cwd}}", "/projects/demo /projects/demo"),
  ("a__b: 1\n", "1", "SL121"), ("a: {b__c: 1}\n", "1", "SL121"), ("_a: 1\n", "1", "SL121"),
  ("a: {_b: 1}\n", "1", "1"), ("5: 1\n", "1", "SL121"), ("a: [{b__c: 1}]\n", "{{a[0].b__c}}", "1"),
  ("_module: pkg\na: '{{version}}'\n", "{{a}}", "9.1"),
  ("_module: pkg\na: 1\n", "{{version}}", "SL116"),
  ("_module: '{{here}}'\na: '{{version}}'\n", "{{a}}", "SL116"),
  ("_module: tasks.py\n", "1", "SL123"), ("_module: 5\n", "1", "SL123"), ("_module:\n", "1", "1"),
  ("a: '{{version}}'\n", "{{a}}", "SL116"),
  ("meta: {import_from: o.yaml}\na: 1\n", "{{a}} {{b}}", "1 3"),
  ("meta: {import_from: o.yaml}\nc: {x: 1}\n", "{{c.y}} {{c.x}}", "2 1"),
  ("meta: {import_from: o.yaml}\na: '{{b}}0'\n", "{{a}}", "30"),
  ("meta: {import_from: gone.yaml}\n", "1", "SL122"), ("meta: {import_from: 5}\n", "1", "SL122"),
  ("meta: {imports: o.yaml}\n", "1", "SL122"), ("meta: 5\n", "1", "SL122"),
  ("meta: {}\n", "1", "1"),
  ("meta: {import_from: env.yaml}\n", "1", "SL122"),
  ("meta: {import_from: t.yaml}\n", "{{t}}", "SL124"),
  ("a: '{{ 1 + 1 }}'\n", "1{{a}}", "1{{ 1 + 1 }}"),
])
func readsEnvironmentsAsPloomberDoes(environment: String, text: String, wanted: String) throws {
  let files = [
    "o.yaml": "b: 3\nc: {y: 2}\na: 7\n", "t.yaml": "t: '(1, 2)'\n",
    "pkg/__init__.py": "x = 1\n__version__ = '9.1'  # ours\n",
  ]
  #expect(try analysis(environment, text, files: files).outcome == wanted)
}

@Test func saysWhyANameHasNoValue() throws {
  func help(_ environment: String?, _ text: String, host: HostFacts = host) throws -> String? {
    try analysis(environment, text, host: host).diagnostics.first { $0.kind.code == "SL116" }?.help
  }
  #expect(try help("b: '{{a}}'\na: 1\n", "{{b}}")?.contains("the keys above it only") == true)
  #expect(try help("a: {z: 1}\nb: '{{a}}'\n", "{{b}}")?.contains("holds several values") == true)
  #expect(try help(nil, "{{env.HOME}}")?.contains("`env.yaml` only") == true)
  #expect(try help("output: 1\n", "{{outptu}}") == "did you mean 'output'?")
  var bare = host
  bare.head = { _ in .none }
  #expect(try help(nil, "{{git}}", host: bare)?.contains("no git repository") == true)
}

@Test func overridesComeLast() throws {
  let environment = "a: 1\nb: '{{a}}-x'\nc: {d: 2, e-f: 3}\n"
  func result(_ overrides: [String: String], _ text: String) throws -> Analysis {
    let overrides = overrides.sorted { $0.key < $1.key }.map {
      EnvironmentOverride(path: $0.key.split(separator: ".").map(String.init), value: $0.value)
    }
    return try analysis(environment, text, overrides: overrides)
  }
  let derived = try result(["a": "new"], "{{a}} {{b}}")
  #expect(derived.outcome == "new 1-x")
  #expect(derived.diagnostics.map(\.kind.code) == ["SL125", "SL120"])
  #expect(try result(["c.d": "[1, 2]"], "{{c.d[1]}}").outcome == "2")
  #expect(try result(["a": "{{user}}/o"], "{{a}}").outcome == "someone/o")
  // Ploomber takes the flags by name.
  #expect(try result(["b": "{{a}}7", "a": "9"], "{{b}}").outcome == "97")
  for (key, words) in [
    ("cc", "has no key 'cc'"), ("user", "has no key 'user'"), ("c", "has no key 'c'"),
    ("c.dd", "did you mean 'c.d'?"), ("c.e-f", "rename the key"),
  ] {
    let refused = try result([key: "1"], "{{a}}").refusedOverrides
    #expect(refused.count == 1 && refused[0].words.contains(words), "\(refused)")
  }
  #expect(try result(["a": "{{zz}}"], "{{a}}").refusedOverrides.first?.words.contains("zz") == true)
}

@Test func unusedKeysAreThoseThatNothingUses() throws {
  let environment = "used: 1\nbase: o\nmade: '{{base}}/x'\nspare: 2\n_module: pkg\n"
  let found = try analysis(
    environment, "{{used}}{{made}}", files: ["pkg/__init__.py": ""]
  ).diagnostics.filter { $0.kind.code == "SL120" }
  #expect(found.map(\.message) == ["no placeholder uses the key 'spare'"])
  #expect(found[0].range.bytes == 35..<40)
  // Where something could not be read, nobody knows.
  #expect(try analysis("a: 1\nb: '{{'\n", "1").diagnostics.map(\.kind.code) == ["SL117"])
}

@Test func gitIsAskedOnlyWhereItIsNeeded() throws {
  var asked = host
  asked.head = { _ in
    Issue.record("git was asked")
    return .none
  }
  #expect(try analysis("a: 1\n", "{{a}} {{user}}", host: asked).outcome == "1 someone")
}

@Test func textsThatDependOnTheMachineAreKnown() throws {
  let uses = try analysis(
    "run: '{{now}}'\nwho: '{{user}}'\nplain: 1\n", "{{run}}-{{who}}-{{plain}}"
  ).placeholderUses
  #expect(uses.map(\.names) == [["run", "who"]])
  #expect(uses.map(\.origins) == [[.now, .user]])
}

/// Every prefix and every edit of an environment ends in an analysis.
@Test func fuzzedEnvironmentsEnd() throws {
  let text = """
    meta: {import_from: o.yaml}
    _module: '{{here}}'
    path: {a: '{{user}}/x/', b: ~/y}
    a: &x [1, '{{env.A}}', "(1, 2)"]
    b: '{{version}}[[a]]'
    c: {d: *x, e__f: '{% if a %}x{% endif %}'}
    """
  let bytes = Array(text.utf8)
  var generator = SeededGenerator(state: 7)
  for round in 0..<200 {
    let broken =
      round < 100
      ? Array(bytes.prefix(round * bytes.count / 100))
      : bytes.mutated(edits: 4, letters: Array("{}[]':-\n ~%_&*ab/".utf8), using: &generator)
    let files = ["o.yaml": String(decoding: broken.reversed(), as: UTF8.self)]
    let environment = String(decoding: broken, as: UTF8.self)
    _ = try analysis(
      environment, "{{c.d}}{{b}}", files: files,
      overrides: [EnvironmentOverride(path: ["c", "d"], value: "{{a}}")])
  }
}
