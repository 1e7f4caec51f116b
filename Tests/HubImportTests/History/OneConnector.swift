import IndexModel

/// A hub's tree with nothing in it but the folder of one connector.
///
/// What an import makes of a connector depends on nothing else, so only what a commit touches has
/// to be imported anew.
struct OneConnector: Snapshot {
  let root: ObjectID
  private let hub: any Snapshot
  /// The entries that are left of the folders on the way.
  private var way: [ObjectID: [TreeEntry]] = [:]

  /// - Parameter path: `registry/<namespace>/<connector>`.
  init(_ path: RepositoryPath, of hub: any Snapshot) throws(SnapshotError) {
    self.hub = hub
    root = hub.root
    var folder = hub.root
    for component in path.components {
      let entry = try hub.list(folder).first { $0.name.elementsEqual(component) }
      way[folder] = entry.map { [$0] } ?? []
      guard let entry, entry.kind == .folder else { return }
      folder = entry.id
    }
  }

  func list(_ folder: ObjectID) throws(SnapshotError) -> [TreeEntry] {
    if let entries = way[folder] { return entries }
    return try hub.list(folder)
  }

  func size(of file: ObjectID) throws(SnapshotError) -> Int { try hub.size(of: file) }
  func read(_ file: ObjectID) throws(SnapshotError) -> [UInt8] { try hub.read(file) }

  func readAll(
    _ files: [ObjectID], limit: Int, workers: Int,
    _ body: @Sendable (Int, Int, Result<[UInt8], SnapshotError>) -> Void
  ) {
    hub.readAll(files, limit: limit, workers: workers, body)
  }
}
