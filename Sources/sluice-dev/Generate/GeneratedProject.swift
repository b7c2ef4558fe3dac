import Glibc

/// `gen-project [--tasks N] [--graph mesh|chain|fan] [--mix F,S,N,Q] [--seed N] FOLDER`: writes a sound
/// project of functions, scripts, notebooks and SQL into a folder that is not there yet.
func generateProject(_ arguments: [String]) {
  guard let folder = arguments.last, let shape = ProjectShape(Array(arguments.dropLast())) else {
    return print(
      "usage: sluice-dev gen-project [--tasks N] [--graph mesh|chain|fan] [--mix F,S,N,Q] [--seed N] FOLDER"
    )
  }
  guard mkdir(folder, 0o777) == 0 else {
    return print("gen-project: '\(folder)' cannot be made: \(String(cString: strerror(errno)))")
  }
  let project = GeneratedProject(shape)
  for name in ["steps", "scripts", "notebooks", "sql"] { mkdir("\(folder)/\(name)", 0o777) }
  for (path, text) in project.files {
    guard let file = fopen("\(folder)/\(path)", "wb") else {
      return print("gen-project: '\(path)' cannot be written")
    }
    fputs(text, file)
    fclose(file)
  }
}

/// A whole project. About 14 KB of source for each task with the default mix, a third of it notebooks.
struct GeneratedProject {
  /// Paths relative to the root, in writing order, with their texts.
  private(set) var files: [(path: String, text: String)] = []
  private let shape: ProjectShape
  private var chance: Chance

  private enum Kind { case function, script, notebook, sql }

  /// Functions in one module.
  private static let moduleSize = 8

  init(_ shape: ProjectShape) {
    self.shape = shape
    chance = Chance(shape.seed)
    let kinds = (0..<shape.tasks).map { _ in kind() }
    var spec = """
      meta:
        product_default_class:
          SQLScript: SQLiteRelation

      clients:
        SQLScript: clients.database
        SQLiteRelation: clients.database

      tasks:

      """
    var module = ""
    var modules = 0
    var functions = 0
    for (task, kind) in kinds.enumerated() {
      let upstream = upstream(of: task)
      var code = GeneratedCode(shape.seed &* 1_000_003 &+ UInt64(task))
      switch kind {
      case .function:
        if module.isEmpty { module = GeneratedCode.imports }
        module += function(task, upstream, kinds, &code)
        spec += entry("steps.part_\(modules).task_\(task)", task, "out/task_\(task).csv")
        functions += 1
        if functions % GeneratedProject.moduleSize == 0 {
          files.append(("steps/part_\(modules).py", module))
          modules += 1
          module = ""
        }
      case .script:
        files.append(("scripts/task_\(task).py", script(task, upstream, kinds, &code)))
        spec += entry("scripts/task_\(task).py", task, product(of: task))
      case .notebook:
        files.append(("notebooks/task_\(task).ipynb", notebook(task, upstream, kinds, &code)))
        spec += entry("notebooks/task_\(task).ipynb", task, product(of: task))
      case .sql:
        files.append(("sql/task_\(task).sql", sql(task, upstream, kinds)))
        spec += entry("sql/task_\(task).sql", task, "[task_\(task), table]")
      }
    }
    if !module.isEmpty { files.append(("steps/part_\(modules).py", module)) }
    files.append(("steps/__init__.py", ""))
    files.append(("pipeline.yaml", spec))
    files.append(("clients.py", clients))
    files.append(("environment.yml", environment))
  }

  private mutating func kind() -> Kind {
    let draw = chance.below(100)
    if draw < shape.mix.functions { return .function }
    if draw < shape.mix.functions + shape.mix.scripts { return .script }
    return draw < 100 - shape.mix.sql ? .notebook : .sql
  }

  private mutating func upstream(of task: Int) -> [Int] {
    guard task > 0 else { return [] }
    switch shape.graph {
    case .chain: return [task - 1]
    case .fan: return task == shape.tasks - 1 ? Array(0..<task) : [0]
    case .mesh:
      let few = (0...chance.below(3)).map { _ in task - 1 - chance.below(min(task, 20)) }
      return Array(Set(few)).sorted()
    }
  }

  private func entry(_ source: String, _ task: Int, _ product: String) -> String {
    """
      - source: \(source)
        name: task_\(task)
        product: \(product)
        params:
          limit: \(task)


    """
  }

  private func product(of task: Int) -> String {
    "{nb: out/task_\(task).html, data: out/task_\(task).csv}"
  }

  // MARK: Sources

  private func function(
    _ task: Int, _ upstream: [Int], _ kinds: [Kind], _ code: inout GeneratedCode
  ) -> String {
    var text = ""
    var names: [String] = []
    for _ in 0..<7 {
      let helper = code.helper()
      // Several tasks share a module.
      let name = "\(helper.name)_of_\(task)"
      names.append(name)
      text +=
        name == helper.name
        ? helper.text
        : "def \(name)" + helper.text.dropFirst("def \(helper.name)".count)
    }
    let parameters = upstream.isEmpty ? "product, limit" : "product, upstream, limit"
    text += "def task_\(task)(\(parameters)):\n"
    text += reading(upstream, kinds).split(separator: "\n").map { "    \($0)\n" }.joined()
    text += code.pipeline(names).split(separator: "\n").map { "    \($0)\n" }.joined()
    return text + "    table.head(limit).to_csv(product, index=False)\n\n\n"
  }

  private func script(
    _ task: Int, _ upstream: [Int], _ kinds: [Kind], _ code: inout GeneratedCode
  ) -> String {
    var text =
      "# %% [markdown]\n# # Task \(task)\n#\n# \(code.prose())\n\n# %%\n" + GeneratedCode.imports
    text += "# %% tags=[\"parameters\"]\n" + parameters(upstream) + "\n"
    var names: [String] = []
    for _ in 0..<6 {
      let helper = code.helper()
      names.append(helper.name)
      text += "# %%\n" + helper.text
    }
    text += "# %%\n" + reading(upstream, kinds) + "\n# %%\n" + code.pipeline(names)
    return text + "Path(product[\"data\"]).parent.mkdir(exist_ok=True)\n"
      + "table.head(limit).to_csv(product[\"data\"], index=False)\n"
  }

  private func notebook(
    _ task: Int, _ upstream: [Int], _ kinds: [Kind], _ code: inout GeneratedCode
  ) -> String {
    var notebook = GeneratedNotebook()
    notebook.markdown("# Task \(task)\n\n" + code.prose())
    notebook.code(GeneratedCode.imports)
    notebook.code(parameters(upstream), tags: ["parameters"])
    var names: [String] = []
    for _ in 0..<6 {
      let helper = code.helper()
      names.append(helper.name)
      notebook.code(helper.text)
    }
    notebook.code(reading(upstream, kinds))
    notebook.code(code.pipeline(names), picture: code.picture(bytes: 8000))
    notebook.code(
      "Path(product[\"data\"]).parent.mkdir(exist_ok=True)\n"
        + "table.head(limit).to_csv(product[\"data\"], index=False)")
    return notebook.text
  }

  private func sql(_ task: Int, _ upstream: [Int], _ kinds: [Kind]) -> String {
    var text = "-- Task \(task): one row for each client\nDROP TABLE IF EXISTS {{product}};\n"
    text += "CREATE TABLE {{product}} AS\n"
    let relations = upstream.filter { kinds[$0] == .sql }
    let others = upstream.filter { kinds[$0] != .sql }
    for other in others { text += "-- behind {{upstream[\"task_\(other)\"]}}\n" }
    text += "SELECT client, region, sum(amount) AS amount, count(*) AS visits\n"
    text +=
      relations.isEmpty
      ? "FROM orders\n"
      : "FROM {{upstream[\"task_\(relations[0])\"]}}\n"
    for relation in relations.dropFirst() {
      text += "JOIN {{upstream[\"task_\(relation)\"]}} AS t\(relation) USING (client)\n"
    }
    for column in 0..<40 {
      text +=
        column == 0
        ? "WHERE amount > {{limit}}\n"
        : "  AND (price_\(column) IS NULL OR price_\(column) BETWEEN \(column) AND \(column * 40))\n"
    }
    return text + "GROUP BY client, region;\n"
  }

  /// The parameters cell.
  private func parameters(_ upstream: [Int]) -> String {
    let names = upstream.map { "\"task_\($0)\"" }.joined(separator: ", ")
    return "upstream = \(upstream.isEmpty ? "None" : "[\(names)]")\nproduct = None\nlimit = None\n"
  }

  /// Statements that make `table` of what is upstream.
  private func reading(_ upstream: [Int], _ kinds: [Kind]) -> String {
    guard !upstream.isEmpty else {
      return "table = pd.DataFrame({\"client\": [1, 2, 3], \"region\": [\"a\", \"b\", \"c\"]})\n"
    }
    let parts = upstream.map { other in
      let path = "upstream[\"task_\(other)\"]"
      return switch kinds[other] {
      case .sql: "pd.DataFrame({\"relation\": [str(\(path))]})"
      case .function: "pd.read_csv(\(path))"
      case .script, .notebook: "pd.read_csv(\(path)[\"data\"])"
      }
    }
    return "parts = [\n" + parts.map { "    \($0),\n" }.joined() + "]\n"
      + "table = pd.concat(parts, ignore_index=True)\n"
  }

  private let clients = """
    from ploomber.clients import SQLAlchemyClient


    def database():
        return SQLAlchemyClient("sqlite:///out/shop.db")

    """

  private let environment = """
    name: generated
    channels:
      - conda-forge
    dependencies:
      - python=3.11
      - pandas=2.2.3
      - numpy=2.1.3
      - sqlalchemy=2.0.36
      - pip
      - pip:
          - ploomber==0.23.3

    """
}
