internal import Dispatch
internal import Synchronization

/// Does a number of things, several at once, and returns what came of them in their order. Throws what the first of them
/// threw that failed.
func concurrently<Result: Sendable>(
  _ count: Int, workers: Int, _ body: @Sendable (Int) throws -> Result
) throws -> [Result] {
  let outcomes = Mutex<[Int: Swift.Result<Result, any Error>]>([:])
  let next = Atomic(0)
  DispatchQueue.concurrentPerform(iterations: min(max(1, workers), max(1, count))) { _ in
    while true {
      let number = next.add(1, ordering: .relaxed).oldValue
      guard number < count else { return }
      let outcome = Swift.Result { try body(number) }
      outcomes.withLock { $0[number] = outcome }
    }
  }
  return try outcomes.withLock { $0 }.sorted { $0.key < $1.key }.map { try $0.value.get() }
}
