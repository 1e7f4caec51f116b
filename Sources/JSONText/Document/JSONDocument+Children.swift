extension JSONDocument {
  /// The members of an object in the order of the document; none for anything else.
  @inlinable
  public func members(of node: Node) -> Members {
    self[node].kind == .object ? Members(tape, below: Int(node.index)) : Members(tape, below: nil)
  }

  /// The elements of an array in the order of the document; none for anything else.
  @inlinable
  public func elements(of node: Node) -> Elements {
    self[node].kind == .array ? Elements(tape, below: Int(node.index)) : Elements(tape, below: nil)
  }

  /// The value of the first member with this key, compared by bytes; nil if there is none, or if the
  /// node is not an object.
  public func member(_ name: String, of object: Node) -> Node? {
    keyNode(name, of: object).map { Node(Int($0.index) + 1) }
  }

  /// The key of the first member with this key, for its place in the document.
  public func keyNode(_ name: String, of object: Node) -> Node? {
    let entry = self[object]
    guard entry.kind == .object else { return nil }
    // Typed values are made by asking for their members one by one, so this is walked more often than anything else:
    // lengths are compared before bytes, and nothing is counted or copied on the way.
    let text = name.utf8.span
    let length = text.count + 2
    var place = Int(object.index) + 1
    while place < entry.next {
      let key = tape[place]
      let isNamed =
        key.isEscaped
        ? equals(Node(place), text) : key.end - key.start == length && holds(key, text)
      if isNamed { return Node(place) }
      place = tape[place + 1].next
    }
    return nil
  }

  /// Whether a key without escapes, of the right length, has these bytes.
  @inline(__always)
  private func holds(_ key: Entry, _ text: Span<UInt8>) -> Bool {
    let start = key.start + 1
    for at in text.indices where bytes[start + at] != text[at] { return false }
    return true
  }

  /// An element of an array; nil outside its bounds, or if the node is not an array. Linear.
  @inlinable
  public func element(_ index: Int, of array: Node) -> Node? {
    guard index >= 0, index < count(of: array) else { return nil }
    for (at, element) in elements(of: array).enumerated() where at == index { return element }
    return nil
  }

  /// The members of an object, each as the nodes of its key and its value.
  public struct Members: Sequence, IteratorProtocol, Sendable {
    @usableFromInline let tape: [Entry]
    @usableFromInline var place: Int
    @usableFromInline let end: Int

    @inlinable
    init(_ tape: [Entry], below node: Int?) {
      self.tape = tape
      place = node.map { $0 + 1 } ?? 0
      end = node.map { tape[$0].next } ?? 0
    }

    @inlinable
    public mutating func next() -> (key: Node, value: Node)? {
      guard place < end else { return nil }
      let key = place
      place = tape[key + 1].next
      return (Node(key), Node(key + 1))
    }
  }

  /// The elements of an array.
  public struct Elements: Sequence, IteratorProtocol, Sendable {
    @usableFromInline let tape: [Entry]
    @usableFromInline var place: Int
    @usableFromInline let end: Int

    @inlinable
    init(_ tape: [Entry], below node: Int?) {
      self.tape = tape
      place = node.map { $0 + 1 } ?? 0
      end = node.map { tape[$0].next } ?? 0
    }

    @inlinable
    public mutating func next() -> Node? {
      guard place < end else { return nil }
      defer { place = tape[place].next }
      return Node(place)
    }
  }
}
