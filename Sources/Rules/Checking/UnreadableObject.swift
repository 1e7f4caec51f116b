package import Diagnostics
package import IndexModel
internal import Registry

/// What to say of an object that git cannot give.
extension Diagnostic {
  /// A file that cannot be read.
  ///
  /// - Parameter limit: How many bytes a file may have.
  package init(_ error: SnapshotError, path: RepositoryPath, limit: Int) {
    switch error {
    case .tooLarge(_, let size):
      self.init(
        .jsonLimit, file: path,
        "the file has \(size) bytes, more than the \(limit) that the registry allows",
        help: "make it smaller, or raise `policy.limits.fileBytes`")
    case .missing, .unreadable: self.init(error, folder: path)
    case .tooManyEntries:
      // Of all files only a version index has others listed: those in the folder of its name.
      self.init(error, folder: RepositoryPath(bytes: path.bytes.dropLast(".json".utf8.count)))
    }
  }

  /// A folder that cannot be read, or not to its end. The root is shown as `.`.
  package init(_ error: SnapshotError, folder: RepositoryPath) {
    let path = folder == .root ? "." : folder
    switch error {
    case .tooLarge(_, let size):
      self.init(
        .treeEntry, file: path,
        "the list of what stands here has \(size) bytes, more than any registry's folder needs",
        help: "take out what is no registry's, or spread it over folders")
    case .missing(let id):
      self.init(
        .unreadable, file: path, "object \(id) is missing",
        help: "run `git fsck`, or fetch the object again")
    case .unreadable(let id, let detail):
      self.init(
        .unreadable, file: path, "object \(id) cannot be read: \(detail)", help: "run `git fsck`")
    case .tooManyEntries(_, let limit):
      self.init(
        .treeEntry, file: path,
        "more than \(limit) entries stand here and below, so nothing else is checked",
        help: "take out what is no registry's; `git ls-tree HEAD \(path)/` shows what stands here")
    }
  }
}
