/// What is asked of a text where it stands, byte by byte, before anybody makes a `String` of it.
extension Span<UInt8> {
  /// The offset of the first such byte.
  @inlinable
  package func firstIndex(of byte: UInt8) -> Int? {
    for at in indices where self[at] == byte { return at }
    return nil
  }

  @inlinable
  package func allSatisfy(_ isGood: (UInt8) -> Bool) -> Bool {
    for at in indices where !isGood(self[at]) { return false }
    return true
  }

  /// Whether the bytes are those of `other`, letters of ASCII compared without case.
  func equalsIgnoringCase(_ other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    for at in indices where self[at].lowered != other[at].lowered { return false }
    return true
  }

  /// Whether the bytes end in those of `suffix`, letters of ASCII compared without case.
  func endsIgnoringCase(in suffix: Span<UInt8>) -> Bool {
    count >= suffix.count
      && extracting((count - suffix.count)..<count).equalsIgnoringCase(suffix)
  }

  /// Whether a folder of this name could stand where the site has a document, or its compressed copy.
  var endsLikeADocument: Bool {
    // Most names end in neither letter.
    switch isEmpty ? 0 : self[count - 1].lowered {
    case UInt8(ascii: "n"): endsIgnoringCase(in: ".json".utf8.span)
    case UInt8(ascii: "z"): endsIgnoringCase(in: ".json.gz".utf8.span)
    default: false
    }
  }
}

extension String {
  /// The text of these bytes; what is not UTF-8 is repaired.
  package init(_ bytes: Span<UInt8>) {
    self = bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }
}
