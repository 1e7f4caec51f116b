internal import GitStore
public import IndexModel
internal import JSONText

/// A hub as it is at one commit, with the history that tells when each release came.
public struct HubSource: Sendable {
  /// The tree of the commit: nothing is read from a checkout.
  public let snapshot: any Snapshot
  /// Which commits brought, rewrote and removed the files of releases.
  public let history: HubHistory

  /// A source by hand, for tests.
  public init(snapshot: any Snapshot, history: HubHistory) {
    self.snapshot = snapshot
    self.history = history
  }

  /// Opens the repository at a path, at its `HEAD`.
  ///
  /// - Throws: `.git` or `.unreadable` where it cannot be read, `.shallow` where it does not go
  ///   back to its beginning: then nobody could say when a release came.
  public static func open(at path: String) throws(HubImportError) -> HubSource {
    do {
      let repository = try GitRepository.open(at: path)
      let head = try repository.resolve("HEAD")
      let line = try repository.firstParents(from: head)
      if case .shallow(let commit) = line.end { throw HubImportError.shallow(path: path, commit) }
      return HubSource(
        snapshot: try repository.snapshot(of: head),
        history: try HubHistory(line.commits, of: repository))
    } catch let error as HubImportError {
      throw error
    } catch let error as GitError {
      throw .unreadable(error.description)
    } catch let error as SnapshotError {
      throw .object(error)
    } catch {
      throw .unreadable("\(error)")
    }
  }

  /// The bytes of a file of the hub, for the lines of findings: of one that is gone, what it last
  /// said.
  public func bytes(of path: RepositoryPath) -> [UInt8]? {
    let entry = try? snapshot.entry(at: path)
    let last = history.events[path]?.last { $0.content != nil }?.content
    guard let id = entry.flatMap({ $0.kind == .file ? $0.id : nil }) ?? last,
      let size = try? snapshot.size(of: id), size <= HubFile.limits.bytes
    else { return nil }
    return try? snapshot.read(id)
  }
}
