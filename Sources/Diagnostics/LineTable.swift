/// Turns byte offsets of one file into lines and columns.
///
/// Both are 1-based. A line ends at LF; a column counts UTF-8 bytes.
public struct LineTable: Sendable {
  public struct Position: Hashable, Sendable {
    public let line: Int
    public let column: Int
  }

  private let bytes: [UInt8]
  private let starts: [Int]

  public init(_ bytes: [UInt8]) {
    var starts = [0]
    for (at, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(at + 1) }
    self.bytes = bytes
    self.starts = starts
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

  /// The bytes of a line without its end (LF or CRLF).
  public func text(ofLine line: Int) -> ArraySlice<UInt8> {
    guard line >= 1, line <= starts.count else { return [] }
    var end = line < starts.count ? starts[line] - 1 : bytes.count
    let start = starts[line - 1]
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return bytes[start..<end]
  }
}
