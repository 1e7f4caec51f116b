import CLibgit2
public import IndexModel

/// A branch as it is at one moment.
public struct Branch: Hashable, Sendable {
  /// The commit that it points to; nil where there is no such branch.
  public let tip: ObjectID?
  /// Whether it is another name for a reference, and no branch of its own.
  public let isAlias: Bool
  /// The folder of git's files of a checkout that the branch is checked out in, or being rebased in; nil where there is
  /// none.
  public let checkout: String?
}

extension GitRepository {
  /// Looks a branch up.
  public func branch(_ name: BranchName) throws(GitError) -> Branch {
    try withHandle { handle throws(GitError) in
      do throws(Libgit2.Failure) {
        let (tip, isAlias) = try handle.reference(name.reference)
        return Branch(tip: tip, isAlias: isAlias, checkout: handle.checkout(of: name))
      } catch {
        throw GitError("looking for the branch '\(name)'", error)
      }
    }
  }
}

extension RepositoryHandle {
  fileprivate func reference(
    _ name: String
  ) throws(Libgit2.Failure) -> (id: ObjectID?, isAlias: Bool) {
    var found: OpaquePointer?
    do {
      try Libgit2.attempt { unsafe git_reference_lookup(&found, raw, name) }
    } catch let error where error.isMissing {
      return (nil, false)
    }
    defer { unsafe git_reference_free(found) }
    guard unsafe git_reference_type(found) == GIT_REFERENCE_DIRECT,
      let id = unsafe git_reference_target(found)
    else { return (nil, true) }
    return (ObjectID(unsafe id.pointee), false)
  }

  /// The files of git are read, and not asked for through libgit2, which misses branches without a commit and those that
  /// are being rebased.
  fileprivate func checkout(of branch: BranchName) -> String? {
    let linked = commonFolder + "/worktrees"
    var folders =
      OpenFolder(path: linked)?.names()?.map { "\(linked)/\(String(decoding: $0, as: UTF8.self))" }
      ?? []
    if configurationFlag("core.bare") != true { folders.append(commonFolder) }
    return folders.first { folder in
      ["HEAD", "rebase-merge/head-name", "rebase-apply/head-name"].contains { file in
        Self.names(branch.reference, in: "\(folder)/\(file)")
      }
    }
  }

  /// Whether a file of git, or a link as old versions of it made, leads to this reference.
  private static func names(_ reference: String, in file: String) -> Bool {
    let target = OpenFile.target(ofLink: Array(file.utf8)) ?? OpenFile.contents(of: file)
    var text = String(decoding: target, as: UTF8.self)[...]
    if text.hasPrefix("ref:") { text = text.dropFirst(4) }
    return text.utf8.filter { !" \t\n".utf8.contains($0) } == Array(reference.utf8)
  }
}
