internal import IndexModel
internal import JSONText
internal import Registry

extension JSONWriter {
  /// Writes a resource as its authors wrote it, in canonical form; `status` may follow.
  mutating func resource(_ unit: Unit, versions: VersionScheme) {
    member("apiVersion", "cairn/v1")
    member("kind", unit.kind.name)
    guard case .object(let members) = unit.kind.schema.shape else { return }
    for member in members where member.key == "metadata" || member.key == "spec" {
      guard let node = unit.document.member(member.key, of: unit.document.root) else { continue }
      key(member.key)
      value(node, of: unit, as: member.schema, versions)
    }
  }

  /// Writes the members of a document in a foreign format, but for the word to the author's editor.
  mutating func members(of unit: Unit, versions: VersionScheme) {
    guard case .object(let members) = unit.kind.schema.shape else { return }
    for member in members where member.key != "$schema" {
      guard let node = unit.document.member(member.key, of: unit.document.root) else { continue }
      key(member.key)
      value(node, of: unit, as: member.schema, versions)
    }
  }

  /// Writes one value of a unit in canonical form.
  mutating func value(
    _ node: Unit.Node, of unit: Unit, as schema: Schema, _ versions: VersionScheme
  ) {
    CanonicalForm.write(node, of: unit.document, as: schema, versions: versions, into: &self)
  }
}
