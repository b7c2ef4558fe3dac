import SluiceYAML
import Testing

@testable import SluiceExport

@Suite struct ObjectSizeTests {
  @Test func countsJSON() {
    let value: YAMLValue = .mapping([
      .init("a", .sequence([.int(-12), .bool(true), .bool(false), .null])),
      .init("b", .string("é\"\\\n<")), .init("c", .mapping([])), .init("d", .sequence([])),
    ])
    let json = #"{"a":[-12,true,false,null],"b":"é\"\\\n\u003c","c":{},"d":[]}"#
    #expect(jsonSize(value) == json.utf8.count)
  }

  @Test func aSpecIsWrittenAsShortAsItHasTo() {
    func spec(_ bytes: Int) -> WrittenSpec {
      let size = ObjectSize(object: bytes, nodes: 0, edges: 0)
      return WrittenSpec(
        objects: [.init(value: .null, size: size)], added: nil, groups: 0, parts: 0)
    }
    var tried: [SpecForm] = []
    func choice(_ plain: Int, _ short: Int) -> SpecChoice {
      tried = []
      return SpecChoice(1000) { form in
        tried.append(form)
        switch form {
        case .plain: return spec(plain)
        case .short: return spec(short)
        case .parts(let size): return spec(size * 2000)
        }
      }
    }
    #expect(choice(1000, 900).form == .plain)
    #expect(tried == [.plain])
    #expect(choice(2_000_000, 1_000_000).form == .short)
    let parts = choice(2_000_000, 1_500_000)
    #expect(parts.fits)
    #expect(parts.form == .parts(503))
    #expect(!SpecChoice(1000) { _ in spec(5_000_000) }.fits)
  }
}
