internal import Diagnostics
internal import IndexModel
internal import Registry

extension Rule {
  static let nameFolding = Rule(
    "name-folding", .integrity, .names, "names differ in more than case and separators",
    """
    Names are unique after folding: capital letters as small ones, `_` and `.` as `-`. Two names that fold alike would \
    be one file on some systems, and one name to many people. Choose another name for the newer one.
    """)
}

extension Check {
  static let nameFolding = Check(
    .nameFolding,
    .names { space, _ in
      var first: [String: RepositoryPath] = [:]
      var findings: [Diagnostic] = []
      for (text, path) in space.names {
        let folded = Name.fold(text)
        guard let earlier = first[folded] else {
          first[folded] = path
          continue
        }
        findings.append(
          Diagnostic(
            rule: Rule.nameFolding.id, severity: .error, range: .start(of: path),
            message:
              "the \(space.sort) name \(text) folds to \(folded), as that of \(earlier) does",
            help: "choose another name for the newer of the two",
            notes: [.init(range: .start(of: earlier), message: "the other")]))
      }
      return findings
    })
}
