internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry

extension Rule {
  static let signature = Rule(
    "signature", .integrity, .file, "signatures say what they are of, and no `of` leads nowhere",
    """
    A file of the role `signature` names, in `of`, the file that it is about; so does a `checksum` \
    of one file, while a list such as `SHA256SUMS` names many by itself and needs no `of`. \
    Wherever `of` stands, it is another file of the same release. Without it a client would have \
    to guess from the file's name what to verify, and guessing is how the wrong file passes. Write \
    the name as the other file has it.
    """)
}

extension Check {
  static let signature = Check(
    .signature,
    .file { unit, _ in
      (unit.versionIndex?.releases ?? []).flatMap { release in
        release.files.compactMap { finding(about: $0, of: release, in: unit) }
      }
    })

  private static func finding(
    about file: Release.File, of release: Release, in unit: Unit
  ) -> Diagnostic? {
    guard let of = file.of else {
      guard file.role == .signature, !unit.has("of", in: file.node) else { return nil }
      return unit.finding(
        .signature, at: file.node, "a signature without an \"of\"",
        help: "name the file that it is about: \"of\": \"libfoo.tgz\"")
    }
    if of.text == file.name {
      return unit.finding(
        .signature, at: of.node, "the file \(quoted(file.name)) is said to be about itself",
        help: "name the file that it is about")
    }
    let names = unit.fileNames(of: release)
    guard !names.contains(of.text) else { return nil }
    return unit.finding(
      .signature, at: of.node,
      "release \(release.version.text) has no file \(quoted(of.text))",
      help: Likeness.closest(to: of.text, among: names).map { "did you mean \"\($0)\"?" }
        ?? "name a file of the same release",
      notes: [unit.note(at: release.versionNode, "the release")])
  }
}

extension Unit {
  /// The names of a release's files, with those of files that could not be read: they are there all
  /// the same.
  fileprivate func fileNames(of release: Release) -> [String] {
    guard let files = document.member("files", of: release.node) else { return [] }
    return document.elements(of: files).compactMap { file in
      document.member("name", of: file).flatMap { document.string($0) }
    }
  }
}
