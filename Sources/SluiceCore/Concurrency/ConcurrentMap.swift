import Glibc
import Synchronization

extension Array where Element: Sendable {
  /// The transform of every element, in the order of `self`, on at most `width` threads of 16 MiB
  /// stack each. A single element, or `width` 1, runs on the caller's own thread.
  package func concurrentMap<T: Sendable>(
    width: Int, _ transform: @escaping @Sendable (Element) -> T
  ) -> [T] {
    let threads = Swift.min(width, count)
    guard threads > 1 else { return map(transform) }
    return [T](unsafeUninitializedCapacity: count) { results, filled in
      guard let start = results.baseAddress else { return }
      Job(elements: self, transform: transform, results: start).run(onThreads: threads)
      filled = count
    }
  }
}

/// How many threads pay: the processors that are on line, at least 1.
package var processorCount: Int { Swift.max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

private final class Worker: Sendable {
  let body: @Sendable () -> Void
  init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}

/// Unchecked, because each result is written once, by the thread that took its index, and all threads
/// have ended before anyone reads them.
private final class Job<Element: Sendable, T: Sendable>: @unchecked Sendable {
  private let elements: [Element]
  private let transform: @Sendable (Element) -> T
  private let results: UnsafeMutablePointer<T>
  private let next = Atomic<Int>(0)

  /// `results` has room for as many values as there are elements, and is not initialized.
  init(
    elements: [Element], transform: @escaping @Sendable (Element) -> T,
    results: UnsafeMutablePointer<T>
  ) {
    self.elements = elements
    self.transform = transform
    self.results = results
  }

  /// Makes all results; the caller's thread is one of `count`.
  func run(onThreads count: Int) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, 16 << 20)
    defer { pthread_attr_destroy(&attributes) }
    var started: [pthread_t] = []
    for _ in 1..<count {
      let worker = Unmanaged.passRetained(Worker(run))
      var thread = pthread_t()
      let status = pthread_create(
        &thread, &attributes,
        { argument in
          guard let argument else { return nil }
          Unmanaged<Worker>.fromOpaque(argument).takeRetainedValue().body()
          return nil
        }, worker.toOpaque())
      if status == 0 { started.append(thread) } else { worker.release() }
    }
    run()
    for thread in started { pthread_join(thread, nil) }
  }

  /// Takes elements until none is left.
  private func run() {
    while true {
      let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard index < elements.count else { break }
      (results + index).initialize(to: transform(elements[index]))
    }
  }
}
