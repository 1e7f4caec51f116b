import CLibgit2
import Glibc
public import IndexModel
import Synchronization

/// A git repository, opened for reading. Nothing is ever written to it. Copies are cheap and may be
/// used from any thread.
public struct GitRepository: Sendable {
  /// The folder of this checkout's own git files: `.git`, a bare repository, or
  /// `.git/worktrees/<name>`.
  public let gitFolder: String
  /// The folder of the files that are checked out; nil for a bare repository.
  public let workFolder: String?
  /// Commits whose parents a shallow clone does not have; empty for a complete one.
  public let shallowCommits: Set<ObjectID>
  /// Whether some objects are left with a remote until they are asked for. They are not fetched
  /// from here.
  public let isPartial: Bool

  /// The folder of the git files that all checkouts of the repository share.
  public let commonFolder: String

  let stores: ObjectStorePool
  private let shared: Shared

  /// What reads references, by one thread at a time.
  private final class Shared: Sendable {
    let handle: Mutex<RepositoryHandle>

    init(_ handle: RepositoryHandle) { self.handle = Mutex(handle) }
  }

  /// Whether the clone has only the newest commits.
  public var isShallow: Bool { !shallowCommits.isEmpty }

  /// Opens the repository at a path: a checkout, a linked worktree, a bare repository, or a folder
  /// `.git`.
  ///
  /// Repositories of other users open too, as containers need; nothing that their configuration
  /// names is run.
  ///
  /// - Parameter discover: Whether to look in the folders above `path` as well, as git does.
  /// - Throws: `.notARepository`, `.unsupportedRepository`, or `.failed`.
  public static func open(
    at path: String, discover: Bool = false
  ) throws(GitError) -> GitRepository {
    Libgit2.start()
    let handle: RepositoryHandle
    do throws(Libgit2.Failure) {
      handle = try RepositoryHandle(path: path, discover: discover)
    } catch {
      throw refusal(of: path, error)
    }
    if let format = handle.configuration("extensions.objectformat"), format != "sha1" {
      let detail = "it names objects by \(format), not by sha1"
      throw .unsupportedRepository(path: path, detail: detail)
    }
    do throws(Libgit2.Failure) {
      return try GitRepository(handle)
    } catch {
      throw GitError("opening the objects of '\(path)'", error)
    }
  }

  private init(_ handle: RepositoryHandle) throws(Libgit2.Failure) {
    let common = handle.commonFolder
    commonFolder = common
    gitFolder = handle.gitFolder
    workFolder = handle.workFolder
    isPartial =
      handle.configuration("extensions.partialclone") != nil
      || handle.isConfigured(matching: #"^remote\..*\.promisor$"#)
    shallowCommits = Self.boundary(in: common + "/shallow")
    stores = try ObjectStorePool(folder: common + "/objects")
    shared = Shared(handle)
  }

  /// The ids in a file `shallow`. libgit2 1.5 looks for it beside a linked worktree, where it never
  /// is.
  private static func boundary(in file: String) -> Set<ObjectID> {
    let lines = OpenFile.contents(of: file).split(separator: UInt8(ascii: "\n"))
    return Set(lines.compactMap { ObjectID(hex: String(decoding: $0, as: UTF8.self)) })
  }

  /// libgit2 has no code for "a repository, but not for me", only words.
  private static func refusal(of path: String, _ failure: Libgit2.Failure) -> GitError {
    if failure.isMissing {
      return .notARepository(path: resolved(path) ?? path, detail: failure.detail)
    }
    for words in ["unsupported", "unknown object format"] where failure.detail.hasPrefix(words) {
      return .unsupportedRepository(path: path, detail: failure.detail)
    }
    return GitError("opening '\(path)'", failure)
  }

  private static func resolved(_ path: String) -> String? {
    guard let resolved = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }

  /// Uses the handle for references, which nobody else uses meanwhile.
  func withHandle<Result: Sendable>(
    _ body: (RepositoryHandle) throws(GitError) -> Result
  ) throws(GitError) -> Result {
    let result = shared.handle.withLock { handle -> Swift.Result<Result, GitError> in
      do throws(GitError) { return .success(try body(handle)) } catch { return .failure(error) }
    }
    return try result.get()
  }

  /// What the repository says about objects that it does not have.
  var absence: GitError.Absence {
    isShallow ? .shallowClone : isPartial ? .partialClone : .completeClone
  }
}

extension GitRepository {
  /// Reads a commit by its id.
  ///
  /// - Throws: `.missingObject` or `.damagedObject`.
  public func commit(_ id: ObjectID) throws(GitError) -> Commit {
    let bytes: [UInt8]
    do throws(SnapshotError) {
      bytes = try stores.withStore(for: id) { store throws(SnapshotError) in
        try store.bytes(of: id, .commit, limit: Self.commitLimit)
      }
    } catch {
      throw about(error)
    }
    guard let commit = Commit(id: id, bytes: bytes) else {
      throw .damagedObject(id, detail: "it is not a well-formed commit")
    }
    return commit
  }

  /// A commit's object may be this large.
  private static let commitLimit = 16 << 20

  /// The tree of a commit; its folders and files are read when they are asked for.
  ///
  /// - Throws: `.missingObject` or `.damagedObject`, about the commit.
  public func snapshot(of commit: ObjectID) throws(GitError) -> GitSnapshot {
    GitSnapshot(root: try self.commit(commit).tree, stores: stores)
  }

  func about(_ error: SnapshotError) -> GitError {
    switch error {
    case .missing(let id): .missingObject(id, absence)
    case .unreadable(let id, let detail): .damagedObject(id, detail: detail)
    case .tooLarge(let id, let size): .damagedObject(id, detail: "it has \(size) bytes")
    case .tooManyEntries(let id, let limit):
      .damagedObject(id, detail: "the tree has more than \(limit) entries")
    }
  }
}
