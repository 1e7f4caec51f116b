import CLibcrypto
public import IndexModel

/// SHA-256 by libcrypto, for bytes that come in pieces: files of any size.
///
/// ```swift
/// var hash = SHA256()
/// while let piece = try file.read() { hash.update(piece.span) }
/// let digest = hash.finalize()
/// ```
/// For bytes that are all at hand, `SHA256.digest(of:)` is the shorter way.
@safe public struct SHA256: ~Copyable {
  private let context: OpaquePointer

  /// A hash of no bytes yet.
  public init() {
    guard let context = unsafe EVP_MD_CTX_new() else { Self.trap("make a context") }
    unsafe self.context = context
    guard unsafe EVP_DigestInit_ex(context, Algorithm.sha256.pointer, nil) == 1 else {
      Self.trap("begin")
    }
  }

  deinit {
    unsafe EVP_MD_CTX_free(context)
  }

  /// Adds bytes to what is hashed.
  public mutating func update(_ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBytes { raw in
      guard unsafe EVP_DigestUpdate(context, raw.baseAddress, raw.count) == 1 else {
        Self.trap("go on")
      }
    }
  }

  /// Adds bytes to what is hashed.
  public mutating func update(_ bytes: some Collection<UInt8>) {
    let done: Void? = bytes.withContiguousStorageIfAvailable { unsafe update($0.span) }
    if done == nil { update(Array(bytes).span) }
  }

  /// The digest of all bytes added.
  public consuming func finalize() -> SHA256Digest {
    unsafe Self.digest { unsafe EVP_DigestFinal_ex(context, $0, nil) }
  }
}

extension SHA256 {
  /// The digest of these bytes, in one call.
  public static func digest(of bytes: Span<UInt8>) -> SHA256Digest {
    unsafe bytes.withUnsafeBytes { raw in
      unsafe digest {
        unsafe EVP_Digest(raw.baseAddress, raw.count, $0, nil, Algorithm.sha256.pointer, nil)
      }
    }
  }

  /// The digest of these bytes, in one call. Bytes that are not side by side in memory are copied
  /// first.
  public static func digest(of bytes: some Collection<UInt8>) -> SHA256Digest {
    bytes.withContiguousStorageIfAvailable { unsafe digest(of: $0.span) }
      ?? digest(of: Array(bytes).span)
  }

  /// Lets `write` fill 32 bytes; it answers 1 when it did.
  private static func digest(
    _ write: (UnsafeMutablePointer<UInt8>) -> CInt
  ) -> SHA256Digest {
    var words: InlineArray<4, UInt64> = [0, 0, 0, 0]
    var span = words.mutableSpan
    unsafe span.withUnsafeMutableBytes { raw in
      let bytes = unsafe raw.assumingMemoryBound(to: UInt8.self)
      guard unsafe write(bytes.baseAddress!) == 1 else { trap("finish") }
    }
    for at in words.indices { words[at] = UInt64(bigEndian: words[at]) }
    return SHA256Digest(words: words)
  }

  /// libcrypto refuses SHA-256 only when memory is gone or its installation is broken: no input
  /// causes it.
  private static func trap(_ operation: String) -> Never {
    preconditionFailure("libcrypto could not \(operation) a SHA-256")
  }
}

/// An algorithm that libcrypto has looked up once. Without it every call looks it up again, which
/// costs as much as to hash half a kilobyte.
@safe private struct Algorithm: @unchecked Sendable {
  // Sendable: the object never changes once fetched, and libcrypto counts its references
  // atomically.
  let pointer: OpaquePointer

  static let sha256: Algorithm = {
    guard let pointer = unsafe EVP_MD_fetch(nil, "SHA256", nil) else {
      preconditionFailure("this libcrypto offers no SHA-256")
    }
    return unsafe Algorithm(pointer: pointer)
  }()
}
