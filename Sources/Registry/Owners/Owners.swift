public import IndexModel
public import Ownership

/// What a tree says of who answers for which path: `index/CODEOWNERS`, and whether it counts.
public enum Owners: Sendable {
  case file(OwnerFile)
  /// Something in the file cannot be read, so none of it counts.
  case refused([OwnerProblem])
  /// No plain file stands there.
  case missing
  case unreadable(SnapshotError)

  /// The file, if it counts.
  public var file: OwnerFile? {
    if case .file(let file) = self { file } else { nil }
  }

  static func read(_ lookup: Lookup) -> Owners {
    let path = SourcePlace.codeOwnersPath
    do throws(SnapshotError) {
      guard let entry = try lookup.entry(at: path), entry.kind == .file else { return .missing }
      let size = try lookup.snapshot.size(of: entry.id)
      let reading =
        size > OwnerFile.limit
        ? OwnerFile.tooLarge(size)
        : OwnerFile.read(try lookup.snapshot.read(entry.id), at: path)
      return reading.file.map { .file($0) } ?? .refused(reading.problems)
    } catch {
      return .unreadable(error)
    }
  }
}
