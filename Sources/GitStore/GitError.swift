public import IndexModel

/// Why a repository cannot be read: what a person can act on has its own case.
public enum GitError: Error, Hashable, Sendable {
  /// Nothing at `path`, and nothing above it where that was asked for, is a git repository. The path is absolute, if it
  /// leads anywhere.
  case notARepository(path: String, detail: String)
  /// A repository, but of a format that cannot be read: SHA-256 objects, reference tables.
  case unsupportedRepository(path: String, detail: String)
  /// A repository without a checkout, where one is needed.
  case noWorkTree(path: String)
  /// The branch that the revision stands for has no commit yet.
  case unbornBranch(revision: String)
  /// No branch, tag or commit goes by this name.
  case unknownRevision(String, Absence)
  /// A short id that fits more than one object.
  case ambiguousRevision(String)
  /// The revision names a tree or a blob.
  case notACommit(revision: String, kind: String)
  /// The object should be there and is not.
  case missingObject(ObjectID, Absence)
  /// The object is there, but it cannot be what its name says.
  case damagedObject(ObjectID, detail: String)
  /// Any other failure of a call; `code` is libgit2's, `detail` its own words.
  case failed(operation: String, code: Int, detail: String)

  /// What the repository says about objects that it does not have.
  public enum Absence: Hashable, Sendable {
    /// The clone has only the newest commits.
    case shallowClone
    /// The clone leaves objects with its remote until they are asked for.
    case partialClone
    /// The clone claims to have everything.
    case completeClone
  }
}

extension GitError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notARepository(let path, let detail):
      // All that libgit2 has to say where the folder is there.
      detail.hasPrefix("could not find repository")
        ? "'\(path)' is not a git repository" : "'\(path)' is not a git repository: \(detail)"
    case .unsupportedRepository(let path, let detail):
      "'\(path)' is a repository that cannot be read: \(detail)"
    case .noWorkTree(let path): "'\(path)' is a bare repository, without files to read"
    case .unbornBranch(let revision): "'\(revision)' has no commit yet: commit something first"
    case .unknownRevision(let revision, let absence):
      "no branch, tag or commit is named '\(revision)'\(absence.wayOut)"
    case .ambiguousRevision(let revision):
      "'\(revision)' is the start of more than one object's id: give more digits"
    case .notACommit(let revision, let kind): "'\(revision)' is a \(kind), not a commit"
    case .missingObject(let id, let absence): "object \(id) is missing\(absence.wayOut)"
    case .damagedObject(let id, let detail): "object \(id) is damaged: \(detail)"
    case .failed(let operation, let code, let detail): "\(operation): \(detail) (\(code))"
    }
  }
}

extension GitError.Absence {
  /// The end of a sentence: how to get what is not there.
  fileprivate var wayOut: String {
    switch self {
    case .shallowClone:
      "; this clone is shallow: 'git fetch --unshallow' (in CI, a fetch depth of 0) gets the rest"
    case .partialClone:
      "; this clone is partial: 'git fetch --refetch --no-filter' gets the rest"
    case .completeClone: "; 'git fetch --all --tags' may get it"
    }
  }
}

extension GitError {
  init(_ operation: String, _ failure: Libgit2.Failure) {
    self = .failed(operation: operation, code: Int(failure.code), detail: failure.detail)
  }
}
