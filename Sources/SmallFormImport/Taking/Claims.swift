internal import Authoring
internal import IndexModel
internal import JSONText
internal import Registry

/// Where an identity without keys keeps the full name that it was imported by.
private let annotation = "small-form/full-name"

extension Taking {
  /// Makes sure that a file's owner is in the registry, and is no other of the same handle.
  ///
  /// - Returns: Whether the owner is.
  mutating func claimOwner(of form: SmallForm) throws(AuthoringError) -> Bool {
    let name = form.owner.value
    let path = SourcePlace.path(ofIdentity: name.handle.text)
    origins.add(path, of: form, at: form.owner.node)
    guard case .nothing = try files.standing(at: path) else {
      guard let unit = try confirm(name, in: form, at: form.owner.node) else { return false }
      try keep(name, in: unit)
      return true
    }
    let resource = NewResource.identity(
      name.handle, annotations: [JSONValue.Member(annotation, .string(name.text))])
    try files.add(resource.draft(context))
    return true
  }

  /// Compares a full name with what the registry knows of the handle.
  ///
  /// - Returns: The identity; nil where it is another, or is not there.
  mutating func confirm(
    _ name: FullName, in form: SmallForm, at node: JSONDocument.Node
  ) throws(AuthoringError) -> Unit? {
    let path = SourcePlace.path(ofIdentity: name.handle.text)
    guard case .sound(let unit) = try files.standing(at: path),
      case .identity(let identity)? = unit.resource
    else {
      reportUnsound(path, in: form, at: node)
      return nil
    }
    guard let known = identity.fullName ?? unit.importedName else {
      // Who is new in this very import has nobody to be taken for.
      guard !files.isNew(path), unconfirmed.insert(name).inserted else { return unit }
      report(
        .smallFormUnconfirmed, in: form, at: node,
        "the registry has no key of \(name.handle), so \(quoted(name.text)) could not be compared",
        help: "add the key to \(path)")
      return unit
    }
    guard known.utf8.elementsEqual(name.text.utf8) else {
      report(
        .smallFormIdentity, in: form, at: node,
        "the identity \(name.handle) of the registry is \(quoted(known)), found \(quoted(name.text))",
        help: identity.keys.isEmpty
          ? "find out who is meant; the owner of \(path) can add the key, which then decides"
          : "find out who is meant; the first key of \(path) decides")
      return nil
    }
    return unit
  }

  /// Keeps the full name of an identity that has no key, so that no other can take its place.
  private mutating func keep(_ name: FullName, in unit: Unit) throws(AuthoringError) {
    guard case .identity(let identity)? = unit.resource, identity.keys.isEmpty,
      unit.importedName == nil,
      let metadata = unit.document.member("metadata", of: unit.document.root)
    else { return }
    let editor = JSONEditor(unit.document)
    let value = JSONValue.string(name.text)
    let edit =
      if let present = unit.document.member("annotations", of: metadata) {
        editor.set(annotation, value, in: present, at: .sortedByBytes)
      } else {
        editor.set("annotations", .object([.init(annotation, value)]), in: metadata)
      }
    if let edit { try files.write(unit.document.applying(edit), to: unit.path) }
  }
}

extension Unit {
  /// The full name that the identity was imported by.
  fileprivate var importedName: String? {
    document.node(at: ["metadata", "annotations", .key(annotation)]).flatMap { document.string($0) }
  }
}
