extension JSONDocument {
  /// Whether the bytes are laid out as ``JSONWriter`` would lay them out in canonical style, with everything in the
  /// order in which it stands: indentation, line ends, minimal escapes, one final line end.
  ///
  /// One pass over the tape that writes nothing: far cheaper than writing the document again to compare.
  public var isCanonicalLayout: Bool {
    bytes.withUnsafeBufferPointer { bytes in
      tape.withUnsafeBufferPointer { tape in
        var check = LayoutCheck(bytes: bytes, tape: tape, document: self)
        return check.value(at: 0, level: 0) && check.ends()
      }
    }
  }
}

/// Follows the canonical layout through the bytes of a document.
private struct LayoutCheck {
  let bytes: UnsafeBufferPointer<UInt8>
  let tape: UnsafeBufferPointer<JSONDocument.Entry>
  let document: JSONDocument
  /// How far the bytes are as they should be.
  var position = 0

  mutating func value(at place: Int, level: Int) -> Bool {
    let entry = tape[place]
    guard entry.start == position else { return false }
    switch entry.kind {
    case .null, .bool, .integer: position = entry.end
    case .otherNumber: return false
    case .string: return text(entry)
    case .array: return container(entry, at: place, level: level, isObject: false)
    case .object: return container(entry, at: place, level: level, isObject: true)
    }
    return true
  }

  /// The children, each on a line of its own. Depth is bounded by the reader's limit.
  private mutating func container(
    _ entry: JSONDocument.Entry, at place: Int, level: Int, isObject: Bool
  ) -> Bool {
    position += 1
    var child = place + 1
    var isFirst = true
    while child < entry.next {
      if !isFirst, !take(UInt8(ascii: ",")) { return false }
      isFirst = false
      guard lineBreak(level + 1) else { return false }
      if isObject {
        let key = tape[child]
        guard key.start == position, text(key), take(UInt8(ascii: ":")), take(UInt8(ascii: " "))
        else { return false }
        child += 1
      }
      let next = tape[child].next
      guard value(at: child, level: level + 1) else { return false }
      child = next
    }
    guard isFirst || lineBreak(level), position == entry.end - 1 else { return false }
    position = entry.end
    return true
  }

  /// A string without escapes is minimal by itself; one with escapes is written again to compare.
  private mutating func text(_ entry: JSONDocument.Entry) -> Bool {
    position = entry.end
    guard entry.isEscaped else { return true }
    var writer = JSONWriter(style: .compact)
    writer.string(document.unescaped(entry).span)
    return writer.bytes.elementsEqual(bytes[entry.range])
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func lineBreak(_ level: Int) -> Bool {
    let end = position + 1 + 2 * level
    guard end <= bytes.count, bytes[position] == UInt8(ascii: "\n") else { return false }
    for at in (position + 1)..<end where bytes[at] != UInt8(ascii: " ") { return false }
    position = end
    return true
  }

  /// One line end behind the document, and nothing more.
  mutating func ends() -> Bool {
    take(UInt8(ascii: "\n")) && position == bytes.count
  }
}
