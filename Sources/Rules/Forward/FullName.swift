internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry

extension Rule {
  static let fullName = Rule(
    "full-name", .integrity, .forward, "full names in a package index fit the owners of packages",
    """
    `<handle>:<fingerprint>:<package>` is what a version index is called in any registry: the \
    handle of its first owner, the fingerprint of that identity's first key, and the package. Here \
    it stands for `<handle>/<package>`, as long as that is the one. A handle may belong to somebody \
    else in another registry: the key tells. Correct the name, or write `<project>/<package>` to \
    mean whoever owns that here.
    """)
}

extension Check {
  static let fullName = Check(
    .fullName,
    .forward { (unit, view) throws(SnapshotError) in
      var findings: [Diagnostic] = []
      for entry in unit.packageIndex?.entries ?? [] {
        guard let name = entry.fullName else { continue }
        if let finding = try identity(of: name, at: entry, in: unit, view) {
          findings.append(finding)
        }
        if let finding = try owner(of: name, at: entry, in: unit, view) {
          findings.append(finding)
        }
      }
      return findings
    })

  /// Compares the key of a full name with that of the identity here.
  private static func identity(
    of name: VersionIndexFullName, at entry: PackageIndex.Entry, in unit: Unit, _ view: ForwardView
  ) throws(SnapshotError) -> Diagnostic? {
    let handle = name.owner.handle.text
    if try view.misses(identity: handle) {
      return unit.finding(
        .fullName, at: entry.node, "there is no identity \(quoted(handle)) to own a package",
        help: try view.help(namingIdentity: handle))
    }
    // An identity that cannot be understood, or whose first key cannot, is its own finding.
    guard let home = try view.lookup.unit(at: SourcePlace.path(ofIdentity: handle)),
      let identity = home.identity
    else { return nil }
    let keys = home.document.node(at: ["spec", "keys"]) ?? home.document.root
    guard let first = identity.keys.first else {
      return unit.finding(
        .fullName, at: entry.node,
        "\(quoted(handle)) has no key, so nobody knows whether \(quoted(name.owner.text)) is meant",
        help: "add the key to the identity, or write \"\(name.id)\"",
        notes: [home.note(at: keys, "no key is here")])
    }
    guard let known = first.fingerprint, known != name.owner.fingerprint else { return nil }
    return unit.finding(
      .fullName, at: entry.node,
      "\(quoted(handle)) is \(quoted("\(handle):\(known)")) here, found \(quoted(name.owner.text))",
      help: identity.keys.contains { $0.fingerprint == name.owner.fingerprint }
        ? "the first key gives an identity its full name: write \"\(handle):\(known):\(name.package)\""
        : "find out who is meant: another of that handle may stand in this registry",
      notes: [home.note(at: first.node, "its first key")])
  }

  /// Compares the handle of a full name with the package's first owner.
  private static func owner(
    of name: VersionIndexFullName, at entry: PackageIndex.Entry, in unit: Unit, _ view: ForwardView
  ) throws(SnapshotError) -> Diagnostic? {
    // That there is no such package is the finding of another rule.
    guard let home = try view.lookup.unit(at: view.lookup.path(of: name.id)),
      let index = home.versionIndex
    else { return nil }
    let (owner, handle) = (index.owners.first, name.owner.handle.text)
    guard owner?.text != handle else { return nil }
    return unit.finding(
      .fullName, at: entry.node,
      "the first owner of \(name.id) is \(owner.map { quoted($0.text) } ?? "nobody"), "
        + "expected \(quoted(handle))",
      help: "write \"\(name.id)\" to mean that package whoever owns it, or name another",
      notes: [home.note(at: owner?.node ?? home.document.root, "its owners")])
  }
}
