import SluiceCore
import SluiceScan

extension DiagnosticKind {
  static let driverMissing = DiagnosticKind(
    code: "SL269", name: "driver-missing", severity: .warning,
    explanation: """
      A client's function connects to a database whose driver none of the project's files asks for.
      SQLAlchemy takes the driver from the address (`postgresql://…` needs psycopg2), and nothing in the
      code imports it.

      ```python
      def get_client():
          return SQLAlchemyClient('postgresql://shop@db/orders')
      ```

      Add the driver to the environment. As with other packages, nothing is said where not all that the
      files ask for is known.
      """)
}

extension Rule {
  static let driverMissing = Rule(kind: .driverMissing) { analysis, found in
    guard !analysis.packages.entries.isEmpty else { return }
    let dependencies = DependencyFixes(analysis)
    let provided = analysis.packages.provided
    var known: Set<SourceRange> = []
    for case .found(let file, let function) in analysis.functions {
      for address in analysis.code.module(file)?.addresses ?? [] {
        guard function.range.bytes.contains(address.range.bytes.lowerBound),
          let module = drivers[address.scheme],
          provided.has(module: module) == false, known.insert(address.range).inserted
        else { continue }
        let wanted =
          PackageTables.distributions(ofModule: module)?.first ?? module
        found.append(
          Diagnostic(
            kind: .driverMissing, range: address.range,
            message:
              "'\(address.scheme)' needs the driver '\(module)', which nothing asks for",
            help: dependencies.wayOut(wanted, analysis), fix: dependencies.fix(adding: wanted)))
      }
    }
  }
}

/// What SQLAlchemy imports for an address.
private let drivers = [
  "postgresql": "psycopg2", "postgresql+psycopg2": "psycopg2", "postgresql+psycopg": "psycopg",
  "postgres": "psycopg2", "mysql": "MySQLdb", "mysql+mysqldb": "MySQLdb",
  "mysql+pymysql": "pymysql", "mariadb": "MySQLdb", "mssql": "pyodbc", "mssql+pyodbc": "pyodbc",
  "oracle": "cx_Oracle", "oracle+cx_oracle": "cx_Oracle",
]
