internal import Diagnostics
internal import IndexModel
internal import Registry

extension Rule {
  static let duplicateAlias = Rule(
    "duplicate-alias", .integrity, .file, "aliases differ in more than case and separators",
    """
    The aliases of a package index are unique after folding: capital letters as small ones, `_` \
    and `.` as `-`. Each is a file of the site, and two that fold alike would be one on some \
    systems. Rename the newer one.
    """)
}

extension Check {
  static let duplicateAlias = Check(
    .duplicateAlias,
    .file { unit, _ in
      var first = First<String, PackageIndex.Entry>()
      return (unit.packageIndex?.entries ?? []).compactMap { entry in
        // An alias that is there to the byte is a key twice, which reading reported.
        guard let earlier = first.holder(of: Name.fold(entry.alias), else: entry),
          earlier.alias != entry.alias
        else { return nil }
        return unit.finding(
          .duplicateAlias, at: entry.aliasNode,
          "the alias \(quoted(entry.alias)) folds as \(quoted(earlier.alias)) does",
          help: "rename one of the two", notes: [unit.note(at: earlier.aliasNode, "the other")])
      }
    })
}
