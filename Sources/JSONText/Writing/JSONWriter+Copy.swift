extension JSONWriter {
  /// Writes a value of a document again, laid out in this writer's style.
  ///
  /// - Parameter order: the order of a container's children; asked for each with more than one.
  public mutating func copy(
    _ node: JSONDocument.Node, of document: JSONDocument,
    order: (JSONDocument.Node) -> JSONOrder = { _ in .asWritten }
  ) {
    switch document.kind(of: node) {
    case .object:
      beginObject()
      copyMembers(of: node, document, order)
      endObject()
    case .array:
      beginArray()
      copyElements(of: node, document, order)
      endArray()
    case .string: document.withUTF8(of: node) { string($0) }
    case .null, .bool, .integer, .otherNumber:
      fragment(document.bytes.span.extracting(document.range(of: node)))
    }
  }

  /// Writes a value of a document again, with one order for all its containers.
  public mutating func copy(
    _ node: JSONDocument.Node, of document: JSONDocument, order: JSONOrder
  ) {
    copy(node, of: document, order: { _ in order })
  }

  private mutating func copyMembers(
    of object: JSONDocument.Node, _ document: JSONDocument,
    _ order: (JSONDocument.Node) -> JSONOrder
  ) {
    switch document.count(of: object) > 1 ? order(object) : .asWritten {
    case .asWritten:
      for member in document.members(of: object) { copy(member, document, order) }
    case .sortedByBytes:
      for member in document.membersSortedByBytes(of: object) { copy(member, document, order) }
    case .listed(let names):
      for member in document.members(of: object, listed: names) { copy(member, document, order) }
    case .nodes(let keys):
      for key in keys { copy(document.member(withKey: key), document, order) }
    }
  }

  private mutating func copy(
    _ member: JSONDocument.Member, _ document: JSONDocument,
    _ order: (JSONDocument.Node) -> JSONOrder
  ) {
    document.withUTF8(of: member.key) { key($0) }
    copy(member.value, of: document, order: order)
  }

  private mutating func copyElements(
    of array: JSONDocument.Node, _ document: JSONDocument,
    _ order: (JSONDocument.Node) -> JSONOrder
  ) {
    let chosen = document.count(of: array) > 1 ? order(array) : .asWritten
    guard case .nodes(let elements) = chosen else {
      for element in document.elements(of: array) { copy(element, of: document, order: order) }
      return
    }
    for element in elements { copy(element, of: document, order: order) }
  }
}
