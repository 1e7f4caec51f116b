internal import Authoring
internal import IndexModel
internal import JSONText
internal import Registry

extension Taking {
  /// Takes a package index over; does nothing with a version index.
  mutating func takePackageIndex(_ form: SmallForm) throws(AuthoringError) {
    guard case .packageIndex(let name, let entries) = form.content, try claimOwner(of: form) else {
      return
    }
    let owner = form.owner.value.handle
    let resource = NewResource.packageIndex(name.value, owner: owner)
    origins.add(resource.path, of: form, at: name.node, entries)
    try files.add(resource.draft(context))
    guard case .sound(let unit) = try files.standing(at: resource.path),
      case .packageIndex(let index)? = unit.resource,
      let map = unit.document.node(at: ["spec", "versionIndexes"])
    else { return reportUnsound(resource.path, in: form, at: name.node) }
    guard owner.isFirst(of: index.owners) else {
      return reportOwner(resource.path, index.owners, in: form, at: name.node)
    }
    packageIndexes.insert(resource.path)
    var new: [SmallForm.Entry] = []
    var edits: [JSONEdit] = []
    let editor = JSONEditor(unit.document)
    let present = Dictionary(
      index.entries.map { ($0.alias, $0) }, uniquingKeysWith: { first, _ in first })
    for entry in entries where try isThere(entry, in: form) {
      guard let old = present[entry.alias] else {
        new.append(entry)
        continue
      }
      guard old.target != entry.target.id else { continue }
      report(
        .smallFormAlias, in: form, at: entry.node,
        "the alias \(entry.alias) stood for \(old.target), and stands for \(entry.target.id) now",
        help: "nothing, if that is meant")
      edits.append(editor.replace(old.node, with: .string(entry.target.id.text)))
    }
    // Several that come to one place take it in this order.
    new.sort { $0.alias < $1.alias }
    if present.isEmpty, !new.isEmpty {
      let members = new.map { JSONValue.Member($0.alias, .string($0.target.id.text)) }
      edits.append(editor.replace(map, with: .object(members)))
    } else {
      edits += new.compactMap {
        editor.insert($0.alias, .string($0.target.id.text), into: map, at: .sortedByBytes)
      }
    }
    guard !edits.isEmpty, let bytes = unit.document.applying(edits) else { return }
    try files.write(bytes, to: resource.path)
  }

  /// Whether the version index that an alias stands for is in the registry, and its owner's.
  private mutating func isThere(
    _ entry: SmallForm.Entry, in form: SmallForm
  ) throws(AuthoringError) -> Bool {
    let owner = entry.target.owner
    let path = SourcePlace.path(of: entry.target.id, layout: context.layout)
    let standing = try files.standing(at: path)
    if case .unsound = standing {
      reportUnsound(path, in: form, at: entry.node)
      return false
    }
    guard case .sound(let unit) = standing, case .versionIndex(let index)? = unit.resource else {
      report(
        .smallFormTarget, in: form, at: entry.node,
        "the registry has no version index \(entry.target.id), and no file brings it",
        help: "name the file of \(entry.target.id) too, in the same command")
      return false
    }
    guard owner.handle.isFirst(of: index.owners) else {
      let actual = index.owners.first.map { quoted($0.text) } ?? "nobody"
      report(
        .smallFormTarget, in: form, at: entry.node,
        "\(path) of the registry is owned by \(actual), expected \(quoted(owner.handle.text))",
        help: "name the version index that is meant, by its owner's full name")
      return false
    }
    return try confirm(owner, in: form, at: entry.node) != nil
  }
}
