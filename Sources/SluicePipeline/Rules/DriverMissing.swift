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
    var known: Set<SourceRange> = []
    for case .found(let file, let function) in analysis.functions {
      guard let tree = analysis.code.modules[file] else { continue }
      for node in tree.nodes.indices {
        guard tree.nodes[node].kind == .string || tree.nodes[node].kind == .stringText else {
          continue
        }
        let range = tree.place(of: node)
        guard function.range.bytes.contains(range.bytes.lowerBound),
          let driver = driver(of: tree.text(of: node)),
          analysis.packages.provides(module: driver.module) == false, known.insert(range).inserted
        else { continue }
        let wanted =
          PackageTables.distributions(ofModule: driver.module)?.first ?? driver.module
        found.append(
          Diagnostic(
            kind: .driverMissing, range: range,
            message:
              "'\(driver.scheme)' needs the driver '\(driver.module)', which nothing asks for",
            help: dependencies.wayOut(wanted, analysis), fix: dependencies.fix(adding: wanted)))
      }
    }
  }

  /// The scheme that an address begins with, behind quotes and prefixes, and the module behind it.
  private static func driver(
    of text: ArraySlice<UInt8>
  ) -> (scheme: String, module: String)? {
    let begin = text.prefix(64).drop { byte in
      byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "f")
        || byte == UInt8(ascii: "r")
    }
    guard let colon = begin.firstIndex(of: UInt8(ascii: ":")),
      begin[colon...].starts(with: Array("://".utf8))
    else { return nil }
    let scheme = String(decoding: begin[..<colon], as: UTF8.self)
    return drivers[scheme].map { (scheme, $0) }
  }
}

/// What SQLAlchemy imports for an address.
private let drivers = [
  "postgresql": "psycopg2", "postgresql+psycopg2": "psycopg2", "postgresql+psycopg": "psycopg",
  "postgres": "psycopg2", "mysql": "MySQLdb", "mysql+mysqldb": "MySQLdb",
  "mysql+pymysql": "pymysql", "mariadb": "MySQLdb", "mssql": "pyodbc", "mssql+pyodbc": "pyodbc",
  "oracle": "cx_Oracle", "oracle+cx_oracle": "cx_Oracle",
]
