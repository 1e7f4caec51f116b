public import IndexModel

/// Every entry of a snapshot that is the registry's business, found without reading a file.
public struct Walk: Sendable {
  /// A file or an odd entry, with what its path makes of it.
  public struct Found: Sendable {
    public let path: RepositoryPath
    public let place: SourcePlace
    public let entry: TreeEntry
  }

  /// A folder whose entries name things of one sort, which must not be mistaken for one another.
  public struct NameSpace: Sendable {
    public let folder: RepositoryPath
    /// What is named here: "package", "identity" and so on.
    public let sort: String
    /// The names with the paths that spell them, in order of the bytes.
    public let names: [(text: String, path: RepositoryPath)]
  }

  /// Everything but folders, in order of the paths.
  public private(set) var found: [Found] = []
  public private(set) var nameSpaces: [NameSpace] = []
  /// Folders whose tree could not be read.
  public private(set) var unreadable: [(path: RepositoryPath, error: SnapshotError)] = []

  /// The folders that hold a registry.
  public static let topFolders = ["index", "packages"]

  /// Levels below which nothing is looked for: a tree may be nested without end.
  private static let deepest = 16
  /// Entries after which nothing more is looked for: folders that hold one another many times over make a small
  /// repository a tree that no one could ever walk.
  private static let most = 4_000_000
  private var visited = 0

  /// Walks `index/` and `packages/`.
  public init(_ snapshot: any Snapshot, layout: Layout) throws(SnapshotError) {
    for entry in try snapshot.list(snapshot.root)
    where Self.topFolders.contains(String(decoding: entry.name, as: UTF8.self)) {
      let path = RepositoryPath(bytes: entry.name)
      if entry.kind == .folder {
        visit(entry.id, at: path, depth: 1, in: snapshot, layout)
      } else {
        found.append(Found(path: path, place: .unknown, entry: entry))
      }
    }
    found.sort { $0.path < $1.path }
  }

  private mutating func visit(
    _ folder: ObjectID, at path: RepositoryPath, depth: Int, in snapshot: any Snapshot,
    _ layout: Layout
  ) {
    let entries: [TreeEntry]
    do {
      entries = try snapshot.list(folder)
    } catch {
      unreadable.append((path, error))
      return
    }
    var names: [(text: String, path: RepositoryPath)] = []
    var sort: String?
    visited += entries.count
    guard visited <= Self.most else {
      let detail = "the tree has more than \(Self.most) entries"
      unreadable.append((path, .unreadable(folder, detail: detail)))
      return
    }
    for entry in entries {
      let child = path.appending(entry.name)
      guard entry.kind == .folder else {
        let place = SourcePlace(child, layout: layout)
        if let named = place.named {
          names.append((named.name, child))
          sort = named.sort
        }
        found.append(Found(path: child, place: place, entry: entry))
        continue
      }
      if depth < Self.deepest {
        visit(entry.id, at: child, depth: depth + 1, in: snapshot, layout)
      } else {
        found.append(Found(path: child, place: .unknown, entry: entry))
      }
    }
    if let sort { nameSpaces.append(NameSpace(folder: path, sort: sort, names: names)) }
  }
}

extension SourcePlace {
  /// The name that a path gives to the thing in its file, and the sort of thing.
  fileprivate var named: (name: String, sort: String)? {
    switch self {
    case .identity(let name): (name, "identity")
    case .project(let name): (name, "project")
    case .packageIndex(let name): (name, "package index")
    case .advisory(let id): (id, "advisory")
    case .versionIndex(_, let name): (name, "package")
    case .registry, .codeOwners, .waivers, .companion, .unknown, .outside: nil
    }
  }
}
