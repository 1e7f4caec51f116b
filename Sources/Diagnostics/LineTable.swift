/// Turns byte offsets of one file into lines and columns.
///
/// Both are 1-based. A line ends at LF; a column counts UTF-8 bytes, or where a format asks for it
/// UTF-16 code units.
public struct LineTable: Sendable {
  public struct Position: Hashable, Sendable {
    public let line: Int
    public let column: Int
  }

  private let bytes: [UInt8]
  private let starts: [Int]
  /// How many UTF-16 code units stand before each block of bytes, so that a column costs the same
  /// wherever it is in a line of a megabyte.
  private let units: [Int]
  private static let block = 1024

  public init(_ bytes: [UInt8]) {
    var starts = [0]
    var units = [0]
    var count = 0
    for (at, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "\n") { starts.append(at + 1) }
      count += Self.units(of: byte)
      if (at + 1) % Self.block == 0 { units.append(count) }
    }
    self.bytes = bytes
    self.starts = starts
    self.units = units
  }

  /// Where an offset is. An offset past the end counts as the end.
  public func position(of offset: Int) -> Position {
    let offset = min(max(offset, 0), bytes.count)
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return Position(line: low + 1, column: offset - starts[low] + 1)
  }

  /// Where an offset is, with the column in UTF-16 code units. An offset inside of a character counts
  /// as its start.
  func utf16Position(of offset: Int) -> Position {
    var offset = min(max(offset, 0), bytes.count)
    while offset > 0, offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset -= 1 }
    let line = position(of: offset).line
    let column = unitsBefore(offset) - unitsBefore(starts[line - 1]) + 1
    return Position(line: line, column: column)
  }

  private func unitsBefore(_ offset: Int) -> Int {
    let block = offset / Self.block
    return bytes[(block * Self.block)..<offset].reduce(units[block]) { $0 + Self.units(of: $1) }
  }

  /// The UTF-16 code units of the character that a byte begins; none for a byte that goes on with one.
  private static func units(of byte: UInt8) -> Int {
    switch byte {
    case 0x80..<0xC0: 0
    case 0xF0...: 2
    default: 1
    }
  }

  /// The bytes of a line without its end (LF or CRLF).
  public func text(ofLine line: Int) -> ArraySlice<UInt8> {
    guard line >= 1, line <= starts.count else { return [] }
    var end = line < starts.count ? starts[line] - 1 : bytes.count
    let start = starts[line - 1]
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return bytes[start..<end]
  }
}
