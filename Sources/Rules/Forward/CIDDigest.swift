internal import Diagnostics
internal import IndexModel
internal import Registry

extension Rule {
  static let cidDigest = Rule(
    "cid-digest", .integrity, .forward, "the CID of a release is that of its archive",
    """
    A `raw` CID with SHA-256 states the digest of the content itself. A release with one archive \
    therefore says the same digest twice, in `cid` and in `sha256`, or by the bytes that it \
    carries; two that differ would give two clients two different packages. Correct the one that \
    is wrong: `cairn release` computes both.
    """)
}

extension Check {
  static let cidDigest = Check(
    .cidDigest,
    .forward { (unit, view) throws(SnapshotError) in
      var findings: [Diagnostic] = []
      for release in unit.versionIndex?.releases ?? [] {
        guard let text = release.cid, let cid = try? ContentID(text.text), cid.isRawSHA256 else {
          continue
        }
        let archives = release.files.filter { $0.role == .archive }
        guard archives.count == 1, let stated = cid.sha256,
          let digest = try view.digest(of: archives[0], in: unit), digest != stated
        else { continue }
        findings.append(
          unit.finding(
            .cidDigest, at: text.node,
            "the CID has the digest \(stated.short), the archive \(digest.short)",
            help: "correct the one that is wrong: `cairn release` computes both",
            notes: [unit.note(at: archives[0].node, "the archive")]))
      }
      return findings
    })
}

extension ForwardView {
  /// The digest of a file, as stated or by the bytes that the registry carries; nil where they are
  /// not there.
  fileprivate func digest(
    of file: Release.File, in unit: Unit
  ) throws(SnapshotError) -> SHA256Digest? {
    switch file.location {
    case .url(_, let digest): digest
    case .carried(let path):
      try lookup.sha256(ofFileAt: unit.companionFolder.appending(path.text))
    }
  }
}
