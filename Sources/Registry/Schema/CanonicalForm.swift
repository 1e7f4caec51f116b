public import IndexModel
public import JSONText

/// The one form in which a file of the registry is written: two spaces, one element a line, keys in
/// the schema's order, keys of maps by bytes, releases ascending, one final newline.
public enum CanonicalForm {
  /// The canonical bytes of a document. Keys that the schema does not know stay, behind the known
  /// ones.
  public static func bytes(of document: JSONDocument, as kind: Kind, versions: VersionScheme)
    -> [UInt8]
  {
    var writer = JSONWriter()
    write(document.root, of: document, as: kind.schema, versions: versions, into: &writer)
    return writer.finish()
  }

  /// Writes one value in canonical form.
  package static func write(
    _ node: JSONDocument.Node, of document: JSONDocument, as schema: Schema,
    versions: VersionScheme,
    into writer: inout JSONWriter
  ) {
    switch (schema.shape, document.kind(of: node)) {
    case (.object(let members), .object):
      writeObject(node, of: document, members, versions, into: &writer)
    case (.map(_, let values, _), .object):
      writer.beginObject()
      for (key, value) in sorted(node, of: document) {
        document.withUTF8(of: key) { writer.key($0) }
        write(value, of: document, as: values, versions: versions, into: &writer)
      }
      writer.endObject()
    case (.array(let element, let order, _), .array):
      writer.beginArray()
      for child in elements(node, of: document, order, versions) {
        write(child, of: document, as: element, versions: versions, into: &writer)
      }
      writer.endArray()
    case (.either(let shapes), let kind):
      guard let shape = shapes.first(where: { $0.kind == kind }) else { fallthrough }
      write(node, of: document, as: shape, versions: versions, into: &writer)
    default:
      writer.copy(node, of: document, order: .sortedByBytes)
    }
  }

  private static func writeObject(
    _ node: JSONDocument.Node, of document: JSONDocument, _ members: [Schema.Member],
    _ versions: VersionScheme, into writer: inout JSONWriter
  ) {
    writer.beginObject()
    for (key, value, rank) in ordered(node, of: document, members) {
      document.withUTF8(of: key) { writer.key($0) }
      if rank < members.count {
        let schema = members[rank].schema
        write(value, of: document, as: schema, versions: versions, into: &writer)
      } else {
        writer.copy(value, of: document, order: .sortedByBytes)
      }
    }
    writer.endObject()
  }

  /// A member of an object with the place of its key in the schema; behind all for a key that is unknown.
  private typealias Ranked = (key: JSONDocument.Node, value: JSONDocument.Node, rank: Int)

  private static func ordered(
    _ node: JSONDocument.Node, of document: JSONDocument, _ members: [Schema.Member]
  ) -> [Ranked] {
    var ranked: [Ranked] = []
    ranked.reserveCapacity(document.count(of: node))
    var isSorted = true
    var next = 0
    for (key, value) in document.members(of: node) {
      // In a file that is canonical already, a key's place is at or soon behind that of the one before.
      let rank =
        members[next...].firstIndex { $0.isNamed(by: key, in: document) }
        ?? members[..<next].firstIndex { $0.isNamed(by: key, in: document) } ?? members.count
      if rank < next { isSorted = false }
      next = min(rank + 1, members.count)
      ranked.append((key, value, rank))
    }
    if isSorted { return ranked }
    // Equal ranks are unknown keys, which keep their order.
    return ranked.enumerated()
      .sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }.map(\.element)
  }

  private static func sorted(
    _ node: JSONDocument.Node, of document: JSONDocument
  ) -> [(key: JSONDocument.Node, value: JSONDocument.Node)] {
    document.members(of: node).map {
      (text: document.string($0.key) ?? "", member: ($0.key, $0.value))
    }
    .sorted { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }.map(\.member)
  }

  private static func elements(
    _ node: JSONDocument.Node, of document: JSONDocument, _ order: Schema.ArrayOrder,
    _ versions: VersionScheme
  ) -> [JSONDocument.Node] {
    let elements = Array(document.elements(of: node))
    guard order == .ascendingVersions else { return elements }
    let keyed = elements.map { element -> (version: Version?, node: JSONDocument.Node) in
      guard document.kind(of: element) == .object,
        let member = document.member("version", of: element),
        let text = document.string(member)
      else { return (nil, element) }
      return (try? Version(text, scheme: versions), element)
    }
    // What has no readable version has no place to go: then the order stays as written.
    guard keyed.allSatisfy({ $0.version != nil }) else { return elements }
    return keyed.enumerated().sorted { left, right in
      guard let a = left.element.version, let b = right.element.version, a != b else {
        return left.offset < right.offset
      }
      return a < b
    }.map(\.element.node)
  }
}
