internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry

extension Rule {
  static let urlDigest = Rule(
    "url-digest", .integrity, .file, "a URL has one digest in a package",
    """
    A digest is a promise that the bytes at a URL stay what they are. Two digests for one URL \
    cannot both be kept, so one of the releases could not be downloaded. Put the new bytes at a \
    URL of their own: best with the version in it.
    """)
}

extension Check {
  static let urlDigest = Check(
    .urlDigest,
    .file { unit, _ in
      typealias Stated = (url: Reference, digest: SHA256Digest)
      var first = First<String, Stated>()
      return (unit.versionIndex?.files ?? []).compactMap { file in
        guard case .url(let url, let digest) = file.location,
          let earlier = first.holder(of: url.text, else: (url, digest)), earlier.digest != digest
        else { return nil }
        return unit.finding(
          .urlDigest, at: url.node,
          "the URL has the digest \(digest.short) here, and \(earlier.digest.short) elsewhere",
          help: "put the bytes at a URL of their own, or correct the digest",
          notes: [unit.note(at: earlier.url.node, "the same URL with the other digest")])
      }
    })
}

extension SHA256Digest {
  /// Enough of the digest to tell it from another in a message.
  var short: String { "\(hex.prefix(12))…" }
}
