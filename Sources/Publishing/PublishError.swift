internal import Glibc
public import IndexModel

/// Why a generation was not published. Whatever the case, the site is as it was before.
public enum PublishError: Error, Hashable, Sendable {
  /// Another publisher holds the lock of this output.
  case busy(output: String)
  /// The output is not something that we may replace.
  case refused(Refusal, path: String)
  /// The operating system failed a call: `errno` says why.
  case failed(operation: String, path: String, errno: Int32)
  /// The branch is not one that we may publish to, or cannot.
  case refusedBranch(BranchRefusal, branch: String)
  /// A program that does a part of the work cannot be run: `errno` says why.
  case noProgram(String, errno: Int32)
  /// That program failed, in its own words.
  case programFailed(String, detail: String)
  /// Two documents claim one path, or one needs as a folder what the other is as a file.
  case clash(SitePath)

  /// What stands in the way, and would be lost or left by writing.
  public enum Refusal: Hashable, Sendable {
    /// The output is a file, or a device, or a socket.
    case notAFolder
    /// Where a file beside a site should go is a folder, a link, a device or a pipe.
    case notAFile
    /// The output is a symbolic link: the exchange would replace the link and not what it points
    /// to.
    case isLink
    /// The output is a root or a mount point, which no rename can replace.
    case isMountPoint
    /// The output's parent is missing, or not a folder.
    case noParent
    /// The output has files but not the one that every site of ours has, or another of its name.
    case notASite(marker: SitePath)
    /// The output holds a git repository, which a new generation would take away.
    case isCheckout
    /// In the site is a symbolic link, a device, a pipe or a socket, or a name that is no text; or somebody's file
    /// where a document goes.
    case foreignEntry
    /// The site that stands there does not say which files are its own.
    case illegible(reason: String)
    /// Somebody took the output's name while we published.
    case changedMeanwhile
    /// The folder that should hold the lock is a link, a file or somebody else's.
    case foreignState
  }

  /// What a command should make of an error; each kind has its exit code.
  public enum Kind: Hashable, Sendable {
    case busy, refused, disk, unavailable, mistake
  }

  /// The kind of this error: refused if nobody may write there, disk if the disk is full or broken.
  public var kind: Kind {
    switch self {
    case .busy: .busy
    case .refused, .refusedBranch: .refused
    case .failed(_, _, let errno): Self.kind(of: errno)
    case .noProgram: .unavailable
    case .programFailed(_, let detail): Self.number(named: detail).map(Self.kind) ?? .mistake
    case .clash: .mistake
    }
  }

  /// The error number that a program spoke of, in the words of the C locale.
  private static func number(named detail: String) -> Int32? {
    if detail.utf8.contains("Out of diskspace".utf8) { return ENOSPC }
    return [ENOSPC, EDQUOT, EIO, EROFS, EACCES, EPERM].first { number in
      detail.utf8.contains(unsafe String(cString: strerror(number)).utf8)
    }
  }

  private static func kind(of number: Int32) -> Kind {
    switch number {
    case EACCES, EPERM, EROFS, ELOOP, ENAMETOOLONG: .refused
    // The output's name is a mount point after all, or somebody took it meanwhile.
    case EBUSY, EXDEV, ENOTEMPTY, EEXIST: .refused
    default: .disk
    }
  }

  /// What a human can do about it.
  public var wayOut: String {
    switch self {
    case .busy: "wait for it to end, then publish again"
    case .refused(let refusal, _): refusal.wayOut
    case .refusedBranch(let refusal, let branch): refusal.wayOut(of: branch)
    case .failed(_, _, let errno): Self.wayOut(of: errno)
    case .noProgram(let name, _): "install \(name), for example with apt-get install \(name)"
    case .programFailed(_, let detail):
      Self.number(named: detail).map(Self.wayOut)
        ?? "the old site is untouched; publish again, and report it if it stays so"
    case .clash: "this is a mistake of the program; please report it"
    }
  }

  private static func wayOut(of number: Int32) -> String {
    switch number {
    case ENOSPC, EDQUOT: "make room, then publish again; the old site is untouched"
    case EACCES, EPERM, EROFS: "publish as a user who may write to the output's parent folder"
    case EBUSY: Refusal.isMountPoint.wayOut
    case EXDEV:
      "name a folder that does not exist yet: one of a lower layer of an overlay, as of a container's image, cannot be "
        + "renamed, nor can a mount (or make it anew in this layer: cp -a DIR NEW, rm -r DIR, mv NEW DIR)"
    case ENOTEMPTY, EEXIST: Refusal.changedMeanwhile.wayOut
    default: "the old site is untouched; look at the disk, then publish again"
    }
  }
}

extension PublishError.Refusal {
  fileprivate var statement: String {
    switch self {
    case .notAFolder: "is not a folder"
    case .notAFile: "is not a regular file"
    case .isLink: "is a symbolic link"
    case .isMountPoint: "is a mount point, which cannot be replaced in one step"
    case .noParent: "is not a folder that an output could be made in"
    case .notASite(let marker): "has files but no \(marker) of ours, so it is not a site of ours"
    case .isCheckout: "holds a git repository, which publishing would take away"
    case .foreignEntry: "is nothing that a site of ours has"
    case .illegible(let reason): "does not say which of its files are the site's: \(reason)"
    case .changedMeanwhile: "was changed by somebody else while it was published"
    case .foreignState: "should hold the lock but is not a folder of ours"
    }
  }

  fileprivate var wayOut: String {
    switch self {
    case .notAFolder, .notASite, .isCheckout: "name an empty folder, or one that does not exist yet"
    case .notAFile: "name a regular file, or one that does not exist yet"
    case .isLink: "name the folder that the link points to"
    case .isMountPoint: "name a folder inside it"
    case .noParent: "make the parent folder first"
    case .changedMeanwhile: "publish again, with nobody else at work there"
    case .illegible: "publish to another folder, or move this one away"
    case .foreignEntry, .foreignState: "look at it, then move it away"
    }
  }
}

extension PublishError: CustomStringConvertible {
  /// One line that states the fact, without the way out.
  public var description: String {
    switch self {
    case .busy(let output): "another publish is running for \(output)"
    case .refused(let refusal, let path): "\(path) \(refusal.statement)"
    case .refusedBranch(let refusal, let branch): "the branch '\(branch)' \(refusal.statement)"
    case .noProgram(let name, let errno):
      "cannot run \(name): \(unsafe String(cString: strerror(errno)))"
    case .programFailed(let name, let detail): "\(name) failed: \(detail)"
    case .failed(let operation, let path, let errno):
      "\(operation) of \(path) failed: \(unsafe String(cString: strerror(errno)))"
    case .clash(let path): "two documents claim the path \(path)"
    }
  }
}

extension PublishError {
  /// Adds to a failed call the path that it was about.
  init(_ error: SystemError, at path: String) {
    self = .failed(operation: "\(error.call)", path: path, errno: error.number)
  }
}

/// Names the path that the calls in `body` are about, should one fail.
func at<Value: ~Copyable>(
  _ path: @autoclosure () -> String, _ body: () throws(SystemError) -> Value
) throws(PublishError) -> Value {
  do {
    return try body()
  } catch {
    throw PublishError(error, at: path())
  }
}
