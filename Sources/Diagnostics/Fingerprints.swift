internal import Cryptography
internal import IndexModel

/// Names findings so that a forge knows each again in the next report, wherever its lines have moved.
///
/// A finding is known by its rule, its file, and the value that it is about, or its message where it
/// is about none. Of findings that are alike in all this, the second has another name than the first.
struct Fingerprints {
  private var seen: [SHA256Digest: Int] = [:]

  /// The name of a finding: what it is known by, and which one of those alike, from 1.
  mutating func next(_ finding: Diagnostic) -> (digest: SHA256Digest, occurrence: Int) {
    // No rule, no path and no pointer holds a zero byte, so the parts cannot run into each other.
    let parts = [
      Array(finding.rule.utf8), finding.range.path.bytes,
      Array((finding.pointer ?? finding.message).utf8),
    ]
    let digest = SHA256.digest(of: Array(parts.joined(separator: [0])))
    seen[digest, default: 0] += 1
    return (digest, seen[digest, default: 1])
  }

  /// The name of a finding as one digest.
  mutating func digest(_ finding: Diagnostic) -> SHA256Digest {
    let (digest, occurrence) = next(finding)
    return occurrence == 1 ? digest : SHA256.digest(of: Array("\(digest.hex):\(occurrence)".utf8))
  }
}
