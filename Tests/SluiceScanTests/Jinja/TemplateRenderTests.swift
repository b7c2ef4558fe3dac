import SluiceScan
import Testing

private func render(
  _ source: String, _ values: [String: TemplateValue] = [:],
  _ environment: TemplateEnvironment = .source, templates: [String: String] = [:]
) -> Result<String, TemplateFailure> {
  renderTemplate(Array(source.utf8), values: values, environment: environment) { name in
    templates[name].map { LoadedTemplate(name: name, template: JinjaTemplate(Array($0.utf8))) }
  }
}

private func reason(_ result: Result<String, TemplateFailure>) -> TemplateFailure.Reason? {
  if case .failure(let failure) = result { failure.reason } else { nil }
}

private let values: [String: TemplateValue] = [
  "n": .integer("3"), "f": .float(0.5), "s": .string("a,b"), "none": .null,
  "l": .list([.integer("3"), .integer("1")]),
  "d": .dictionary([.init("b", .integer("2")), .init("a", .string("x"))]),
  "product": .object(
    TemplateObject(
      typeName: "SQLiteRelation", text: "main.clean", attributes: ["name": .string("clean")])),
  "upstream": .object(
    TemplateObject(
      typeName: "Upstream",
      items: [.init("load", .object(TemplateObject(typeName: "File", text: "/out/load.csv")))])),
  "user": .later("user"),
]

struct TemplateRenderTests {
  @Test(arguments: [
    ("{{ n + 1 }} {{ n / 2 }} {{ -7 // 2 }} {{ -7 % 3 }} {{ 2 ** 10 }}", "4 1.5 -4 2 1024"),
    ("{{ 2 ** 100 }} {{ 10 ** 20 // 7 }}", "1267650600228229401496703205376 14285714285714285714"),
    ("{{ 1e16 }} {{ 0.00001 }} {{ 100.0 }} {{ 1.5e300 }}", "1e+16 1e-05 100.0 1.5e+300"),
    ("{{ 1 < 2 < 3 }} {{ 'a' in s }} {{ 3 not in l }} {{ true == 1 }}", "True True False True"),
    ("{{ l }} {{ d }} {{ (1,) }} {{ ['it\\'s'] }}", "[3, 1] {'b': 2, 'a': 'x'} (1,) [\"it's\"]"),
    ("{{ s[::-1] }} {{ l[-1] }} {{ s[5:] }}{{ 'é'.upper() }}", "b,a 1 É"),
    ("{{ s.split(',')|join('-')|upper }}", "A-B"),
    ("{{ l|sort|first }} {{ d|dictsort }} {{ l|sum }}", "1 [('a', 'x'), ('b', 2)] 4"),
    ("{{ '%05.2f|%-4s|%+d' % (n, 'x', 2) }} {{ '{:>6,}'.format(12345) }}", "03.00|x   |+2 12,345"),
    ("{{ 2.5|round }} {{ 2.675|round(2) }} {{ 1|round(1, 'ceil') }}", "2.0 2.67 1.0"),
    ("{{ d.a ~ d['b'] }} {{ d.missing|default('-') }}", "x2 -"),
    (
      "{{ product }} {{ product.name }} {{ upstream['load'] }} {{ upstream.load }}",
      "main.clean clean /out/load.csv /out/load.csv"
    ),
    ("{% for t in upstream %}{{ t }}{{ loop.last }}{% endfor %}", "loadTrue"),
    ("{% for x in l if x > 1 %}{{ loop.index }}{{ x }}{% else %}none{% endfor %}", "13"),
    ("{% set x = [] %}{% for i in l %}{% set _ = x.append(i * 2) %}{% endfor %}{{ x }}", "[6, 2]"),
    ("{% set x = 1 %}{% for i in l %}{% set x = i %}{% endfor %}{{ x }}", "1"),
    ("{% set ns = namespace(x=0) %}{% for i in l %}{% set ns.x = i %}{% endfor %}{{ ns.x }}", "1"),
    ("{% macro m(a, b=2) %}{{ a }}{{ b }}{{ varargs }}{% endmacro %}{{ m(1, 2, 3) }}", "12(3,)"),
    ("{% macro m() %}[{{ caller() }}]{% endmacro %}{% call m() %}x{% endcall %}", "[x]"),
    ("  {%- if n -%}  y  {%- endif -%}  z", "yz"),
    ("a\r\nb{# c #}\n", "a\nb"), ("{% raw %}{{ x }}{% endraw %}", "{{ x }}"),
    ("{{ '<' }}{% autoescape true %}{{ '<' }}{{ '<'|safe }}{% endautoescape %}", "<&lt;<"),
  ])
  func rendersAsJinja(source: String, text: String) {
    #expect(render(source, values) == .success(text))
  }

  @Test
  func followsOtherTemplates() {
    let templates = [
      "base": "{% block a %}A{% endblock %}-{% block b %}{{ self.a() }}{% endblock %}",
      "macros": "{% macro twice(x) %}{{ x * 2 }}{% endmacro %}", "part": "part {{ n }}",
    ]
    #expect(
      render(
        "{% extends 'base' %}{% block a %}[{{ super() }}]{% endblock %}", values,
        templates: templates) == .success("[A]-[A]"))
    #expect(
      render(
        "{% from 'macros' import twice %}{{ twice(n) }} {% include 'part' %}", values,
        templates: templates) == .success("6 part 3"))
    #expect(
      reason(render("{% include 'nope' %}", values)) == .missingTemplate(names: ["nope"]))
    #expect(render("{% include 'nope' ignore missing %}x", values) == .success("x"))
  }

  @Test
  func tellsFailuresApart() {
    #expect(
      render("a {{ nope }}", values)
        == .failure(
          TemplateFailure(
            .undefined(name: "nope", message: "'nope' is undefined"), range: 5..<9)))
    #expect(
      reason(render("{{ d.c }}", values))
        == .undefined(name: "c", message: "'dict object' has no attribute 'c'"))
    #expect(reason(render("{{ user }}", values)) == .later(name: "user"))
    #expect(render("{{ user is defined }}", values) == .success("True"))
    #expect(
      reason(render("{{ n + s }}", values))
        == .error(type: "TypeError", message: "unsupported operand type(s) for +: 'int' and 'str'"))
    #expect(
      reason(render("{% raise 'no ' ~ n %}", values))
        == .error(type: "TemplateRuntimeError", message: "no 3"))
    #expect(reason(render("{{ l|random }}", values)) == .undecided("the filter 'random'"))
    #expect(render("{{ nope }}{{ d.c }}|", values, .environmentFile) == .success("|"))
  }

  @Test
  func rendersWithOtherMarks() {
    let params: [String: TemplateValue] = ["p": .string("a"), "n": .integer("2")]
    #expect(
      render("{{ x }}/[[ p|upper ]]-[[ n + 1 ]]-[[ q ]]", params, .grid) == .success("{{ x }}/A-3-")
    )
  }

  @Test(arguments: [
    "{{ 'x' * 10 ** 12 }}", "{{ range(10 ** 15)|list }}", "{{ 9 ** (9 ** 9) }}",
    "{% for i in range(10 ** 12) %}{% endfor %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% set l = [1] %}{% for i in l %}{% set _ = l.append(i) %}{% endfor %}",
    "{% set l = [] %}{% set _ = l.append(l) %}{{ l }}", "{{ '%1000000000s' % 1 }}",
    "{{ '{:1000000000}'.format(1) }}",
  ])
  func endsWhereATemplateWouldNot(source: String) {
    guard case .undecided? = reason(render(source)) else {
      Issue.record("\(source) gave \(render(source))")
      return
    }
  }
}
