import SluiceScan
import Testing

struct JinjaTemplateTests {
  @Test(arguments: [
    ("{{ a }}{% set b = 1 %}{{ b }}", ["a"]),
    ("{% if x %}{% set y = 1 %}{% endif %}{{ y }}", ["x", "y"]),
    ("{% for x in xs %}{{ y }}{{ loop.index }}{% endfor %}{% set y = 1 %}", ["xs"]),
    ("{% macro m(a) %}{{ a }}{{ varargs }}{{ b }}{% endmacro %}{{ m(c) }}", ["b", "c"]),
    ("{{ range(3) }}{{ namespace() }}", []),
    ("{% block x %}{{ super() }}{{ a }}{% endblock %}{% set a = 1 %}", ["a"]),
  ])
  func findsUndeclaredVariables(source: String, variables: [String]) {
    #expect(JinjaTemplate(Array(source.utf8)).undeclaredVariables() == variables)
  }

  @Test(arguments: [
    ("{{ a", "this '{{' is never closed", 0..<2),
    ("{{ 'a }}", "this string is never closed", 3..<4),
    ("{% if a %}", "'if' is never closed", 3..<5),
    ("{% sett a = 1 %}", "there is no statement 'sett'", 3..<7),
    ("{{ a = 1 }}", "expected the end of this expression, found '='", 5..<6),
    ("{{ (a] }}", "']' cannot close '('", 5..<6),
    ("{# a", "this comment is never closed", 0..<2),
    ("a {% raw %} b", "this raw block is never closed", 2..<11),
    ("{{ f(a=1, b) }}", "this argument cannot stand behind the ones before it", 10..<11),
  ])
  func reportsTheFirstError(source: String, message: String, range: Range<Int>) {
    let template = JinjaTemplate(Array(source.utf8))
    #expect(template.errors.map(\.message) == [message])
    #expect(template.errors.map(\.range) == [range])
  }

  @Test(arguments: [
    ("'a' ~ 'b'", "ab"), ("'a' + 'b'", "ab"), ("'a' 'b'", "ab"), ("'a' ~ 1 ~ none", "a1None"),
    ("'A' | lower", "a"), ("'a' if true else 'b'", "a"), ("'\\x41\\u00e9\\101'", "AéA"),
    ("'it\\'s'", "it's"), ("name", nil), ("1", nil), ("'a' * 2", nil),
  ])
  func foldsConstants(source: String, text: String?) {
    let template = JinjaTemplate(Array("{{ \(source) }}".utf8))
    guard let id = template.body.first, case .output(let values) = template[id].kind else {
      Issue.record("no expression")
      return
    }
    #expect(values.first.flatMap { template.constantText($0) } == text)
  }

  @Test
  func keepsWhatStandsBeforeAnError() {
    let template = JinjaTemplate(Array("{{ upstream.a }}{{ upstream['b'] }}{{ ? }}".utf8))
    #expect(template.upstreamReferences(file: 0).count == 2)
    #expect(template.errors.count == 1)
  }

  @Test
  func readsOtherDelimiters() {
    let template = JinjaTemplate(
      Array("{{ a }} [[ b ]] {% if c %}{% endif %}".utf8), delimiters: .runtime)
    #expect(template.undeclaredVariables() == ["b", "c"])
  }
}
