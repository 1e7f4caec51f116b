internal import Diagnostics
internal import IndexModel
public import JSONText

/// A document on its way to a typed value: reads members by key and collects what is wrong.
///
/// Shapes and formats were checked before. A member that is absent or was refused reads as nil, so
/// that the rest of the file is still understood and all its findings are reported.
struct Decoding {
  let document: JSONDocument
  let path: RepositoryPath
  let place: SourcePlace
  let versions: VersionScheme
  var findings: [Diagnostic] = []
  /// The ranges that were read: most releases have those of the one before, and share them.
  var ranges: [String: VersionRange?] = [:]

  typealias Node = JSONDocument.Node

  var metadata: Node? { document.member("metadata", of: document.root) }
  var spec: Node? { document.member("spec", of: document.root) }

  func member(_ key: String, of node: Node?) -> Node? {
    guard let node, document.kind(of: node) == .object else { return nil }
    return document.member(key, of: node)
  }

  func string(_ key: String, of node: Node?) -> String? {
    member(key, of: node).flatMap { document.string($0) }
  }

  func integer(_ key: String, of node: Node?) -> Int? {
    member(key, of: node).flatMap { document.integer($0) }
  }

  func bool(_ key: String, of node: Node?) -> Bool? {
    member(key, of: node).flatMap { document.bool($0) }
  }

  func name(_ key: String, of node: Node?) -> Name? {
    string(key, of: node).flatMap { try? Name($0, versions: versions) }
  }

  func time(_ key: String, of node: Node?) -> Placed<Timestamp>? {
    guard let member = member(key, of: node),
      case let time?? = document.withUTF8(of: member, { try? Timestamp($0) })
    else { return nil }
    return Placed(value: time, node: member)
  }

  func reference(_ key: String, of node: Node?) -> Reference? {
    guard let member = member(key, of: node), let text = document.string(member) else { return nil }
    return Reference(text: text, node: member)
  }

  /// The elements of an array member; none if it is absent.
  func elements(_ key: String, of node: Node?) -> [Node] {
    guard let array = member(key, of: node), document.kind(of: array) == .array else { return [] }
    return Array(document.elements(of: array))
  }

  func strings(_ key: String, of node: Node?) -> [String] {
    elements(key, of: node).compactMap { document.string($0) }
  }

  /// The members of an object member, as written; none if it is absent.
  func members(_ key: String, of node: Node?) -> [(key: String, keyNode: Node, value: Node)] {
    guard let object = member(key, of: node), document.kind(of: object) == .object else {
      return []
    }
    return document.members(of: object).compactMap { member in
      document.string(member.key).map { ($0, member.key, member.value) }
    }
  }

  /// The texts of an array member with their places.
  func references(_ key: String, of node: Node?) -> [Reference] {
    elements(key, of: node).compactMap { element in
      document.string(element).map { Reference(text: $0, node: element) }
    }
  }

  mutating func report(_ rule: Rule, at node: Node, _ message: String, help: String? = nil) {
    findings.append(Diagnostic(rule, in: document, at: node, of: path, message, help: help))
  }
}

/// A text that names something else, and where it stands.
public struct Reference: Hashable, Sendable {
  public let text: String
  public let node: JSONDocument.Node
}

/// A value that was read, and where it stands.
public struct Placed<Value: Hashable & Sendable>: Hashable, Sendable {
  public let value: Value
  public let node: JSONDocument.Node

  public init(value: Value, node: JSONDocument.Node) {
    self.value = value
    self.node = node
  }
}
