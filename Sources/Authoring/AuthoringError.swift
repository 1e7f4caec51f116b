internal import Glibc
public import IndexModel

/// Why files of a checkout could not be read or written. Nothing was changed.
public enum AuthoringError: Error, Hashable, Sendable {
  /// The file is there already, and would be lost.
  case exists(RepositoryPath)
  /// The file changed between reading and writing.
  case changed(RepositoryPath)
  /// A symbolic link, a folder or a device stands where a plain file belongs, or on the way there.
  case notPlain(String)
  /// The path would lead out of the checkout, or to nowhere.
  case unsafePath(RepositoryPath)
  /// A file of the user's own that is not there.
  case missing(String)
  /// What the user named is a folder or a device, or lies behind a link.
  case noFile(String)
  /// A file of the user's own that the operating system does not let us read.
  case unreadable(String, errno: Int32)
  /// A file has more bytes than fit where it should go.
  case tooLarge(String, size: Int, limit: Int)
  /// The operating system failed a call: `errno` says why.
  case failed(operation: String, path: String, errno: Int32)

  /// What a command should make of an error; each kind has its exit code. A file of the user's own
  /// that is of no use counts as missing.
  public enum Kind: Hashable, Sendable {
    case missing, refused, disk
  }

  /// The kind of this error: refused if what is there stands in the way, disk if the disk is full
  /// or broken.
  public var kind: Kind {
    switch self {
    case .exists, .changed, .notPlain, .unsafePath: .refused
    case .missing, .noFile, .unreadable, .tooLarge: .missing
    case .failed(_, _, let number):
      [EACCES, EPERM, EROFS, ELOOP, ENAMETOOLONG].contains(number) ? .refused : .disk
    }
  }

  /// What a human can do about it.
  public var wayOut: String {
    switch self {
    case .exists: "choose another name, or edit the file that is there"
    case .changed: "look at what changed it, then try again"
    case .notPlain: "put a plain file there: nothing is read or written through a link"
    case .unsafePath: "name a path below the checkout"
    case .missing: "look for a typing mistake; paths are taken from the current folder"
    case .noFile: "name a plain file; a folder can be packed into one with tar"
    case .unreadable(_, let number): Self.wayOut(of: number)
    case .tooLarge: "host it elsewhere and give its --url, or raise `policy.limits.fileBytes`"
    case .failed(_, _, let number): Self.wayOut(of: number)
    }
  }

  private static func wayOut(of number: Int32) -> String {
    switch number {
    case ENOSPC, EDQUOT: "make room, then try again; nothing was changed"
    case EACCES, EPERM, EROFS: "try as a user who may read and write there"
    default: "nothing was changed; look at the disk, then try again"
    }
  }
}

extension AuthoringError: CustomStringConvertible {
  /// One line that states the fact, without the way out.
  public var description: String {
    switch self {
    case .exists(let path): "\(path) is there already"
    case .changed(let path): "\(path) was changed by somebody else meanwhile"
    case .notPlain(let path): "\(path) is no plain file, or lies behind a link"
    case .unsafePath(let path): "\(path) is no path in the checkout"
    case .missing(let path): "there is no file \(path)"
    case .noFile(let path): "\(path) is no plain file"
    case .unreadable(let path, let number):
      "cannot read \(path): \(unsafe String(cString: strerror(number)))"
    case .tooLarge(let path, let size, let limit):
      "\(path) has \(size) bytes, more than the \(limit) that the registry allows"
    case .failed(let operation, let path, let number):
      "\(operation) of \(path) failed: \(unsafe String(cString: strerror(number)))"
    }
  }
}

extension AuthoringError {
  /// Adds to a failed call the path that it was about.
  init(_ error: SystemError, at path: String) {
    self =
      error.isOddity
      ? .notPlain(path) : .failed(operation: "\(error.call)", path: path, errno: error.number)
  }
}
