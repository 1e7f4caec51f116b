import Dispatch
import Synchronization

/// Numbers from 0, handed out to workers in contiguous runs.
struct WorkQueue: ~Copyable, Sendable {
  private let count: Int
  private let run: Int
  private let taken = Atomic<Int>(0)

  private init(count: Int, run: Int) {
    self.count = count
    self.run = run
  }

  /// The next run; nil when all are taken.
  borrowing func next() -> Range<Int>? {
    let start = taken.add(run, ordering: .relaxed).oldValue
    return start < count ? start..<min(start + run, count) : nil
  }

  /// Calls `body` once for each worker, each on a thread of its own, and waits for all. Each takes
  /// runs of at most `runs` numbers from the queue until none is left.
  static func share(
    _ count: Int, runs: Int, workers: Int,
    _ body: @Sendable (_ worker: Int, _ queue: borrowing WorkQueue) -> Void
  ) {
    let queue = WorkQueue(count: count, run: max(1, runs))
    if workers <= 1 {
      body(0, queue)
    } else {
      DispatchQueue.concurrentPerform(iterations: workers) { body($0, queue) }
    }
  }
}
