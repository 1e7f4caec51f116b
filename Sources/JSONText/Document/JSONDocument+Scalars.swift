extension JSONDocument {
  /// The value of a bool; nil for anything else.
  @inlinable
  public func bool(_ node: Node) -> Bool? {
    let entry = self[node]
    return entry.kind == .bool ? entry.payload == 1 : nil
  }

  /// The value of an integer in ±(2⁵³ − 1); nil for anything else.
  public func integer(_ node: Node) -> Int? {
    let entry = self[node]
    return entry.kind == .integer ? bytes.span.exactInteger(entry.range) : nil
  }

  /// The text of a string or a key, unescaped; nil for anything else.
  public func string(_ node: Node) -> String? {
    let entry = self[node]
    guard entry.kind == .string else { return nil }
    if entry.isEscaped {
      return String(decoding: bytes.span.unescaped(entry.body), as: UTF8.self)
    }
    return String(decoding: bytes[entry.body], as: UTF8.self)
  }

  /// Whether a string or a key is spelled with escapes: only then its text may have line breaks.
  @inlinable
  public func hasEscapes(_ node: Node) -> Bool { self[node].isEscaped }

  /// Calls `body` with the UTF-8 of the text of a string or a key; nil for anything else.
  ///
  /// Copies nothing if the string has no escapes.
  @inlinable
  public func withUTF8<Result, Failure: Error>(
    of node: Node, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result? {
    let entry = self[node]
    guard entry.kind == .string else { return nil }
    if entry.isEscaped { return try body(unescaped(entry).span) }
    return try body(bytes.span.extracting(entry.body))
  }

  /// Whether a node is a string or a key with exactly these bytes. Composed and decomposed
  /// characters differ.
  @inlinable
  public func equals(_ node: Node, _ text: String) -> Bool {
    equals(node, text.utf8.span)
  }

  /// Whether a node is a string or a key with exactly these bytes.
  @inlinable
  public func equals(_ node: Node, _ text: Span<UInt8>) -> Bool {
    let entry = self[node]
    guard entry.kind == .string else { return false }
    if entry.isEscaped { return unescaped(entry).span.hasEqualBytes(text) }
    return bytes.span.extracting(entry.body).hasEqualBytes(text)
  }

  @usableFromInline
  func unescaped(_ string: Entry) -> [UInt8] { bytes.span.unescaped(string.body) }
}
