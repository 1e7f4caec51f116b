internal import Diagnostics
internal import IndexModel
internal import Registry

extension Rule {
  static let sharedDigest = Rule(
    "shared-digest", .advice, .file, "releases of a package have archives of their own",
    """
    Two releases with the same archive are the same bytes under two versions. Mostly one of them \
    was meant to be another: a digest was copied along with the lines around it. Where both are \
    meant, a waiver says so.
    """)
}

extension Check {
  static let sharedDigest = Check(
    .sharedDigest,
    .file { unit, _ in
      typealias Stated = (file: Release.File, release: Release)
      var first = First<SHA256Digest, Stated>()
      return (unit.versionIndex?.releases ?? []).flatMap { release in
        release.files.compactMap { file -> Diagnostic? in
          guard file.role == .archive, case .url(_, let digest) = file.location,
            let earlier = first.holder(of: digest, else: (file, release)),
            earlier.release.node != release.node
          else { return nil }
          return unit.finding(
            .sharedDigest, at: file.node,
            "the archive of \(release.version.text) has the digest of that of "
              + earlier.release.version.text,
            help: "correct the digest, or have a waiver say why",
            notes: [unit.note(at: earlier.file.node, "the other archive")])
        }
      }
    })
}
