/// A list that grows at its end and has one owner: no write has to ask who else holds it, which costs
/// more than the write. Every access is checked.
struct OwnedList<Element: BitwiseCopyable>: ~Copyable {
  private var base: UnsafeMutablePointer<Element>
  private var capacity: Int
  private(set) var count = 0

  /// `capacity` is what it can hold before it moves, at least 1.
  init(capacity: Int) {
    self.capacity = max(1, capacity)
    base = .allocate(capacity: self.capacity)
  }

  deinit { base.deallocate() }

  var isEmpty: Bool { count == 0 }

  subscript(_ index: Int) -> Element {
    @inline(__always) get {
      precondition(index >= 0 && index < count, "no such element")
      return base[index]
    }
    @inline(__always) set {
      precondition(index >= 0 && index < count, "no such element")
      base[index] = newValue
    }
  }

  var last: Element? { count > 0 ? base[count - 1] : nil }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { grow(to: count + 1) }
    (base + count).initialize(to: element)
    count += 1
  }

  @inline(__always)
  mutating func popLast() -> Element? {
    guard count > 0 else { return nil }
    count -= 1
    return base[count]
  }

  mutating func removeLast(_ number: Int = 1) {
    precondition(number >= 0 && number <= count, "there are not so many elements")
    count -= number
  }

  // Rare, and everywhere: it would make all that appends larger.
  @inline(never)
  private mutating func grow(to needed: Int) {
    let room = max(needed, capacity * 2)
    let other = UnsafeMutablePointer<Element>.allocate(capacity: room)
    other.initialize(from: base, count: count)
    base.deallocate()
    base = other
    capacity = room
  }

  /// The elements, in a list that anyone may hold.
  var array: [Element] { Array(UnsafeBufferPointer(start: base, count: count)) }
}
