import SluiceScan
import TestSupport
import Testing

private func script(_ text: String) -> SQLScript { SQLScript(Array(text.utf8)) }

private func words(_ name: SQLScript.Name) -> String {
  name.parts.map { part in
    switch part {
    case .name(let text): text
    case .placeholder(let text): "{\(text)}"
    }
  }.joined(separator: ".")
}

@Test(arguments: [
  ("CREATE TABLE a AS SELECT 1", "a table"), ("create or replace view B as select 1", "b view"),
  ("CREATE TEMP TABLE t (x INT)", "t table temporary"),
  ("CREATE TABLE IF NOT EXISTS s.\"T\" (x INT)", "s.T table"),
  ("CREATE MATERIALIZED VIEW `X` AS SELECT 1", "x view"),
  ("CREATE TABLE {{ product }} AS SELECT 1; DROP TABLE {{product}}", ""),
  ("DROP TABLE IF EXISTS a, b; CREATE TABLE a (x INT)", "a table"),
  ("CREATE TABLE load (x INT); CREATE TABLE [order] (y INT)", "load table, order table"),
  ("CREATE INDEX i ON t (x)", ""), ("SELECT x INTO n FROM t", "n table"),
  ("INSERT INTO t SELECT * FROM u", ""),
  ("-- CREATE TABLE a (x)\n/* CREATE TABLE b */ SELECT 1", ""),
  ("SELECT 'CREATE TABLE a'; CREATE TABLE b (x)", "b table"),
])
func findsWhatAScriptMakes(text: String, made: String) {
  let found = script(text).created.map { created in
    words(created.name) + (created.kind == .view ? " view" : " table")
      + (created.isTemporary ? " temporary" : "")
  }
  #expect(found.joined(separator: ", ") == made)
}

@Test(arguments: [
  ("SELECT * FROM a, s.b AS c JOIN d USING (id)", "a s.b d"),
  ("WITH x AS (SELECT * FROM y), z (k) AS (SELECT * FROM x) SELECT * FROM z", "y"),
  ("SELECT * FROM (SELECT * FROM inside) q, after", "inside after"),
  ("SELECT extract(year FROM day), a IS DISTINCT FROM b FROM t", "t"),
  ("SELECT * FROM generate_series(1, 3) g, LATERAL f(g) h, t", "t"),
  ("DELETE FROM a WHERE x IN (SELECT x FROM b)", "b"),
  ("UPDATE a SET x = b.x FROM b", "b"), ("INSERT INTO a (x, y) SELECT * FROM b", "b"),
  ("CREATE TABLE t AS SELECT 1; SELECT * FROM t", ""),
  ("SELECT * FROM {{upstream['a']}} LEFT JOIN \"Big\" ON true", "{upstream['a']} Big"),
  ("SELECT 'FROM x' -- FROM y\nFROM z", "z"), ("SELECT $$ FROM x $$ FROM y", "y"),
  ("SELECT a[1], b FROM t", "t"), ("SELECT * FROM raw_{{day}}", ""), ("FROM", ""),
])
func findsWhatAScriptReads(text: String, read: String) {
  #expect(script(text).reads.map(words).joined(separator: " ") == read)
}

@Test(arguments: [
  ("{% if x %}CREATE TABLE a (x){% endif %}", true), ("{% set x = 1 %}SELECT {{x}}", false),
  ("CALL make('a')", true), ("BEGIN; CREATE TABLE a (x); COMMIT", false),
])
func knowsWhereItCannotTell(text: String, isUncertain: Bool) {
  #expect(script(text).isUncertain == isUncertain)
}

@Test(arguments: [
  ("SELECT a, b\nFROM t -- all\nWHERE x = 1", "select A,b from T where X = 1", true),
  ("SELECT a FROM t", "SELECT a FROM u", false), ("x = 'A'", "x = 'a'", false),
  ("SELECT \"A\" FROM t", "SELECT \"a\" FROM t", false), ("x=1", "x = 1", false),
])
func comparesQueries(one: String, other: String, isSame: Bool) {
  #expect((SQLNormalForm(Array(one.utf8)) == SQLNormalForm(Array(other.utf8))) == isSame)
}

@Test func fuzzedSQLEnds() {
  var generator = SeededGenerator(state: 11)
  let text = Array(
    """
    WITH a AS (SELECT [b], `c`, "d" FROM {{upstream['x']}}) {% for i in y %} CREATE TABLE t (x INT);
    {% endfor %} /* c /* d */ */ SELECT $$ x $$, E'a\\'b', :p, %(q)s, 1.5e-3 INTO z FROM a, (b), c.d --
    DROP TABLE IF EXISTS a, b; DELETE FROM x; INSERT INTO y VALUES (1);
    """.utf8)
  let letters = Array("()[]{}'\"`$;,.-/*%#:@ \n{%aFROM\u{C3}\0".utf8)
  for end in text.indices { read(Array(text[..<end])) }
  for _ in 0..<2000 { read(text.mutated(edits: 6, letters: letters, using: &generator)) }
}

private func read(_ text: [UInt8]) {
  var last = 0
  for token in sqlTokens(text) {
    #expect(token.range.lowerBound >= last && !token.range.isEmpty)
    last = token.range.upperBound
  }
  #expect(last <= text.count)
  _ = SQLScript(text)
  _ = SQLNormalForm(text)
}
