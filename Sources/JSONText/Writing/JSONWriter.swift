/// Appends JSON to a buffer that can be used again for the next document.
///
/// ```swift
/// var writer = JSONWriter()
/// writer.object { writer in
///   writer.key("name")
///   writer.string("ropey")
/// }
/// let bytes = writer.finish()
/// ```
///
/// The writer places commas, line ends and indentation; its user sees to it that keys stand only in
/// objects, each followed by one value, and that no key is written twice.
///
/// Escapes are minimal: the quote, the backslash, and C0 control characters, as `\b`, `\f`, `\n`,
/// `\r`, `\t`, or `\u00xx` in lower case. Everything else is UTF-8 as it is.
public struct JSONWriter: Sendable {
  /// How values are laid out.
  public enum Style: UInt8, Hashable, Sendable {
    /// Two spaces a level, one element a line, `"key": value`, one line end after the document.
    case canonical
    /// No blanks at all: `{"a":1,"b":[1,2]}`.
    case compact
    /// One line, with a space behind each colon and comma: `{"a": 1, "b": [1, 2]}`.
    case oneLine
  }

  /// What was written last, which decides what separates it from the next value.
  @usableFromInline
  enum Position: UInt8, Sendable { case start, afterOpening, afterKey, afterValue }

  /// What has been written.
  public internal(set) var bytes: [UInt8] = []

  public let style: Style
  @usableFromInline var level = 0
  @usableFromInline var position = Position.start

  @inlinable
  public init(style: Style = .canonical) { self.style = style }

  /// How many bytes have been written.
  @inlinable
  public var count: Int { bytes.count }

  /// Forgets what has been written. Keeping the capacity makes the next document cheaper.
  public mutating func removeAll(keepingCapacity: Bool = false) {
    bytes.removeAll(keepingCapacity: keepingCapacity)
    (level, position) = (0, .start)
  }

  /// Ends the document and returns it in an array of its own; the writer is ready for the next one
  /// and keeps its buffer.
  public mutating func finish() -> [UInt8] {
    finish { document in document.withUnsafeBufferPointer { Array($0) } }
  }

  /// Ends the document and lends its bytes, without a copy; the writer is ready for the next one and
  /// keeps its buffer.
  public mutating func finish<Result, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    precondition(level == 0 && position == .afterValue, "a document is exactly one whole value")
    if style == .canonical { bytes.append(UInt8(ascii: "\n")) }
    defer { removeAll(keepingCapacity: true) }
    return try body(bytes.span)
  }
}

// MARK: - Containers

extension JSONWriter {
  /// Writes an object whose members `body` writes.
  @inlinable
  public mutating func object<Failure: Error>(
    _ body: (inout JSONWriter) throws(Failure) -> Void
  ) throws(Failure) {
    beginObject()
    try body(&self)
    endObject()
  }

  /// Writes an array whose elements `body` writes.
  @inlinable
  public mutating func array<Failure: Error>(
    _ body: (inout JSONWriter) throws(Failure) -> Void
  ) throws(Failure) {
    beginArray()
    try body(&self)
    endArray()
  }

  @inlinable
  public mutating func beginObject() { open(UInt8(ascii: "{")) }

  @inlinable
  public mutating func endObject() { close(UInt8(ascii: "}")) }

  @inlinable
  public mutating func beginArray() { open(UInt8(ascii: "[")) }

  @inlinable
  public mutating func endArray() { close(UInt8(ascii: "]")) }

  @usableFromInline
  mutating func open(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    level += 1
    position = .afterOpening
  }

  @usableFromInline
  mutating func close(_ bracket: UInt8) {
    precondition(level > 0 && position != .afterKey, "a container ends after its last value")
    level -= 1
    if position == .afterValue, style == .canonical { appendLineBreak() }
    bytes.append(bracket)
    position = .afterValue
  }
}

// MARK: - Values

extension JSONWriter {
  /// Writes the key of a member; its value must follow.
  @inlinable
  public mutating func key(_ key: String) { self.key(key.utf8.span) }

  /// Writes the key of a member, given as UTF-8; its value must follow.
  public mutating func key(_ key: Span<UInt8>) {
    separate()
    appendQuoted(key)
    bytes.append(UInt8(ascii: ":"))
    if style != .compact { bytes.append(UInt8(ascii: " ")) }
    position = .afterKey
  }

  @inlinable
  public mutating func string(_ text: String) { string(text.utf8.span) }

  /// Writes a string, given as UTF-8.
  public mutating func string(_ text: Span<UInt8>) {
    separate()
    appendQuoted(text)
    position = .afterValue
  }

  public mutating func integer(_ number: Int) {
    separate()
    appendDigits(number)
    position = .afterValue
  }

  public mutating func bool(_ value: Bool) { fragment(value ? "true" : "false") }

  public mutating func null() { fragment("null") }

  /// Writes one value as it is: bytes that must be valid JSON, laid out as they should appear.
  public mutating func fragment(_ json: Span<UInt8>) {
    separate()
    append(json)
    position = .afterValue
  }

  /// Writes one value as it is: bytes that must be valid JSON, laid out as they should appear.
  @inlinable
  public mutating func fragment(_ json: [UInt8]) { fragment(json.span) }

  private mutating func fragment(_ word: StaticString) {
    separate()
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
    position = .afterValue
  }

  // What `object` and `key` do in one.

  /// Writes a member whose value is a string.
  @inlinable
  public mutating func member(_ key: String, _ value: String) {
    self.key(key)
    string(value)
  }

  /// Writes a member whose value is an integer.
  @inlinable
  public mutating func member(_ key: String, _ value: Int) {
    self.key(key)
    integer(value)
  }

  /// Writes a member whose value is a bool.
  @inlinable
  public mutating func member(_ key: String, _ value: Bool) {
    self.key(key)
    bool(value)
  }
}
