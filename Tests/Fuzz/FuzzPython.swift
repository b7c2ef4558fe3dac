import SluiceCore
import SluiceScan

/// What libFuzzer calls with each input; a trap is a finding.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  for (mode, grammar) in [
    (PythonMode.module, PythonGrammar.any), (.notebook, .any), (.module, .python311),
  ] {
    let tree = parsePython(Fragment(verbatim: bytes), file: 0, mode: mode, grammar: grammar)
    if let fault = tree.fault { preconditionFailure(fault) }
    if grammar == .python311 { _ = PythonTokenCheck(tree) }
    _ = scanPythonModule(tree)
    _ = scanParametersCell(in: tree, textRange: 0..<tree.fragment.text.count, file: 0)
  }
  return 0
}
