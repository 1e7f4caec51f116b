/// A change of a document's text: one range of bytes and what takes its place.
public struct JSONEdit: Hashable, Sendable {
  public let range: Range<Int>
  public let replacement: [UInt8]

  public init(range: Range<Int>, replacement: [UInt8]) {
    self.range = range
    self.replacement = replacement
  }
}

extension JSONDocument {
  /// The bytes of the document after an edit that was made for it.
  public func applying(_ edit: JSONEdit) -> [UInt8] {
    var edited = bytes
    edited.replaceSubrange(edit.range, with: edit.replacement)
    return edited
  }

  /// The bytes of the document after several edits that were made for it; nil if two of them overlap.
  ///
  /// Edits that insert at one place take effect in the order given.
  public func applying(_ edits: [JSONEdit]) -> [UInt8]? {
    let ordered = edits.enumerated().sorted { left, right in
      (left.element.range.lowerBound, left.element.range.upperBound, left.offset)
        < (right.element.range.lowerBound, right.element.range.upperBound, right.offset)
    }
    var edited: [UInt8] = []
    var at = 0
    for edit in ordered.map(\.element) {
      guard edit.range.lowerBound >= at else { return nil }
      edited += bytes[at..<edit.range.lowerBound]
      edited += edit.replacement
      at = edit.range.upperBound
    }
    return edited + bytes[at...]
  }
}
