/// The SHA-256 of some bytes (FIPS 180-4).
public struct SHA256Digest: Hashable, Sendable {
  // Big-endian words: their order is that of the bytes, and hashing needs no memory beside the
  // value.
  private let first: UInt64
  private let second: UInt64
  private let third: UInt64
  private let fourth: UInt64

  /// The digest of these 32 bytes; nil for any other count.
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == 32 else { return nil }
    var words: InlineArray<4, UInt64> = [0, 0, 0, 0]
    var at = 0
    for byte in bytes {
      words[at >> 3] = words[at >> 3] << 8 | UInt64(byte)
      at += 1
    }
    self.init(words: words)
  }

  /// The digest that 64 lower-case hexadecimal digits spell.
  public init(hex: String) throws(Problem) { try self.init(hex: hex.utf8.span) }

  package init(hex digits: Span<UInt8>) throws(Problem) {
    guard digits.count == 64 else { throw .wrongLength(digits.count) }
    guard let first = Hexadecimal.value(of: digits.extracting(0..<16)),
      let second = Hexadecimal.value(of: digits.extracting(16..<32)),
      let third = Hexadecimal.value(of: digits.extracting(32..<48)),
      let fourth = Hexadecimal.value(of: digits.extracting(48..<64))
    else { throw Self.firstStranger(in: digits) }
    self.init(words: [first, second, third, fourth])
  }

  private static func firstStranger(in digits: Span<UInt8>) -> Problem {
    var at = 0
    while Hexadecimal.value(of: digits[at]) != nil { at += 1 }
    return .notADigit(digits[at], at: at)
  }

  /// The digest whose bytes are those of four big-endian words.
  package init(words: InlineArray<4, UInt64>) {
    first = words[0]
    second = words[1]
    third = words[2]
    fourth = words[3]
  }

  package var words: InlineArray<4, UInt64> { [first, second, third, fourth] }

  public var bytes: [UInt8] {
    var all: [UInt8] = []
    all.reserveCapacity(32)
    let words = self.words
    for at in 0..<32 {
      all.append(UInt8(truncatingIfNeeded: words[at >> 3] >> UInt64(56 - 8 * (at & 7))))
    }
    return all
  }

  /// 64 lower-case hexadecimal digits.
  public var hex: String {
    var text: [UInt8] = []
    text.reserveCapacity(64)
    appendHex(to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends the 64 lower-case hexadecimal digits, without making a string.
  public func appendHex(to buffer: inout [UInt8]) {
    Hexadecimal.append(first, to: &buffer)
    Hexadecimal.append(second, to: &buffer)
    Hexadecimal.append(third, to: &buffer)
    Hexadecimal.append(fourth, to: &buffer)
  }

  /// The value, 0 to 15, of a hexadecimal digit: a trie branches by it.
  ///
  /// - Parameter index: 0 to 63, from the left.
  public func nibble(at index: Int) -> Int {
    precondition((0..<64).contains(index), "a digest has 64 hexadecimal digits")
    return Int(truncatingIfNeeded: words[index >> 4] >> UInt64(60 - 4 * (index & 15)) & 15)
  }
}

extension SHA256Digest {
  /// Why a text is no digest.
  public enum Problem: Error, Hashable, Sendable {
    /// The length found, in bytes.
    case wrongLength(Int)
    /// A byte that is no lower-case hexadecimal digit, and its offset.
    case notADigit(UInt8, at: Int)

    public var message: String {
      switch self {
      case .wrongLength(let count):
        "the digest has \(count) bytes, expected 64 hexadecimal digits of a SHA-256"
      case .notADigit(let byte, let at) where byte.hexValue != nil:
        "found \(byte.shown) at byte \(at + 1) of the digest, expected lower case"
      case .notADigit(let byte, let at):
        "found \(byte.shown) at byte \(at + 1) of the digest, expected hexadecimal digits"
      }
    }
  }
}

extension SHA256Digest: Comparable {
  public static func < (left: SHA256Digest, right: SHA256Digest) -> Bool {
    (left.first, left.second, left.third, left.fourth)
      < (right.first, right.second, right.third, right.fourth)
  }
}

extension SHA256Digest: CustomStringConvertible {
  public var description: String { hex }
}
