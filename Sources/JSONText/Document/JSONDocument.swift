/// A JSON document that was read, with the place of every key and value in its bytes.
///
/// The values lie on a tape in the order of the document: a container, then its children, each
/// member as its key and its value. A ``Node`` is a place on that tape. It means something only to
/// the document it came from.
public struct JSONDocument: Sendable {
  /// The bytes that were read.
  public let bytes: [UInt8]

  @usableFromInline let tape: [Entry]

  init(bytes: [UInt8], tape: [Entry]) {
    self.bytes = bytes
    self.tape = tape
  }

  /// A value of a document, or the key of a member. Free to copy.
  public struct Node: Hashable, Sendable {
    @usableFromInline let index: Int32

    @inlinable
    init(_ index: Int) { self.index = Int32(truncatingIfNeeded: index) }
  }

  /// What a value is.
  public enum Kind: UInt8, Hashable, Sendable {
    case null, bool
    /// A number in ±(2⁵³ − 1) without fraction and exponent.
    case integer
    /// Any other number. The reading has a problem for it.
    case otherNumber
    case string, array, object
  }

  /// The value that is the document.
  @inlinable
  public var root: Node { Node(0) }

  /// What a value is. A key is a string.
  @inlinable
  public func kind(of node: Node) -> Kind { self[node].kind }

  /// The bytes of a value or a key, with the quotes or brackets.
  @inlinable
  public func range(of node: Node) -> Range<Int> { self[node].range }

  /// The number of an array's elements or an object's members; 0 for anything else.
  @inlinable
  public func count(of node: Node) -> Int { isContainer(node) ? self[node].payload : 0 }

  /// Whether a value is an array or an object.
  @inlinable
  public func isContainer(_ node: Node) -> Bool {
    self[node].kind.rawValue >= Kind.array.rawValue
  }

  @inlinable
  subscript(node: Node) -> Entry { tape[Int(node.index)] }
}

extension JSONDocument {
  /// One place on the tape: 16 bytes.
  ///
  /// Four numbers of 32 bits. No document is larger than ``JSONLimits/largest`` (2²⁹ bytes), so
  /// offsets and places fit, and the at most 2²⁸ children of a container fit in the 28 bits left
  /// beside its kind.
  @usableFromInline
  struct Entry: Sendable {
    @usableFromInline let low: UInt32
    @usableFromInline var high: UInt32
    @usableFromInline var following: UInt32
    /// From the lowest bit: 3 for the kind, 1 for whether a string has escapes, 28 for the payload.
    @usableFromInline var bits: UInt32

    init(
      _ kind: Kind, start: Int, end: Int, next: Int, payload: Int = 0, isEscaped: Bool = false
    ) {
      low = UInt32(truncatingIfNeeded: start)
      high = UInt32(truncatingIfNeeded: end)
      following = UInt32(truncatingIfNeeded: next)
      bits = UInt32(truncatingIfNeeded: payload) << 4 | (isEscaped ? 8 : 0) | UInt32(kind.rawValue)
    }

    /// Sets what is known only at the end of a container.
    mutating func close(end: Int, next: Int, count: Int) {
      high = UInt32(truncatingIfNeeded: end)
      following = UInt32(truncatingIfNeeded: next)
      bits |= UInt32(truncatingIfNeeded: count) << 4
    }

    @inlinable var kind: Kind { Kind(rawValue: UInt8(truncatingIfNeeded: bits & 7))! }
    @inlinable var isEscaped: Bool { bits & 8 != 0 }
    /// The number of children of a container; 1 for `true`.
    @inlinable var payload: Int { Int(bits >> 4) }
    @inlinable var start: Int { Int(low) }
    @inlinable var end: Int { Int(high) }
    /// The place behind the value and everything in it.
    @inlinable var next: Int { Int(following) }
    @inlinable var range: Range<Int> { Range(uncheckedBounds: (start, end)) }
    /// The range between the quotes of a string.
    @inlinable var body: Range<Int> { Range(uncheckedBounds: (start + 1, end - 1)) }
  }
}
