/// The lines that an edit took away and added, at the one place where it changed the text.
public struct LineChanges: Hashable, Sendable {
  /// The first line that differs, 1-based.
  public let line: Int
  /// The lines that went, without their ends.
  public let removed: [[UInt8]]
  /// The lines that came, without their ends.
  public let added: [[UInt8]]

  /// Compares two texts: what they have in common at the beginning and at the end is left out.
  public init(from old: [UInt8], to new: [UInt8]) {
    let (old, new) = (Self.lines(old), Self.lines(new))
    var start = zip(old, new).prefix { $0 == $1 }.count
    var shared = zip(old[start...].reversed(), new[start...].reversed()).prefix { $0 == $1 }.count
    // What is inserted before a thing that begins alike is told from its own beginning on.
    while start + shared == old.count, start > 0, new.count > old.count,
      Self.opens(new[new.count - shared - 1]), new[new.count - shared - 1] == new[start - 1]
    {
      start -= 1
      shared += 1
    }
    line = start + 1
    removed = old[start..<(old.count - shared)].map(Array.init)
    added = new[start..<(new.count - shared)].map(Array.init)
  }

  /// Whether a line ends in a bracket that opens something.
  private static func opens(_ line: ArraySlice<UInt8>) -> Bool {
    line.last == UInt8(ascii: "{") || line.last == UInt8(ascii: "[")
  }

  private static func lines(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { $0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0 }
  }
}
