import Glibc
import SluiceCore
import SluiceScan

/// The parse alone, on one thread: bytes, the best of some rounds in CPU time, and the size of the
/// trees. Reads the names of the files from standard input, one on a line, when none are given.
func benchPython(_ arguments: [String]) {
  var paths = arguments
  if paths.isEmpty { while let line = readLine() { paths.append(line) } }
  let files = paths.compactMap { fileBytes($0) }
  let bytes = files.reduce(0) { $0 + $1.count }
  guard bytes > 0 else { return print("python-bench: nothing to read") }
  var best = Double.infinity
  var treeBytes = 0
  var nodes = 0
  for _ in 0..<5 {
    treeBytes = 0
    nodes = 0
    let began = processorSeconds()
    for file in files {
      let tree = parsePython(Fragment(verbatim: file), file: 0, mode: .module)
      treeBytes += tree.memory
      nodes += tree.nodes.count
    }
    best = min(best, processorSeconds() - began)
  }
  let rate = Double(bytes) / best / 1e6
  let share = Double(treeBytes) / Double(bytes)
  print(
    "files \(files.count) bytes \(bytes) seconds \(rounded(best, 4)) megabytes_per_second "
      + "\(rounded(rate, 1)) nodes \(nodes) tree_bytes_per_byte \(rounded(share, 2))")
}

/// The processor time of this process so far.
private func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

private func rounded(_ value: Double, _ places: Int) -> Double {
  let power = pow(10, Double(places))
  return (value * power).rounded() / power
}
