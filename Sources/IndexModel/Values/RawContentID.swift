extension ContentID {
  /// The identifier of content by its own SHA-256: version 1, codec `raw`, in base32 without
  /// padding. It begins with `bafkrei`.
  public init(rawSHA256 digest: SHA256Digest) {
    version = 1
    codec = Codec.raw
    hashCode = MultihashReader.sha256
    self.digest = digest.bytes
    // Each of these numbers is below 128, so its varint is itself.
    text = "b" + Self.base32([1, UInt8(codec), UInt8(hashCode), 32] + digest.bytes)
  }

  private static func base32(_ bytes: [UInt8]) -> String {
    let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
    var text: [UInt8] = []
    var pending: UInt32 = 0
    var pendingBits: UInt32 = 0
    for byte in bytes {
      pending = pending << 8 | UInt32(byte)
      pendingBits += 8
      while pendingBits >= 5 {
        pendingBits -= 5
        text.append(alphabet[Int(pending >> pendingBits & 31)])
      }
      pending &= (1 << pendingBits) - 1
    }
    if pendingBits > 0 { text.append(alphabet[Int(pending << (5 - pendingBits) & 31)]) }
    return String(decoding: text, as: UTF8.self)
  }
}
