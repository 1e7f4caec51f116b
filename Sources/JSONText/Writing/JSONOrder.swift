/// The order in which a copied container gives its children.
public enum JSONOrder: Sendable {
  /// As in the document.
  case asWritten
  /// Members by the bytes of their unescaped keys; elements as in the document.
  case sortedByBytes
  /// First the members with these keys, in this order; then the others as in the document. Elements
  /// as in the document.
  case listed([String])
  /// Exactly these: keys of an object, or elements of an array.
  case nodes([JSONDocument.Node])
}

extension JSONDocument {
  typealias Member = Members.Element

  /// The members of an object by the bytes of their keys.
  func membersSortedByBytes(of object: Node) -> [Member] {
    members(of: object).sorted { precedes($0.key, $1.key) }
  }

  /// The members of an object, those with listed keys first.
  func members(of object: Node, listed names: [String]) -> [Member] {
    var others = Array(members(of: object))
    var ordered: [Member] = []
    for name in names {
      ordered += others.filter { equals($0.key, name) }
      others.removeAll { equals($0.key, name) }
    }
    return ordered + others
  }

  /// The member whose key this is.
  func member(withKey key: Node) -> Member { (key, Node(Int(key.index) + 1)) }
}
