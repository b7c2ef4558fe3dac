import Glibc

/// Gives memory that was freed back to the system, behind a stage that had `count` tasks: else what one
/// thread has freed lies idle while another takes more. It takes some milliseconds for a hundred megabytes, so nothing
/// happens behind a small one.
package func returnFreedMemory(behind count: Int) {
  guard count >= 4000 else { return }
  // Not every C library has it, and Swift's view of this one leaves it out.
  guard let symbol = dlsym(nil, "malloc_trim") else { return }
  _ = unsafeBitCast(symbol, to: (@convention(c) (Int) -> Int32).self)(0)
}

extension Array {
  /// The same elements in no more memory than they take: lists that have grown, and are held by the
  /// thousand, have room for half as many again.
  package func withoutSpareRoom() -> [Element] {
    capacity - count <= count / 8 ? self : map(\.self)
  }
}
