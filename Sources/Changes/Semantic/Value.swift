internal import Diagnostics
internal import JSONText
internal import Registry

/// A value of one of the two files that are compared.
struct Value {
  let unit: Unit
  let side: SourceRange.Side
  let node: Unit.Node

  init(_ unit: Unit, _ side: SourceRange.Side, at node: Unit.Node? = nil) {
    self.unit = unit
    self.side = side
    self.node = node ?? unit.document.root
  }

  var range: SourceRange {
    SourceRange(path: unit.path, bytes: unit.document.range(of: node), side: side)
  }

  var pointer: String { unit.document.pointer(to: node) }
  var string: String? { unit.document.string(node) }
  var isObject: Bool { unit.document.kind(of: node) == .object }

  /// The value as the file spells it.
  var text: String {
    String(decoding: unit.document.bytes[unit.document.range(of: node)], as: UTF8.self)
  }

  /// The value of a member; nil where there is none, or where this is no object.
  subscript(key: String) -> Value? {
    unit.document.member(key, of: node).map { Value(unit, side, at: $0) }
  }

  /// The elements of an array; none of anything else.
  var elements: [Value] { unit.document.elements(of: node).map { Value(unit, side, at: $0) } }

  /// The members of an object, by key; of equal keys the first counts, as for every reader here.
  var members: [String: Value] {
    Dictionary(
      unit.document.members(of: node).map { member in
        (unit.document.string(member.key) ?? "", Value(unit, side, at: member.value))
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The texts of an array member.
  func strings(_ key: String) -> [String] { self[key]?.elements.compactMap(\.string) ?? [] }
}

extension Value {
  /// Whether two values say the same. The layout, the escapes and the order of an object's keys say
  /// nothing; a default that is spelled out says something.
  func says(theSameAs other: Value) -> Bool {
    let (mine, theirs) = (unit.document, other.unit.document)
    if mine.bytes[mine.range(of: node)] == theirs.bytes[theirs.range(of: other.node)] {
      return true
    }
    switch (mine.kind(of: node), theirs.kind(of: other.node)) {
    case (.string, .string): return mine.hasString(node, equalTo: other.node, of: theirs)
    case (.integer, .integer): return mine.integer(node) == theirs.integer(other.node)
    case (.array, .array):
      guard mine.count(of: node) == theirs.count(of: other.node) else { return false }
      return zip(mine.elements(of: node), theirs.elements(of: other.node)).allSatisfy {
        at($0).says(theSameAs: other.at($1))
      }
    case (.object, .object): return hasMembers(of: other)
    default: return false
    }
  }

  private func hasMembers(of other: Value) -> Bool {
    let (mine, theirs) = (unit.document, other.unit.document)
    guard mine.count(of: node) == theirs.count(of: other.node) else { return false }
    var rest: [[UInt8]: Unit.Node] = [:]
    for (key, value) in theirs.members(of: other.node) {
      guard rest.updateValue(value, forKey: theirs.utf8(of: key)) == nil else { return false }
    }
    return mine.members(of: node).allSatisfy { key, value in
      guard let match = rest.removeValue(forKey: mine.utf8(of: key)) else { return false }
      return at(value).says(theSameAs: other.at(match))
    }
  }

  private func at(_ node: Unit.Node) -> Value { Value(unit, side, at: node) }
}

extension Value? {
  /// Whether both are absent, or say the same.
  func says(theSameAs other: Value?) -> Bool {
    switch (self, other) {
    case (nil, nil): true
    case (let mine?, let theirs?): mine.says(theSameAs: theirs)
    default: false
    }
  }
}

extension JSONDocument {
  fileprivate func utf8(of node: Node) -> [UInt8] { Array((string(node) ?? "").utf8) }

  fileprivate func hasString(_ node: Node, equalTo other: Node, of document: JSONDocument) -> Bool {
    guard let mine = string(node), let theirs = document.string(other) else { return false }
    return mine.utf8.elementsEqual(theirs.utf8)
  }
}
