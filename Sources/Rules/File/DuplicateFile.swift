internal import Diagnostics
internal import IndexModel
internal import Registry

extension Rule {
  static let duplicateFile = Rule(
    "duplicate-file", .integrity, .file, "the files of a release have names of their own",
    """
    A file's name is the end of its coordinate, and a release is often downloaded as a whole. Two \
    files of one name, or of names that differ only in case, would overwrite each other; a name \
    that is also the folder of another cannot be both on any disk. Rename one of the two.
    """)
}

extension Check {
  static let duplicateFile = Check(
    .duplicateFile,
    .file { unit, _ in
      (unit.versionIndex?.releases ?? []).flatMap { clashes(of: $0.files, in: unit) }
    })

  private static func clashes(of files: [Release.File], in unit: Unit) -> [Diagnostic] {
    guard files.count > 1 else { return [] }
    var first = First<String, Release.File>()
    var findings = files.compactMap { file -> Diagnostic? in
      guard let earlier = first.holder(of: file.name.asciiLowered, else: file) else { return nil }
      return unit.finding(
        .duplicateFile, at: file.nameNode,
        earlier.name == file.name
          ? "the release has a file \(quoted(file.name)) already"
          : "the name \(quoted(file.name)) differs from \(quoted(earlier.name)) only in case",
        help: "rename one of the two", notes: [unit.note(at: earlier.nameNode, "the other")])
    }
    for file in files {
      guard let folder = file.folders.lazy.compactMap({ first.holder(of: $0) }).first else {
        continue
      }
      findings.append(
        unit.finding(
          .duplicateFile, at: file.nameNode,
          "the name \(quoted(file.name)) needs a folder where the file \(quoted(folder.name)) is",
          help: "rename one of the two", notes: [unit.note(at: folder.nameNode, "the file")]))
    }
    return findings
  }
}

extension Release.File {
  /// The folders that the name passes, in lower case: `a` and `a/b` for `a/b/c`.
  fileprivate var folders: [String] {
    let folded = name.asciiLowered
    return folded.utf8.indices.filter { folded.utf8[$0] == UInt8(ascii: "/") }
      .map { String(folded[..<$0]) }
  }
}
