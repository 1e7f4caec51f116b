/// A content identifier (CID) of multiformats: what kind of content, which hash, and its digest.
///
/// Version 0 is 46 characters of base58 that begin with `Qm`: a sha2-256 of a `dag-pb` node.
/// Version 1 is a multibase text of unsigned varints (1, the codec, the hash function, the digest's
/// length) and the digest. Each encoding has one spelling here: minimal varints, no stray bits or
/// bytes, and the full length of a hash that we know. Any codec is taken.
///
/// Equality is that of the text; `hasSameContent(as:)` looks through the base.
public struct ContentID: Hashable, Sendable {
  /// The identifier as its author wrote it: ASCII.
  public let text: String
  /// 0 or 1.
  public let version: Int
  /// The multicodec of the content: `0x55` is `raw`, `0x70` is `dag-pb`.
  public let codec: UInt64
  /// The multicodec of the hash function: `0x12` is sha2-256.
  public let hashCode: UInt64
  public let digest: [UInt8]

  /// The longest identifier, in bytes of text.
  public static let limit = 512

  /// The most bytes that a text may encode: a digest of 64 with room to spare.
  private static let byteLimit = 128

  /// Reads an identifier of either version.
  public init(_ text: String) throws(Problem) {
    let characters = text.utf8
    guard let first = characters.first else { throw .empty }
    guard characters.count <= Self.limit else { throw .tooLong(characters.count) }
    var reader: MultihashReader
    if characters.count == 46, characters.starts(with: "Qm".utf8) {
      version = 0
      codec = Codec.dagPB
      reader = MultihashReader(try Self.decodeVersion0(characters))
    } else {
      guard Multibase.isPrefix(first) else { throw .unknownBase(first) }
      guard let bytes = Multibase.decode(text[...].utf8, limit: Self.byteLimit) else {
        throw .badEncoding
      }
      reader = MultihashReader(bytes)
      let number = try reader.varint()
      // A version 0 in a multibase is what the specification calls an error: its first byte would
      // be the hash function.
      guard number == 1 else { throw .unknownVersion(number) }
      version = 1
      codec = try reader.varint()
    }
    (hashCode, digest) = try reader.multihash()
    self.text = text
  }

  private static func decodeVersion0(_ text: String.UTF8View) throws(Problem) -> [UInt8] {
    guard let bytes = RadixEncoding.base58.decode(text, limit: 34), bytes.count == 34,
      bytes[0] == 0x12, bytes[1] == 32
    else { throw .badEncoding }
    return bytes
  }

  /// Whether both name the same content by the same hash, in whatever base.
  public func hasSameContent(as other: ContentID) -> Bool {
    codec == other.codec && hashCode == other.hashCode && digest == other.digest
  }

  /// The digest, if the hash function is sha2-256. It is that of a file only where the codec is
  /// `raw`.
  public var sha256: SHA256Digest? {
    hashCode == MultihashReader.sha256 ? SHA256Digest(bytes: digest) : nil
  }

  /// Whether the digest is the SHA-256 of the content itself.
  public var isRawSHA256: Bool { codec == Codec.raw && hashCode == MultihashReader.sha256 }

  /// Codecs that mean something to a registry.
  public enum Codec {
    public static let raw: UInt64 = 0x55
    public static let dagPB: UInt64 = 0x70
  }
}

extension ContentID: Comparable {
  public static func < (left: ContentID, right: ContentID) -> Bool { left.text < right.text }
}

extension ContentID: CustomStringConvertible {
  public var description: String { text }
}

extension ContentID {
  /// Why a text is no content identifier.
  public enum Problem: Error, Hashable, Sendable {
    case empty
    /// The length found, in bytes.
    case tooLong(Int)
    /// The first byte names no multibase.
    case unknownBase(UInt8)
    /// A character that is not of the base, stray bits, or more bytes than any hash needs.
    case badEncoding
    /// A varint that is cut off, longer than nine bytes, or not the shortest.
    case badVarint
    case unknownVersion(UInt64)
    /// The digest's length is not the one that the hash function has, or that stands before it.
    case wrongDigestLength(found: Int, expected: UInt64)

    public var message: String {
      switch self {
      case .empty: "the content identifier is empty, expected a CID of version 0 or 1"
      case .tooLong(let count):
        "the content identifier has \(count) bytes, expected at most \(ContentID.limit)"
      case .unknownBase(let byte):
        "the content identifier begins with \(byte.shown), expected `Qm` or a multibase prefix"
      case .badEncoding:
        "the content identifier is not spelled as its base spells bytes"
      case .badVarint: "the content identifier holds a number that is not a minimal varint"
      case .unknownVersion(let version):
        "the content identifier is of version \(version), expected 1"
      case .wrongDigestLength(let found, let expected):
        "the content identifier holds a digest of \(found) bytes, expected \(expected)"
      }
    }
  }
}
