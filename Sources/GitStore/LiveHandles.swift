import Synchronization

/// Counts the C handles that are open, so that a test can see them all closed. Debug builds only.
enum LiveHandles {
  #if DEBUG
    private static let count = Atomic<Int>(0)

    static var now: Int { count.load(ordering: .sequentiallyConsistent) }

    static func opened() { count.add(1, ordering: .sequentiallyConsistent) }

    static func closed() { count.subtract(1, ordering: .sequentiallyConsistent) }
  #else
    static func opened() {}

    static func closed() {}
  #endif
}
