internal import Diagnostics
internal import IndexModel
internal import Registry

extension Rule {
  static let unknownFile = Rule(
    "unknown-file", .integrity, .names, "under index/ and packages/ stands nothing unknown",
    """
    A file that no rule reads is a file that no reviewer expects: a second CODEOWNERS, a `.gitattributes`, a version \
    index with a wrong ending. Files beside a version index, in the folder of its name, have to be named by the `path` \
    of one of its releases. Move the file out of `index/` and `packages/`, or name it.
    """)
}

extension Check {
  static let unknownFile = Check(
    .unknownFile,
    .entry { found in
      guard found.place == .unknown else { return [] }
      return [
        Diagnostic(
          .unknownFile, file: found.path, "the file is none of the registry's",
          help: "move it out of `index/` and `packages/`; `cairn new` makes files where they belong"
        )
      ]
    })
}
