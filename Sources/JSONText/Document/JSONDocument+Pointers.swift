extension JSONDocument {
  /// A step from a container to one of its children.
  public enum Step: Hashable, Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    case key(String)
    case index(Int)

    public init(stringLiteral key: String) { self = .key(key) }
    public init(integerLiteral index: Int) { self = .index(index) }
  }

  /// The value that these steps lead to from the root; nil if one of them leads nowhere.
  public func node(at path: [Step]) -> Node? {
    var node = root
    for step in path {
      let child =
        switch step {
        case .key(let key): member(key, of: node)
        case .index(let index): element(index, of: node)
        }
      guard let child else { return nil }
      node = child
    }
    return node
  }

  /// The JSON pointer (RFC 6901) of a value, such as `/releases/0/version`; of a key, that of its
  /// value. Found by walking down from the root.
  public func pointer(to node: Node) -> String {
    var pointer = ""
    var container = root
    while container.index < node.index,
      let (token, child) = step(from: container, towards: node)
    {
      pointer += "/\(token)"
      container = child
    }
    return pointer
  }

  /// The container that holds a value or a key; nil for the root. Found by walking down from the root.
  public func parent(of node: Node) -> Node? {
    guard node != root else { return nil }
    var container = root
    while let (_, child) = step(from: container, towards: node) {
      guard child.index < node.index else { break }
      container = child
    }
    return container
  }

  /// The child of a container in which a node lies, and its token in a pointer.
  private func step(from container: Node, towards node: Node) -> (token: String, child: Node)? {
    for (key, value) in members(of: container) where node.index < self[value].next {
      return (escaped(string(key) ?? ""), value)
    }
    for (index, element) in elements(of: container).enumerated()
    where node.index < self[element].next {
      return (String(index), element)
    }
    return nil
  }

  private func escaped(_ key: String) -> String {
    var token = ""
    for scalar in key.unicodeScalars {
      switch scalar {
      case "~": token += "~0"
      case "/": token += "~1"
      default: token.unicodeScalars.append(scalar)
      }
    }
    return token
  }
}
