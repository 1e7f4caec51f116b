internal import Diagnostics
internal import IndexModel
internal import Registry

extension Rule {
  static let nameFolding = Rule(
    "name-folding", .integrity, .names, "names differ in more than case and separators",
    """
    Names are unique after folding: capital letters as small ones, `_` and `.` as `-`; those of \
    files that a package carries, after folding case. Two names that fold alike would be one file \
    on some systems, and one name to many people. Choose another name for the newer one.
    """)
}

extension Check {
  static let nameFolding = Check(
    .nameFolding,
    .names { space, _ in
      var first = First<String, RepositoryPath>()
      return space.names.compactMap { text, path in
        let folded = space.fold(text)
        guard let earlier = first.holder(of: folded, else: path) else { return nil }
        return Diagnostic(
          .nameFolding, file: path,
          "the \(space.sort.rawValue) name \(quoted(text)) folds to \(quoted(folded)), "
            + "as that of \(earlier) does",
          help: "choose another name for the newer of the two",
          notes: [.init(range: .start(of: earlier), message: "the other")])
      }
    })
}
