import Testing

@testable import SluicePipeline

/// A template `b` behind the table `a`. `keys` go into the task's mapping.
private func template(
  _ number: Int, _ text: String, _ outcome: FormatRow.Outcome,
  _ verdict: FormatRow.Verdict = .same, product: String = "[b, table]", keys: String = "",
  warnings: [String] = []
) -> FormatRow {
  FormatRow(
    number: number,
    files: [
      "pipeline.yaml": """
      clients: {SQLScript: db.connect, SQLDump: db.connect}
      tasks:
        - {source: a.sql, product: [a, table]}
        - {source: b.sql, product: \(product)\(keys)}
      """, "a.sql": "CREATE TABLE {{product}} AS SELECT 1 AS x\n", "b.sql": text,
    ],
    outcome: outcome, verdict: verdict, warnings: warnings)
}

private let make = "CREATE TABLE {{product}} AS SELECT 1 AS x\n"
private let dump = "SELECT 1 AS x\n"

private let rows: [FormatRow] = [
  template(58, make + "-- {{upstream.a}}", .upstream(["a"])),
  template(58, make + "-- {{upstream[\"a\"] | upper}}", .upstream(["a"])),
  template(58, make + "-- {{upstream['a'].name}}", .upstream(["a"])),
  template(59, make + "{% if false %}{{upstream['zz']}}{% endif %}", .error("SL301")),
  template(
    60, make + "{% for t in upstream %}{{t}}{% endfor %}", .error("SL224")),
  template(61, make + "-- {{upstream.first}}", .error("SL301")),
  template(62, make + "{% set k='a' %}-- {{upstream[k]}}", .error("SL237")),
  template(63, make + "{% include 'part.sql' %}", .error("SL226")),
  template(
    64, dump + "-- {{upstream['a']}}",
    .tasks(["a SQLScript a.table", "b SQLDump out/b.csv"]), product: "out/b.csv"),
  template(64, make, .error("SL112"), product: "out/b.CSV"),
  template(64, dump, .error("SL111"), product: "out/b.cvs"),
  template(64, make, .error("SL112"), product: "out/b.txt"),
  template(65, "SELECT * FROM {{product}}", .upstream([]), warnings: ["SL240"]),
  template(66, "CREATE VIEW {{product}} AS SELECT 1 AS x", .upstream([]), warnings: ["SL240"]),
  template(67, make + ";\nDROP TABLE {{product}}", .upstream([]), warnings: ["SL240"]),
  template(
    68, "CREATE OR REPLACE TABLE {{product}} AS SELECT 1 AS x", .upstream([]),
    .better("no false warning")),
  template(69, make, .error("SL224"), keys: ", params: {n: 3}"),
  template(70, make + "-- {{n | default(3)}}", .error("SL224")),
  template(
    71, dump + "-- [[upstream['a']]]", .error("SL224"), product: "b.csv"),
  template(72, make, .error("SL112"), product: "[b, TABLE]"),
  template(
    73, make, .upstream([]), .better("'load' is a name like others"), product: "[load, table]"),
]

@Test(arguments: rows)
func aTemplateIsReadAsPloomberReadsIt(row: FormatRow) throws {
  try row.check()
}
