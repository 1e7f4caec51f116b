import Glibc

/// Owns a file descriptor, and closes it at the end of its life.
struct Descriptor: ~Copyable, Sendable {
  let raw: CInt

  init(adopting raw: CInt) { self.raw = raw }
  deinit { _ = close(raw) }
}

/// A call of the system that failed while the preview was set up.
public struct PreviewError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The call and what it was for, such as `listen on 127.0.0.1:8000`.
  public let operation: String
  /// `errno` after the call.
  public let code: Int32

  public var description: String {
    let reason = unsafe String(cString: strerror(code))
    return "cannot \(operation): \(reason)"
  }

  /// The result of a call that gives -1 for failure.
  static func check(_ operation: String, _ status: CInt) throws(PreviewError) -> CInt {
    guard status == -1 else { return status }
    throw PreviewError(operation: operation, code: errno)
  }
}
