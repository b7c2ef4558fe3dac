import SluiceCore

/// The texts of an R script or notebook that name files, by offset, and whether its code changes the
/// folder that it runs in. Linear in the file.
package func rPathLiterals(
  _ scan: ScriptScan, _ bytes: [UInt8], file: Int
) -> (literals: [PythonPathLiteral], moves: Bool) {
  var found: [PythonPathLiteral] = []
  var moves = false
  for (index, part) in scan.parts.enumerated() where part.kind == .code {
    let cell: Fragment
    if scan.cells.isEmpty {
      let range = part.range.bytes.clamped(to: 0..<bytes.count)
      cell = Fragment(verbatim: Array(bytes[range]), fileStart: range.lowerBound)
    } else if scan.cells.indices.contains(index) {
      cell = scan.cells[index]
    } else {
      continue
    }
    let reader = RPathReader(cell: cell, file: file)
    found += reader.literals()
    moves = moves || reader.moves
  }
  return (found, moves)
}

/// The texts of R code that name files, by offset. Linear in the text.
func rPathLiterals(_ text: [UInt8]) -> [PythonPathLiteral] {
  RPathReader(cell: Fragment(verbatim: text), file: 0).literals()
}

private struct RPathReader {
  let cell: Fragment
  let file: Int
  private let tokens: [RToken]
  /// An argument that stands further behind its bracket is not followed.
  private static let reach = 64

  init(cell: Fragment, file: Int) {
    self.cell = cell
    self.file = file
    tokens = rTokens(cell.text).filter { $0.kind != .comment }
  }

  var moves: Bool { tokens.contains { $0.kind == .name && text($0) == "setwd" } }

  func literals() -> [PythonPathLiteral] {
    tokens.indices.compactMap { index in
      let token = tokens[index]
      guard token.kind == .string, token.range.count < 4096 else { return nil }
      let value = rStringValue(cell.text, token.range)
      guard value.utf8.count > 2, value.utf8.allSatisfy({ $0 >= 0x20 }),
        value.utf8.contains(UInt8(ascii: "/")) || value.utf8.contains(UInt8(ascii: "."))
      else { return nil }
      let call = call(around: index)
      return PythonPathLiteral(
        text: value, range: SourceRange(file: file, bytes: cell.fileRange(token.range)),
        use: call.map(use) ?? .unknown, function: call?.function,
        isPart: call.map { pathMakers.contains($0.function) } ?? false)
    }
  }

  private struct Call {
    var function: String
    /// How many arguments stand before this one.
    var position: Int
    var keyword: String?
  }

  /// The call that the token at `index` is an argument of, whole.
  private func call(around index: Int) -> Call? {
    var keyword: String?
    var at = index - 1
    if at > 0, isMark(at, "="), tokens[at - 1].kind == .name {
      keyword = text(tokens[at - 1])
      at -= 2
    }
    guard at >= 0, isMark(at, "(") || isMark(at, ",") else { return nil }
    var depth = 0
    var commas = 0
    while at > 0, index - at < RPathReader.reach {
      if isMark(at, ")") || isMark(at, "]") || isMark(at, "}") { depth += 1 }
      if isMark(at, "(") || isMark(at, "[") || isMark(at, "{") {
        if depth == 0 {
          guard isMark(at, "("), tokens[at - 1].kind == .name else { return nil }
          return Call(function: text(tokens[at - 1]), position: commas, keyword: keyword)
        }
        depth -= 1
      }
      if depth == 0, isMark(at, ",") { commas += 1 }
      at -= 1
    }
    return nil
  }

  private func use(_ call: Call) -> PythonPathLiteral.Use {
    let isPath = call.keyword.map(pathKeywords.contains)
    if readers.contains(call.function) { return isPath ?? (call.position == 0) ? .read : .unknown }
    guard writers.contains(call.function) else { return .unknown }
    return isPath ?? (call.position == 1) ? .written : .unknown
  }

  private func isMark(_ index: Int, _ mark: StaticString) -> Bool {
    tokens[index].kind == .mark
      && mark.withUTF8Buffer { cell.text[tokens[index].range].elementsEqual($0) }
  }

  private func text(_ token: RToken) -> String {
    String(decoding: cell.text[token.range], as: UTF8.self)
  }
}

/// What joins texts to a path.
private let pathMakers: Set<String> = ["file.path", "here", "path", "paste", "paste0", "glue"]

/// Arguments that take a path.
private let pathKeywords: Set<String> = ["file", "path", "filename", "input", "con", "description"]

/// Functions whose first argument names the file that they read.
private let readers: Set<String> = [
  "fread", "fromJSON", "load", "read.csv", "read.csv2", "read.delim", "read.table", "readLines",
  "readRDS", "read_csv", "read_csv2", "read_delim", "read_excel", "read_feather", "read_json",
  "read_lines", "read_parquet", "read_rds", "read_tsv", "read_xlsx", "scan", "source", "st_read",
  "vroom",
]

/// Functions whose second argument names the file that they write.
private let writers: Set<String> = [
  "fwrite", "saveRDS", "st_write", "write.csv", "write.csv2", "write.table", "writeLines",
  "write_csv", "write_delim", "write_feather", "write_json", "write_lines", "write_parquet",
  "write_rds", "write_tsv",
]
