import SluiceCore
import SluiceScan
import Testing

/// The paths as `text use function`, with `+` before parts.
private func paths(_ source: String) -> [String] {
  let bytes = Array(source.utf8)
  let tree = parsePython(Fragment(verbatim: bytes), file: 0, mode: .module)
  return pythonPathLiterals(in: tree).map { path in
    let quote = bytes[path.range.bytes].last
    #expect(quote == 0x27 || quote == 0x22)
    return (path.isPart ? "+" : "") + "\(path.text) \(path.use)"
      + (path.function.map { " " + $0 } ?? "")
  }
}

@Test(arguments: [
  ("pd.read_csv('a')", ["a read read_csv"]),
  ("pandas.read_csv(filepath_or_buffer='data/a.csv', sep=';')", ["data/a.csv read read_csv"]),
  ("df.to_csv('out/a.csv', index=False)", ["out/a.csv written to_csv"]),
  ("open('a')", ["a read open"]),
  ("open('a', 'w')", ["a written open"]),
  ("open('a', mode='ab')", ["a written open"]),
  ("open('a', 'rb')", ["a read open"]),
  ("open('a', m)", ["a unknown open"]),
  ("open(file='a', mode='r+')", ["a written open"]),
  ("webbrowser.open('a')", []),
  ("joblib.dump(model, 'm.joblib')", ["m.joblib written dump"]),
  ("json.dump('a', f)", []),
  ("np.load('x')", ["x read load"]),
  ("yaml.load('a: 1')", []),
  ("shutil.copy('a', 'b')", ["a read copy", "b written copy"]),
  ("Path('a').read_text()", ["a read read_text"]),
  ("Path('a').open('w')", ["a written open"]),
  (
    "(Path('data') / 'raw.csv').write_text('x')",
    [
      "+data written write_text", "+raw.csv written write_text",
    ]
  ),
  ("pd.read_csv(Path('data') / 'a')", ["+data read read_csv", "+a read read_csv"]),
  ("pd.read_csv(os.path.join('data', 'a'))", ["+data read read_csv", "+a read read_csv"]),
  ("Path('data')", ["data unknown"]),
  ("Path('data').resolve().mkdir()", ["data written mkdir"]),
  ("x = 'data/a.parquet'", ["data/a.parquet unknown"]),
  ("x = './here'", ["./here unknown"]),
  ("x = ['../a', '~/b']", ["../a unknown", "~/b unknown"]),
  ("'data/a.csv'", []),
  ("x = 'text/html', 'and/or', 'a b.csv', '%d/%m/%Y', '.csv', 'https://a/b.csv', 'v1.2'", []),
  ("pd.read_json('{\"a\": 1}')", []),
  ("pd.read_csv('s3://bucket/a.csv')", ["s3://bucket/a.csv read read_csv"]),
  ("P = 'a'\nif x:\n  print(P)\n  pd.read_csv(P)", ["a read read_csv"]),
  (
    "P = Path('a')\ndef f():\n  with (P / 'b').open('w'): pass",
    [
      "+a written open", "+b written open",
    ]
  ),
  ("P = 'a'\npd.read_csv(P)\nP = 'b'", []),
  ("P = 'a.csv'\nprint(P)", ["a.csv unknown"]),
  ("b'a.csv', f'{a}.csv'", []),
  ("' '.join(['a'])", []),
])
func findsPaths(source: String, expected: [String]) {
  #expect(paths(source) == expected)
}
