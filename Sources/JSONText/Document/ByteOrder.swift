extension Span<UInt8> {
  @inlinable
  func hasEqualBytes(_ other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    for at in indices where self[at] != other[at] { return false }
    return true
  }

  /// Byte order; of two texts that begin alike, the shorter comes first.
  package func precedes(_ other: Span<UInt8>) -> Bool {
    for at in 0..<Swift.min(count, other.count) where self[at] != other[at] {
      return self[at] < other[at]
    }
    return count < other.count
  }
}

extension JSONDocument {
  /// Whether the text of one key comes before that of another, by bytes.
  package func precedes(_ left: Node, _ right: Node) -> Bool {
    withUTF8(of: left) { precedes($0, right) } ?? false
  }

  /// Whether a text comes before that of a key, by bytes.
  func precedes(_ text: Span<UInt8>, _ key: Node) -> Bool {
    withUTF8(of: key) { text.precedes($0) } ?? false
  }

  /// Whether two values or keys are spelled with the same bytes, blanks and escapes included: then they mean the same.
  package func isSpelled(_ one: Node, like other: Node) -> Bool {
    bytes.span.extracting(range(of: one)).hasEqualBytes(bytes.span.extracting(range(of: other)))
  }
}
