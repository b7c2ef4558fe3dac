import SluiceCore
import Testing

@Test(arguments: [-1, 0, 1, 2, 3, 8, 1000])
func keepsTheOrderOfTheInput(width: Int) {
  let numbers = Array(0..<500)
  // Early elements take longest.
  let results = numbers.concurrentMap(width: width) { number in
    (0..<(500 - number) * 10).reduce(number) { sum, _ in sum }
  }
  #expect(results == numbers)
}

@Test func mapsNothingAndOne() {
  #expect([Int]().concurrentMap(width: 4) { $0 } == [])
  #expect([7].concurrentMap(width: 4) { $0 + 1 } == [8])
}

@Test func hasRoomForDeepRecursion() {
  @Sendable func depth(_ left: Int) -> Int {
    left == 0 ? 0 : 1 + depth(left - 1)
  }
  // Every element runs on the caller's thread or on one with a large stack.
  let results = [10_000, 10_000, 10_000].concurrentMap(width: 3, depth)
  #expect(results == [10_000, 10_000, 10_000])
}

@Test func countsProcessors() {
  #expect(processorCount >= 1)
}
