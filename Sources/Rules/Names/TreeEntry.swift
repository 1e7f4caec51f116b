internal import Diagnostics
internal import IndexModel
internal import Registry

extension Rule {
  static let treeEntry = Rule(
    "tree-entry", .integrity, .names,
    "under index/ and packages/ are only plain files with plain paths",
    """
    Symbolic links, submodules, executables and odd modes mean something to a checkout that they \
    do not mean to a reviewer; so do paths with control bytes, non-ASCII letters, `.git` \
    look-alikes or endless depth. Only files of mode 100644 and folders are accepted, with \
    components of at most 64 bytes from a plain alphabet, paths of at most 200 bytes and 8 levels; \
    no more than 2,000,000 entries in all, and 10,000 for the files of one package. \
    `git update-index --chmod=-x` takes the mark of an executable away; rename what has another \
    path, and put a plain file where a link is.
    """)
}

extension Check {
  static let treeEntry = Check(
    .treeEntry,
    .entry { (found, _) in
      var findings: [Diagnostic] = []
      if let problem = found.path.problem() {
        findings.append(
          Diagnostic(.treeEntry, file: found.path, problem.message, help: "rename it"))
      }
      if found.entry.kind == .folder {
        findings.append(
          Diagnostic(
            .treeEntry, file: found.path, "a folder deeper than any the registry has",
            help: "move its files up: a path has at most \(RepositoryPath.limits.depth) levels"))
      } else if let phrase = found.entry.kind.oddity {
        findings.append(
          Diagnostic(
            .treeEntry, file: found.path, "\(phrase) where only a plain file may stand",
            help: "replace it by a file of mode 100644: `git rm --cached` it, then add the file"))
      }
      return findings
    })
}

extension TreeEntry.Kind {
  fileprivate var oddity: String? {
    switch self {
    case .file, .folder: nil
    case .executable: "an executable file"
    case .symlink: "a symbolic link"
    case .submodule: "a submodule"
    case .odd(let mode): "an entry of mode \(String(mode, radix: 8))"
    }
  }
}
