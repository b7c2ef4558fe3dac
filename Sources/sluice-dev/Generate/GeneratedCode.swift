/// Sound Python of the kind that people write between reading a table and writing one.
struct GeneratedCode {
  private var chance: Chance
  private var count = 0

  init(_ seed: UInt64) { chance = Chance(seed) }

  private static let nouns = [
    "amount", "price", "client", "region", "visits", "margin", "weight", "score", "balance",
    "income",
    "channel", "duration", "quantity", "segment", "tenure", "rating", "latency", "exposure",
  ]
  private static let verbs = [
    "clean", "join", "rank", "scale", "encode", "split", "check", "count", "smooth", "compare",
    "group",
    "filter", "flatten", "impute", "window", "summarise",
  ]

  private mutating func noun() -> String { chance.one(of: GeneratedCode.nouns) }

  /// The imports that the code below needs.
  static let imports = """
    import json
    import math
    from collections import defaultdict
    from pathlib import Path

    import numpy as np
    import pandas as pd


    """

  /// A helper of some 700 to 1 500 bytes that takes a table and gives one, and its name.
  mutating func helper() -> (name: String, text: String) {
    let (first, second, third) = (noun(), noun(), noun())
    count += 1
    let name = "\(chance.one(of: GeneratedCode.verbs))_\(first)_\(count)"
    let limit = chance.below(900) + 10
    let share = chance.below(90) + 5
    var text = """
      def \(name)(table, limit=\(limit), *, share=0.\(share), names=("\(first)", "\(second)")):
          \"\"\"Put the \(first) of every \(second) on one scale.

          Rows whose \(first) is above `limit` are kept as they are; the others share what is left in
          proportion to their \(third), so that the sum over a \(second) stays the same.
          \"\"\"
          # The order of the rows is part of the result: later steps compare neighbours.
          table = table.sort_values(["\(second)", "\(first)"], ascending=[True, False])
          totals = defaultdict(float)
          seen = {"\(first)": 0, "\(second)": 0, "\(third)": 0}

      """
    for _ in 0...chance.below(3) { text += block() }
    text += """
          result = table.assign(\(first)_share=[totals.get(key, 0.0) for key in table["\(second)"]])
          if result.empty and any(seen[name] for name in names if name in seen):
              raise ValueError(f"no {names[0]!r} is above {limit:,} ({share:.1%} of {len(table)} rows)")
          return result.reset_index(drop=True)


      """
    return (name, text)
  }

  private mutating func block() -> String {
    let (first, second) = (noun(), noun())
    let number = chance.below(1000)
    switch chance.below(4) {
    case 0:
      return """
            for index, row in enumerate(table.itertuples(index=False)):
                value = getattr(row, "\(first)", None)
                if value is None or (isinstance(value, float) and math.isnan(value)):
                    continue
                elif value > limit and index % \(number % 9 + 2) != 0:
                    totals[row.\(second)] += value * share + math.sqrt(index + \(number).5)
                else:
                    totals[row.\(second)] -= min(value, \(number)) / max(1, len(table))
                seen["\(first)"] = seen.get("\(first)", 0) + 1

        """
    case 1:
      return """
            columns = {
                "\(first)": lambda frame: np.log1p(frame["\(first)"].clip(lower=0)),
                "\(second)": lambda frame: frame["\(second)"].astype("category").cat.codes,
                "rank_\(number)": lambda frame: frame.groupby("\(second)")["\(first)"].rank(pct=True),
            }
            table = table.assign(**{key: make for key, make in columns.items() if key in table.columns})
            table = table.drop(columns=[name for name in table.columns if name.startswith("_tmp_")])

        """
    case 2:
      return """
            try:
                edges = np.quantile(table["\(first)"].dropna().to_numpy(), [0.05, 0.25, 0.5, 0.75, 0.95])
            except (KeyError, TypeError) as error:
                print("no quantiles of \(first) here:", error)
                edges = np.array([-np.inf, \(number), \(number + 17), \(number + 180), np.inf])
            with np.errstate(divide="ignore", invalid="ignore"):
                table["\(first)_bin"] = np.digitize(table.get("\(first)", pd.Series(dtype=float)), edges)

        """
    default:
      return """
            groups = table.groupby("\(second)", as_index=False).agg(
                total=("\(first)", "sum"), mean=("\(first)", "mean"), rows=("\(first)", "size")
            )
            groups["level"] = ["high" if total > \(number) else "low" for total in groups["total"]]
            for key, level in zip(groups["\(second)"], groups["level"]):
                totals[key] += 1.0 if level == "high" else -0.\(number % 90 + 10)  # a small push

        """
    }
  }

  /// Statements at the left margin that run `helpers` over `table`, and print about it.
  mutating func pipeline(_ helpers: [String]) -> String {
    var text = ""
    for name in helpers {
      text +=
        "table = \(name)(table, limit=\(chance.below(500)), names=(\"\(noun())\", \"\(noun())\"))\n"
      text += "print(\"\(name):\", json.dumps({\"rows\": len(table), \"columns\": list(table)}))\n"
    }
    return text
  }

  /// A paragraph of prose, without a line's end.
  mutating func prose() -> String {
    (0..<4).map { _ in
      "The \(noun()) is compared with the \(noun()) of the same \(noun()), before anything is counted."
    }.joined(separator: " ")
  }

  /// Base64-like bytes: what a picture in a notebook's output is.
  mutating func picture(bytes: Int) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    return String(
      decoding: (0..<bytes).map { _ in letters[chance.below(letters.count)] }, as: UTF8.self)
  }
}
