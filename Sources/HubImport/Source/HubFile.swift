internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry

/// A JSON file of the hub: its values with their places, but for those that no file of a registry
/// can hold.
struct HubFile: Sendable {
  typealias Node = JSONDocument.Node

  let path: RepositoryPath
  let document: JSONDocument
  /// Values with something in them that strict JSON refuses. They are kept out, and were reported.
  private let refused: Set<Node>

  /// How deep a file of the hub may be: what becomes an annotation gets four levels more.
  static let limits = JSONLimits(depth: 28)

  /// Reads a file and reports all that is wrong with its text.
  ///
  /// - Returns: Nil where the file as a whole has to be kept out.
  static func read(
    _ bytes: [UInt8], at path: RepositoryPath, reporting findings: inout [Diagnostic]
  ) -> HubFile? {
    let reading = JSONDocument.read(bytes, limits: limits)
    var refused: Set<Node> = []
    var isWhole = reading.document != nil
    for problem in reading.problems {
      var outcome = "the file is kept out"
      if let document = reading.document {
        let holder = document.holder(of: problem.range)
        if case .byteOrderMark = problem.kind {
          outcome = "it is left out"
        } else if holder == document.root {
          isWhole = false
        } else {
          refused.insert(holder)
          outcome = "\(document.pointer(to: holder)) is kept out"
        }
      }
      findings.append(
        Diagnostic(
          rule: Rule.importJSON.id, severity: .warning,
          range: SourceRange(path: path, bytes: problem.range),
          message: "\(problem.message): \(outcome)",
          help: "mend it in the hub and import again: strict JSON is all that a registry holds"))
    }
    guard isWhole, let document = reading.document else { return nil }
    return HubFile(path: path, document: document, refused: refused)
  }
}

// MARK: - Values

extension HubFile {
  /// The value that these keys lead to; nil where there is none, or where it is kept out.
  func node(_ keys: String...) -> Node? { node(keys) }

  func node(_ keys: some Sequence<String>) -> Node? {
    var node = document.root
    for key in keys {
      guard let child = document.member(key, of: node), !refused.contains(child) else { return nil }
      node = child
    }
    return node
  }

  /// The value that these keys lead to, or else the nearest object above it: where to say that it
  /// is missing.
  func nearest(_ keys: some Sequence<String>) -> Node {
    var node = document.root
    for key in keys {
      guard let child = document.member(key, of: node) else { return node }
      node = child
    }
    return node
  }

  /// The text that these keys lead to.
  func text(_ keys: String...) -> HubText? { node(keys).flatMap(text) }

  func text(_ node: Node) -> HubText? {
    document.string(node).map { HubText(text: $0, node: node) }
  }

  /// The members of an object, without those that are kept out.
  func members(of node: Node) -> [(key: String, value: Node)] {
    document.members(of: node).compactMap { key, value in
      guard !refused.contains(value), let name = document.string(key) else { return nil }
      return (name, value)
    }
  }

  /// A copy of a value, without what is kept out; nil where that is all of it.
  func value(_ node: Node, without taken: Set<Node> = []) -> JSONValue? {
    guard !refused.contains(node), !taken.contains(node) else { return nil }
    guard document.kind(of: node) == .object, document.count(of: node) > 0 else {
      return JSONValue(node, of: document)
    }
    let members = members(of: node).compactMap { key, child in
      value(child, without: taken).map { JSONValue.Member(key, $0) }
    }
    return members.isEmpty ? nil : .object(members)
  }
}

/// A text of a file and its place.
struct HubText: Hashable, Sendable {
  let text: String
  let node: JSONDocument.Node
}

// MARK: - Findings

extension HubFile {
  /// A finding about one of the file's values.
  func finding(
    _ rule: Rule, _ severity: Diagnostic.Severity = .warning, at node: Node, _ message: String,
    help: String? = nil, notes: [Diagnostic.Note] = []
  ) -> Diagnostic {
    Diagnostic(
      rule, severity: severity, in: document, at: node, of: path, message, help: help, notes: notes)
  }

  /// A note that points at one of the file's values.
  func note(at node: Node, _ message: String) -> Diagnostic.Note {
    Diagnostic.Note(
      range: SourceRange(path: path, bytes: document.range(of: node)), message: message)
  }
}

extension JSONDocument {
  /// The smallest value that has all of a range in it and can be left out without moving another: a
  /// member's value.
  fileprivate func holder(of range: Range<Int>) -> Node {
    var holder = root
    while let inner = members(of: holder).first(where: {
      self.range(of: $0.value).contains(range.lowerBound)
    }) {
      holder = inner.value
    }
    return holder
  }
}
