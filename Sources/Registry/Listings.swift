internal import IndexModel
internal import Synchronization

/// The folders that were listed, by their ids: two states of a registry share most of them, and a
/// large one is not read for each.
public final class Listings: Sendable {
  private let known = Mutex<[ObjectID: [TreeEntry]]>([:])

  public init() {}

  func entries(
    of folder: ObjectID, in snapshot: any Snapshot
  ) throws(SnapshotError) -> [TreeEntry] {
    if let entries = known.withLock({ $0[folder] }) { return entries }
    let entries = try snapshot.list(folder)
    known.withLock { $0[folder] = entries }
    return entries
  }
}
