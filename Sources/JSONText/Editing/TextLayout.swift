/// How a document is laid out, so that what is added looks like what is there.
struct TextLayout {
  private static let lineFeed = UInt8(ascii: "\n")

  private let bytes: [UInt8]
  /// LF or CRLF, as at the end of the first line.
  let lineBreak: [UInt8]
  /// What one level of indentation adds: two spaces, unless the document shows otherwise.
  let unit: [UInt8]
  /// What stands behind a comma inside a line.
  let afterComma: [UInt8]
  /// What stands between a key and its value.
  let colon: [UInt8]

  init(of document: JSONDocument) {
    bytes = document.bytes
    lineBreak = Self.lineBreak(in: document.bytes)
    colon = Self.firstColon(in: document) ?? Array(": ".utf8)
    afterComma =
      Self.firstInlineComma(in: document) ?? (colon.count > 1 ? Array(" ".utf8) : [])
    unit = Self.firstUnit(in: document) ?? Array("  ".utf8)
  }

  /// A value as text that begins on a line with this indentation; nil for a value inside one line.
  func text(of value: JSONValue, indentation: [UInt8]?) -> [UInt8] {
    guard let indentation else {
      return value.document(style: afterComma.isEmpty ? .compact : .oneLine)
    }
    var text: [UInt8] = []
    // Line ends inside strings are escaped: each LF of the canonical form begins a line.
    for line in value.document().dropLast().split(separator: Self.lineFeed) {
      let spaces = line.prefix { $0 == UInt8(ascii: " ") }
      if !text.isEmpty { text += lineBreak + indentation }
      for _ in 0..<spaces.count / 2 { text += unit }
      text += line[spaces.endIndex...]
    }
    return text
  }

  /// The blanks of the line on which an offset lies, up to the line's first character.
  func indentation(ofLineAt offset: Int) -> [UInt8] {
    Self.indentation(in: bytes, ofLineAt: offset)
  }

  /// The indentation of what begins at an offset; nil if something else precedes it on its line.
  func indentation(ofFirstOnLineAt offset: Int) -> [UInt8]? {
    let gap = gap(before: offset)
    return gap.lastIndex(of: Self.lineFeed).map { Array(gap[($0 + 1)...]) }
  }

  /// The blanks that lead up to an offset.
  func gap(before offset: Int) -> ArraySlice<UInt8> { Self.gap(in: bytes, before: offset) }
}

// MARK: - Reading the habits of a document

extension TextLayout {
  private static func gap(in bytes: [UInt8], before offset: Int) -> ArraySlice<UInt8> {
    var start = offset
    while start > 0, isBlank(bytes[start - 1]) { start -= 1 }
    return bytes[start..<offset]
  }

  private static func indentation(in bytes: [UInt8], ofLineAt offset: Int) -> [UInt8] {
    let start = bytes[..<offset].lastIndex(of: lineFeed).map { $0 + 1 } ?? 0
    return Array(bytes[start...].prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") })
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): true
    default: false
    }
  }

  private static func lineBreak(in bytes: [UInt8]) -> [UInt8] {
    guard let end = bytes.firstIndex(of: lineFeed) else { return [lineFeed] }
    return end > 0 && bytes[end - 1] == UInt8(ascii: "\r") ? Array("\r\n".utf8) : [lineFeed]
  }

  private static func firstColon(in document: JSONDocument) -> [UInt8]? {
    document.firstContainer { container in
      document.members(of: container).first { _ in true }.flatMap(document.colon)
    }
  }

  private static func firstInlineComma(in document: JSONDocument) -> [UInt8]? {
    document.firstContainer { container in
      let children = document.childRanges(of: container)
      guard children.count > 1 else { return nil }
      let gap = gap(in: document.bytes, before: children[1].lowerBound)
      return gap.contains(lineFeed) ? nil : Array(gap)
    }
  }

  private static func firstUnit(in document: JSONDocument) -> [UInt8]? {
    let bytes = document.bytes
    return document.firstContainer { container in
      guard let child = document.childRanges(of: container).first else { return nil }
      let gap = gap(in: bytes, before: child.lowerBound)
      guard let line = gap.lastIndex(of: lineFeed) else { return nil }
      let inner = gap[(line + 1)...]
      let outer = indentation(in: bytes, ofLineAt: document.range(of: container).lowerBound)
      guard inner.count > outer.count, inner.starts(with: outer) else { return nil }
      return Array(inner.dropFirst(outer.count))
    }
  }
}

extension JSONDocument {
  /// The text between a key and its value, unless it breaks the line.
  func colon(of member: Members.Element) -> [UInt8]? {
    let between = bytes[range(of: member.key).upperBound..<range(of: member.value).lowerBound]
    return between.contains(UInt8(ascii: "\n")) ? nil : Array(between)
  }

  /// The ranges of a container's children: of members, from the key to the end of the value.
  func childRanges(of container: Node) -> [Range<Int>] {
    let members = members(of: container).map { member in
      range(of: member.key).lowerBound..<range(of: member.value).upperBound
    }
    return members + elements(of: container).map(range)
  }

  /// The first answer that a container with children gives, in the order of the document.
  fileprivate func firstContainer<Answer>(_ ask: (Node) -> Answer?) -> Answer? {
    for index in tape.indices where count(of: Node(index)) > 0 {
      if let answer = ask(Node(index)) { return answer }
    }
    return nil
  }
}
