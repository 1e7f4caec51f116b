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
    its own it may keep it.
    """)
}

extension Check {
  static let fileShadow = Check(
    .fileShadow,
    .file { unit, _ in
      (unit.versionIndex?.releases ?? []).flatMap(\.files).compactMap { file in
        // No page has a longer name, and most files have.
        guard file.name.utf8.count <= 10, pages.contains(where: file.name.equalsIgnoringCase)
        else { return nil }
        return unit.finding(
          .fileShadow, at: file.nameNode,
          "a file named \(quoted(file.name)) would stand for its folder on the site",
          help: "rename it, or put it into a folder: \"docs/\(file.name)\"")
      }
    })

  private static let pages = ["index.html", "index.htm", "index.json"]
}
