import SluiceCore
import SluiceScan
import Testing

struct ScannerKindsTests {
  @Test
  func kindsAreSortedAndComplete() {
    let codes = ScannerKinds.all.map(\.code)
    #expect(codes == codes.sorted())
    #expect(codes.allSatisfy { $0.hasPrefix("SL2") })
    #expect(Set(ScannerKinds.all.map(\.name)).count == codes.count)
  }
}
