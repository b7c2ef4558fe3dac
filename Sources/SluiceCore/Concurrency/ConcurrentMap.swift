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
    let job = Job(elements: self, transform: transform)
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, 16 << 20)
    defer { pthread_attr_destroy(&attributes) }
    var started: [pthread_t] = []
    for _ in 1..<threads {
      let worker = Unmanaged.passRetained(Worker(job.run))
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
    job.run()
    for thread in started { pthread_join(thread, nil) }
    return job.results.withLock { results in
      results.sort { $0.index < $1.index }
      return results.map(\.value)
    }
  }
}

/// How many threads pay: the processors that are on line, at least 1.
package var processorCount: Int { Swift.max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

private final class Worker: Sendable {
  let body: @Sendable () -> Void
  init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}

private final class Job<Element: Sendable, T: Sendable>: Sendable {
  let elements: [Element]
  let transform: @Sendable (Element) -> T
  let next = Atomic<Int>(0)
  let results = Mutex<[(index: Int, value: T)]>([])

  init(elements: [Element], transform: @escaping @Sendable (Element) -> T) {
    self.elements = elements
    self.transform = transform
  }

  /// Takes elements until none is left.
  func run() {
    var mine: [(index: Int, value: T)] = []
    while true {
      let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard index < elements.count else { break }
      mine.append((index, transform(elements[index])))
    }
    results.withLock { $0.append(contentsOf: mine) }
  }
}
