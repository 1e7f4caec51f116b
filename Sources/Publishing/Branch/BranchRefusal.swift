public import IndexModel

/// Why nothing is published to a branch.
public enum BranchRefusal: Hashable, Sendable {
  /// A name that is not taken for a branch's.
  case notAName
  /// A checkout stands on the branch: its files would no longer be those of its commit.
  case isCheckedOut(in: String)
  /// The branch is another name for a reference.
  case isAlias
  /// The branch has files but not the one that every site of ours has, or another of its name.
  case notASite(marker: SitePath)
  /// At a path of the site is a link, a submodule or something odder.
  case foreignEntry(String)
  /// The objects of the published site are not all there.
  case unreadable(detail: String)
  /// Where the objects of the repository are, nothing can be moved to.
  case objectsElsewhere
  /// Git would not move the branch.
  case notMoved(detail: String)
}

extension BranchRefusal {
  var statement: String {
    switch self {
    case .notAName: "is not the name of a branch"
    case .isCheckedOut(let folder): "is checked out, as \(folder) says"
    case .isAlias: "is a symbolic reference to another one"
    case .notASite(let marker): "has files but no \(marker) of ours, so it is not a site of ours"
    case .foreignEntry(let path): "has at \(path) what no site of ours has"
    case .unreadable(let detail): "cannot be read: \(detail)"
    case .objectsElsewhere: "is in a repository whose objects are on another file system"
    case .notMoved(let detail): "was not moved: \(detail)"
    }
  }

  func wayOut(of branch: String) -> String {
    switch self {
    case .notAName: "use letters, digits, '.', '_', '-' and '/', such as gh-pages"
    case .isCheckedOut: "check out another branch there, or publish to another one"
    case .isAlias, .notASite: "name a branch that does not exist yet"
    case .foreignEntry: "take it out of the branch, or publish to another one"
    case .unreadable: "run git fsck, or start anew after git branch -D \(branch)"
    case .objectsElsewhere: "publish to a folder, or from a clone"
    case .notMoved:
      "see that no other git is at work there (a killed one leaves a file .lock), then publish again"
    }
  }
}
