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
      writer.beginObject()
      for (key, value, schema) in ordered(node, of: document, members) {
        document.withUTF8(of: key) { writer.key($0) }
        write(value, of: document, as: schema, versions: versions, into: &writer)
      }
      writer.endObject()
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

  private typealias Placed = (key: JSONDocument.Node, value: JSONDocument.Node, schema: Schema)

  private static func ordered(
    _ node: JSONDocument.Node, of document: JSONDocument, _ members: [Schema.Member]
  ) -> [Placed] {
    var known: [(rank: Int, placed: Placed)] = []
    var isSorted = true
    for (key, value) in document.members(of: node) {
      let rank = members.firstIndex { $0.isNamed(by: key, in: document) }
      let schema = rank.map { members[$0].schema } ?? .anything
      if let last = known.last, last.rank > rank ?? .max { isSorted = false }
      known.append((rank ?? .max, (key, value, schema)))
    }
    // Sorting is stable here: equal ranks are unknown keys, which keep their order.
    if !isSorted {
      known = known.enumerated().sorted {
        ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset)
      }.map(\.element)
    }
    return known.map(\.placed)
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
