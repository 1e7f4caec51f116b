internal import Diagnostics
internal import IndexModel
internal import Registry

extension Rule {
  static let fileShadow = Rule(
    "file-shadow", .integrity, .file, "no file of a release takes the place of the site's own",
    """
    Hosts answer for a folder with its `index.html`, and clients look for a list in its \
    `index.json`: a file of that name would speak for the folder \
    `<stage>/<project>/<package>/<version>/` of the site. Give it another name; below a folder of \
    its own it may keep it. And hosts that serve compressed copies, such as GitLab Pages and nginx with `gzip_static`, \
    answer for `NAME` with the file `NAME.gz` or `NAME.br` beside it: where a release carries both, some clients would \
    get other bytes than the digest promises. Carry one of them.
    """)
}

extension Check {
  static let fileShadow = Check(
    .fileShadow,
    .file { unit, _ in
      guard let index = unit.versionIndex else { return [] }
      return pages(among: index.files, unit)
        + index.releases.flatMap { copies(among: $0.files, unit) }
    })

  private static func pages(among files: [Release.File], _ unit: Unit) -> [Diagnostic] {
    files.compactMap { file in
      // No page has a longer name, and most files have.
      guard file.name.utf8.count <= 10, pageNames.contains(where: file.name.equalsIgnoringCase)
      else { return nil }
      return unit.finding(
        .fileShadow, at: file.nameNode,
        "a file named \(quoted(file.name)) would stand for its folder on the site",
        help: "rename it, or put it into a folder: \"docs/\(file.name)\"")
    }
  }

  private static func copies(among files: [Release.File], _ unit: Unit) -> [Diagnostic] {
    // Of most releases no file is carried, and of most others none has such a name.
    let carried = files.filter { if case .carried = $0.location { true } else { false } }
    let suspects = carried.filter { file in
      copySuffixes.contains { file.name.utf8.suffix(3).elementsEqual($0.utf8) }
    }
    guard !suspects.isEmpty else { return [] }
    let names = Set(carried.map(\.name))
    return suspects.compactMap { file in
      let original = String(file.name.dropLast(3))
      guard names.contains(original) else { return nil }
      return unit.finding(
        .fileShadow, at: file.nameNode,
        "hosts that serve compressed copies would answer for \(quoted(original)) with "
          + quoted(file.name),
        help: "carry one of the two, or rename one")
    }
  }

  private static let pageNames = ["index.html", "index.htm", "index.json"]
  private static let copySuffixes = [".gz", ".br"]
}
