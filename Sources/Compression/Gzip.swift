import CZlib

/// The form of RFC 1952, made by zlib.
///
/// The same bytes give the same form: it has no time, no name and no operating system in it, only what zlib makes of
/// the bytes. Another zlib may make something else of them.
public enum Gzip {
  /// What the form depends on beside the bytes.
  public static let encoder = unsafe "zlib \(String(cString: zlibVersion())), level \(level)"

  /// The form of these bytes.
  public static func compressed(_ bytes: [UInt8]) -> [UInt8] {
    unsafe bytes.withUnsafeBufferPointer { unsafe compressed($0) }
  }

  /// The bytes of which these are the form; nil where they are of none, or of more bytes than wanted.
  public static func decompressed(_ bytes: [UInt8], atMost limit: Int) -> [UInt8]? {
    unsafe bytes.withUnsafeBufferPointer { unsafe decompressed($0, atMost: limit) }
  }

  private static let level: CInt = 9
  private static let memoryLevel: CInt = 8
  /// The largest window, and 16 for this form and not zlib's own.
  private static let window: CInt = 15 + 16
  private static let unknownSystem: CInt = 255
  private static let size = unsafe CInt(MemoryLayout<z_stream>.size)
}

extension Gzip {
  private typealias Stream = UnsafeMutablePointer<z_stream>
  private typealias Bytes = UnsafeBufferPointer<UInt8>

  private static func compressed(_ bytes: Bytes) -> [UInt8] {
    // zlib remembers where both stand, so neither may move.
    var (stream, header) = unsafe (z_stream(), gz_header())
    unsafe header.os = unknownSystem
    return unsafe withUnsafeMutablePointer(to: &stream) { stream in
      unsafe withUnsafeMutablePointer(to: &header) { header in
        let status = unsafe deflateInit2_(
          stream, level, Z_DEFLATED, window, memoryLevel, Z_DEFAULT_STRATEGY, zlibVersion(), size)
        guard status == Z_OK, unsafe deflateSetHeader(stream, header) == Z_OK else {
          trap("begin", status)
        }
        defer { unsafe deflateEnd(stream) }
        return unsafe deflated(bytes, stream)
      }
    }
  }

  private static func deflated(_ bytes: Bytes, _ stream: Stream) -> [UInt8] {
    let bound = unsafe Int(deflateBound(stream, uLong(bytes.count)))
    return unsafe [UInt8](unsafeUninitializedCapacity: bound) { room, count in
      let status = unsafe run(deflate, stream, from: bytes, into: room)
      guard status == Z_STREAM_END else { trap("go on", status) }
      count = unsafe Int(stream.pointee.total_out)
    }
  }

  private static func decompressed(_ bytes: Bytes, atMost limit: Int) -> [UInt8]? {
    var stream = unsafe z_stream()
    return unsafe withUnsafeMutablePointer(to: &stream) { stream in
      let status = unsafe inflateInit2_(stream, window, zlibVersion(), size)
      guard status == Z_OK else { trap("begin", status) }
      defer { unsafe inflateEnd(stream) }
      return unsafe inflated(bytes, stream, atMost: limit)
    }
  }

  private static func inflated(_ bytes: Bytes, _ stream: Stream, atMost limit: Int) -> [UInt8]? {
    var isWhole = false
    let made = unsafe [UInt8](unsafeUninitializedCapacity: limit) { room, count in
      let status = unsafe run(inflate, stream, from: bytes, into: room)
      isWhole = unsafe status == Z_STREAM_END && Int(stream.pointee.total_in) == bytes.count
      count = isWhole ? unsafe Int(stream.pointee.total_out) : 0
    }
    return isWhole ? made : nil
  }

  /// Lets zlib work until it is done, or cannot go on. It counts in 32 bits, and bytes may be more.
  private static func run(
    _ step: (Stream?, CInt) -> CInt, _ stream: Stream, from bytes: Bytes,
    into room: UnsafeMutableBufferPointer<UInt8>
  ) -> CInt {
    // zlib wants an address even where there is nothing to read, or no room.
    var nothing: UInt8 = 0
    return unsafe withUnsafeMutablePointer(to: &nothing) { nothing in
      unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress) ?? nothing
      unsafe stream.pointee.next_out = room.baseAddress ?? nothing
      var status = Z_OK
      while status == Z_OK {
        let left = unsafe bytes.count - Int(stream.pointee.total_in)
        let isLast = left <= Int(UInt32.max)
        unsafe stream.pointee.avail_in = UInt32(clamping: left)
        unsafe stream.pointee.avail_out = UInt32(
          clamping: room.count - Int(stream.pointee.total_out))
        status = unsafe step(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
      }
      return status
    }
  }

  /// zlib refuses these only when memory is gone or its installation is broken: no input causes it.
  private static func trap(_ operation: String, _ status: CInt) -> Never {
    preconditionFailure("zlib could not \(operation): \(status)")
  }
}
