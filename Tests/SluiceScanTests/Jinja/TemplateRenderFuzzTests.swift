import SluiceScan
import TestSupport
import Testing

/// Broken and odd templates must end, and give the same answer twice.
struct TemplateRenderFuzzTests {
  private static let sources = [
    "{% for a, b in d.items() if b %}{{ loop.cycle(a, b)|upper }}{% else %}{{ l[1:-1]|join(', ') }}{% endfor %}",
    "{% macro m(x, y=2) %}{{ x ** y ~ '%s' % y }}{{ caller(x) }}{% endmacro %}{% call(q) m(n) %}{{ q }}{% endcall %}",
    "{% set ns = namespace(a=1) %}{% set ns.a = l|sum + n %}{{ '{:>{}}|{!r}'.format(ns.a, 9, s) }}{{ s.split(',')[0] }}",
    "{%- if n > 2 and s is string or not l -%} {{ l|map('int')|select('odd')|list|sort(true) }} {%- endif +%}",
    "{% filter replace('a', 'b')|indent(2) %}{{ d|dictsort|tojson }}{% endfilter %}{% set x %}{{ n // 0.3 }}{% endset %}{{ x|float|round(2) }}",
    "{% include 'x' ignore missing %}{% block b scoped %}{{ self.b is callable }}{{ range(5, 0, -2)|list }}{% endblock %}",
  ].map { Array($0.utf8) }

  private func answer(_ bytes: [UInt8]) -> Result<String, TemplateFailure> {
    renderTemplate(
      bytes,
      values: [
        "n": .integer("7"), "s": .string("a,é"), "l": .list([.integer("1"), .float(2.5), .null]),
        "d": .dictionary([.init("k", .boolean(true)), .init("j", .tuple([.string("<")]))]),
      ], limits: TemplateLimits(steps: 2_000, size: 1 << 15, depth: 10)
    ) { name in
      LoadedTemplate(name: name, template: JinjaTemplate(bytes))
    }
  }

  @Test
  func endsOnMutations() {
    var generator = SeededGenerator(state: 20)
    let letters = Array("{}%[]()'\"|.,:=+-*/~<>! \n0123abdlns_é".utf8)
    for round in 0..<600 {
      let source = Self.sources[round % Self.sources.count]
      let mutated = source.mutated(edits: 4, letters: letters, using: &generator)
      #expect(answer(mutated) == answer(mutated))
    }
  }

  @Test
  func endsOnTruncations() {
    for source in Self.sources {
      for length in 0..<source.count { _ = answer(Array(source[..<length])) }
    }
  }
}
