import SluiceCore
import SluiceScan
import Testing

struct ScannerKindsTests {
  @Test
  func kindsAreSortedAndComplete() {
    let codes = ScannerKinds.all.map(\.code)
    #expect(codes == (210...217).map { "SL\($0)" })
    #expect(Set(ScannerKinds.all.map(\.name)).count == codes.count)
  }
}
