/// Finds the smallest change of a document's text that changes its value in some way.
///
/// What is added takes its indentation, line ends and spacing from its neighbours: a file in
/// canonical form stays so, and in a file laid out by hand only the lines concerned change.
///
/// An edit speaks about the document the editor was made for. After applying it, read again.
public struct JSONEditor {
  /// Where a new member goes among those of an object.
  public enum Place: Hashable, Sendable {
    case first, last
    /// Before the member with this key.
    case before(String)
    /// After the member with this key.
    case after(String)
    /// Before the first member with a greater key, by bytes: the right place in a sorted object.
    case sortedByBytes
  }

  private let document: JSONDocument
  private let layout: TextLayout

  public init(_ document: JSONDocument) {
    self.document = document
    layout = TextLayout(of: document)
  }

  /// Puts a value in the place of another, or a key (given as a string) in the place of another.
  public func replace(_ node: JSONDocument.Node, with value: JSONValue) -> JSONEdit {
    let range = document.range(of: node)
    let indentation = isInsideLine(node) ? nil : layout.indentation(ofLineAt: range.lowerBound)
    return JSONEdit(range: range, replacement: layout.text(of: value, indentation: indentation))
  }

  /// Inserts an element before the one at `index`; at the end if `index` is the array's count.
  ///
  /// Returns nil if the node is not an array or has no such place.
  public func insert(
    _ value: JSONValue, into array: JSONDocument.Node, at index: Int
  ) -> JSONEdit? {
    guard document.kind(of: array) == .array else { return nil }
    return insert(key: nil, value, into: array, at: index)
  }

  /// Inserts a member. Returns nil if the node is not an object, already has a member with this key,
  /// or has none with the key that the place names.
  public func insert(
    _ key: String, _ value: JSONValue, into object: JSONDocument.Node, at place: Place = .last
  ) -> JSONEdit? {
    guard document.kind(of: object) == .object, document.member(key, of: object) == nil,
      let index = index(of: place, for: key, in: object)
    else { return nil }
    return insert(key: key, value, into: object, at: index)
  }

  /// Gives a member of an object a value, and inserts it if the object has none with this key.
  public func set(
    _ key: String, _ value: JSONValue, in object: JSONDocument.Node, at place: Place = .last
  ) -> JSONEdit? {
    guard let old = document.member(key, of: object) else {
      return insert(key, value, into: object, at: place)
    }
    return replace(old, with: value)
  }

  /// Removes an element, or the member whose key or value the node is. Returns nil for the root.
  public func remove(_ node: JSONDocument.Node) -> JSONEdit? {
    guard let parent = document.parent(of: node) else { return nil }
    let children = document.childRanges(of: parent)
    let start = document.range(of: node).lowerBound
    guard let index = children.firstIndex(where: { $0.contains(start) }) else { return nil }
    if children.count == 1 {
      return JSONEdit(range: document.interior(of: parent), replacement: [])
    }
    let range =
      index + 1 < children.count
      ? children[index].lowerBound..<children[index + 1].lowerBound
      : children[index - 1].upperBound..<children[index].upperBound
    return JSONEdit(range: range, replacement: [])
  }
}

// MARK: - Inserting

extension JSONEditor {
  private func insert(
    key: String?, _ value: JSONValue, into container: JSONDocument.Node, at index: Int
  ) -> JSONEdit? {
    let children = document.childRanges(of: container)
    guard index >= 0, index <= children.count else { return nil }
    guard !children.isEmpty else { return fill(container, key: key, value) }
    let isLast = index == children.count
    let neighbour = isLast ? children[index - 1] : children[index]
    let indentation = layout.indentation(ofFirstOnLineAt: neighbour.lowerBound)
    let text = self.text(key: key, value, in: container, indentation: indentation)
    let separator =
      indentation.map { layout.lineBreak + $0 } ?? inlineSeparator(children, near: index)
    let comma = UInt8(ascii: ",")
    return isLast
      ? JSONEdit(
        range: neighbour.upperBound..<neighbour.upperBound, replacement: [comma] + separator + text)
      : JSONEdit(
        range: neighbour.lowerBound..<neighbour.lowerBound, replacement: text + [comma] + separator)
  }

  /// Writes the first child of an empty container.
  private func fill(
    _ container: JSONDocument.Node, key: String?, _ value: JSONValue
  ) -> JSONEdit {
    let range = document.interior(of: container)
    guard !isInsideLine(container) else {
      let text = text(key: key, value, in: container, indentation: nil)
      return JSONEdit(range: range, replacement: text)
    }
    let outer = layout.indentation(ofLineAt: range.lowerBound)
    let inner = outer + layout.unit
    let text = text(key: key, value, in: container, indentation: inner)
    return JSONEdit(
      range: range, replacement: layout.lineBreak + inner + text + layout.lineBreak + outer)
  }

  /// An element, or a member with its key.
  private func text(
    key: String?, _ value: JSONValue, in container: JSONDocument.Node, indentation: [UInt8]?
  ) -> [UInt8] {
    let text = layout.text(of: value, indentation: indentation)
    guard let key else { return text }
    let sibling = document.members(of: container).first { _ in true }
    let colon = sibling.flatMap(document.colon) ?? layout.colon
    return layout.text(of: .string(key), indentation: nil) + colon + text
  }

  /// What separates children that share a line, near a place among them.
  private func inlineSeparator(_ children: [Range<Int>], near index: Int) -> [UInt8] {
    guard children.count > 1 else { return layout.afterComma }
    let second = min(max(index, 1), children.count - 1)
    return Array(layout.gap(before: children[second].lowerBound))
  }

  private func index(
    of place: Place, for key: String, in object: JSONDocument.Node
  ) -> Int? {
    let keys = document.members(of: object).map(\.key)
    return switch place {
    case .first: 0
    case .last: keys.count
    case .before(let other): keys.firstIndex { document.equals($0, other) }
    case .after(let other): keys.firstIndex { document.equals($0, other) }.map { $0 + 1 }
    case .sortedByBytes:
      keys.firstIndex { document.precedes(key.utf8.span, $0) } ?? keys.count
    }
  }

  /// Whether what takes the place of a value, or fills an empty container, should not break the line.
  ///
  /// A container with children shows how it wants to be written; otherwise the place of the value
  /// in its parent does.
  private func isInsideLine(_ node: JSONDocument.Node) -> Bool {
    if let child = document.childRanges(of: node).first {
      return layout.indentation(ofFirstOnLineAt: child.lowerBound) == nil
    }
    guard let parent = document.parent(of: node) else { return false }
    let start = document.range(of: node).lowerBound
    let child = document.childRanges(of: parent).first { $0.contains(start) }
    return child.map { layout.indentation(ofFirstOnLineAt: $0.lowerBound) == nil } ?? false
  }
}

extension JSONDocument {
  /// The bytes between a container's brackets.
  fileprivate func interior(of container: Node) -> Range<Int> {
    let range = range(of: container)
    return range.lowerBound + 1..<range.upperBound - 1
  }
}
