/// The SHA-1 name of a git object.
public struct ObjectID: Hashable, Sendable {
  // Two words and a half: hashing and comparing need no memory beside the value.
  private let high: UInt64
  private let middle: UInt64
  private let low: UInt32

  /// The id whose 20 bytes are these words, the most significant byte first: for those who read
  /// many.
  public init(high: UInt64, middle: UInt64, low: UInt32) {
    self.high = high
    self.middle = middle
    self.low = low
  }

  /// The 20 bytes as three words, the most significant byte first.
  public var words: (high: UInt64, middle: UInt64, low: UInt32) { (high, middle, low) }

  /// The id of these 20 bytes; nil for any other count.
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == 20 else { return nil }
    var high: UInt64 = 0
    var middle: UInt64 = 0
    var low: UInt32 = 0
    for (at, byte) in bytes.enumerated() {
      if at < 8 {
        high = high << 8 | UInt64(byte)
      } else if at < 16 {
        middle = middle << 8 | UInt64(byte)
      } else {
        low = low << 8 | UInt32(byte)
      }
    }
    self.high = high
    self.middle = middle
    self.low = low
  }

  /// The id that 40 lower-case hexadecimal digits spell.
  public init?(hex: String) { self.init(hex: hex.utf8.span) }

  package init?(hex digits: Span<UInt8>) {
    guard digits.count == 40,
      let high = Hexadecimal.value(of: digits.extracting(0..<16)),
      let middle = Hexadecimal.value(of: digits.extracting(16..<32)),
      let low = Hexadecimal.value(of: digits.extracting(32..<40))
    else { return nil }
    self.init(high: high, middle: middle, low: UInt32(low))
  }

  public var bytes: [UInt8] {
    var all: [UInt8] = []
    all.reserveCapacity(20)
    for shift in stride(from: 56, through: 0, by: -8) {
      all.append(UInt8(truncatingIfNeeded: high >> UInt64(shift)))
    }
    for shift in stride(from: 56, through: 0, by: -8) {
      all.append(UInt8(truncatingIfNeeded: middle >> UInt64(shift)))
    }
    for shift in stride(from: 24, through: 0, by: -8) {
      all.append(UInt8(truncatingIfNeeded: low >> UInt32(shift)))
    }
    return all
  }

  /// 40 lower-case hexadecimal digits.
  public var hex: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(40)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension ObjectID: Comparable {
  public static func < (left: ObjectID, right: ObjectID) -> Bool {
    (left.high, left.middle, left.low) < (right.high, right.middle, right.low)
  }
}

extension ObjectID: CustomStringConvertible {
  public var description: String { hex }
}
