internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry

extension Rule {
  static let signingKey = Rule(
    "signing-key", .integrity, .forward, "signatures name a key of an identity",
    """
    `key` of a file is `<handle>:<fingerprint>`: the identity that signed, and which of its keys. \
    The fingerprint of an SSH key is the SHA-256 of its blob in lower-case hexadecimal, that of an \
    OpenPGP key its own. A client finds the key by it, so the identity has to have it. Add the key \
    to the identity, or correct the name.
    """)
}

extension Check {
  static let signingKey = Check(
    .signingKey,
    .forward { (unit, view) throws(SnapshotError) in
      var findings: [Diagnostic] = []
      for key in (unit.versionIndex?.files ?? []).compactMap(\.key) {
        if let finding = try finding(about: key, in: unit, view) { findings.append(finding) }
      }
      return findings
    })

  private static func finding(
    about key: Reference, in unit: Unit, _ view: ForwardView
  ) throws(SnapshotError) -> Diagnostic? {
    guard let (handle, fingerprint) = key.text.splitOnce(at: ":"),
      (try? Name(handle, for: .identity)) != nil
    else {
      return unit.finding(
        .signingKey, at: key.node, "\(quoted(key.text)) is not <handle>:<fingerprint>",
        help: "name the identity that signed, a colon, and the key's fingerprint")
    }
    if try view.misses(identity: handle) {
      return unit.finding(
        .signingKey, at: key.node, "there is no identity \(quoted(handle)) to have signed",
        help: try view.help(namingIdentity: handle))
    }
    // An identity that cannot be understood, or has a key that cannot, is its own finding.
    guard let home = try view.lookup.unit(at: SourcePlace.path(ofIdentity: handle)),
      let keys = home.identity?.keys, keys.allSatisfy({ $0.fingerprint != nil }),
      !keys.contains(where: { $0.fingerprint == fingerprint })
    else { return nil }
    let list = home.document.node(at: ["spec", "keys"]) ?? home.document.root
    return unit.finding(
      .signingKey, at: key.node,
      "\(quoted(handle)) has no key of the fingerprint \(quoted(fingerprint))",
      help: fingerprint.hasPrefix("SHA256:")
        ? "write the fingerprint in hexadecimal, not as `ssh-keygen -l` shows it"
        : "add the key to the identity, or correct the fingerprint",
      notes: [home.note(at: list, "its keys")])
  }
}
