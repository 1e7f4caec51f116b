import Glibc

/// Owns a file descriptor, and closes it at the end of its life.
public struct Descriptor: ~Copyable, Sendable {
  public let raw: CInt

  public init(adopting raw: CInt) { self.raw = raw }
  deinit { _ = close(raw) }
}
