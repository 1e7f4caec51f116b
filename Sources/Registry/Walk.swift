public import IndexModel

/// Every entry of a snapshot that is the registry's business, found without reading a file.
public struct Walk: Sendable {
  /// A file or an odd entry, with what its path makes of it.
  public struct Found: Sendable {
    public let path: RepositoryPath
    public let place: SourcePlace
    public let entry: TreeEntry

    public init(path: RepositoryPath, place: SourcePlace, entry: TreeEntry) {
      self.path = path
      self.place = place
      self.entry = entry
    }
  }

  /// Everything but folders, in order of the paths.
  public let found: [Found]
  /// Where names must not be mistaken for one another, in order of the folders.
  public let nameSpaces: [NameSpace]
  /// Folders whose tree could not be read.
  public let unreadable: [Unreadable]
  /// Where the walk was cut short, because the tree is larger than any that a registry has. Then nothing else is
  /// known of it: what was found until then is not kept.
  public let cut: Unreadable?

  /// A folder that could not be read, or not to its end.
  public typealias Unreadable = (path: RepositoryPath, error: SnapshotError)

  /// The folders that hold a registry.
  public static let topFolders = ["index", "packages"]

  /// Walks `index/` and `packages/`.
  ///
  /// - Parameters:
  ///   - budget: How many entries there may be in all.
  ///   - companions: How many of them may be the companion files of one package.
  public init(
    _ snapshot: any Snapshot, layout: Layout, budget: TreeBudget = .registry,
    companions: TreeBudget = .companions
  ) throws(SnapshotError) {
    var walker = Walker(
      snapshot: snapshot, layout: layout, budget: budget, companions: companions)
    for entry in try snapshot.list(snapshot.root)
    where Self.topFolders.contains(where: { entry.name.elementsEqual($0.utf8) }) {
      walker.visit(entry, at: RepositoryPath(bytes: entry.name), depth: 1)
    }
    self.init(walker)
  }

  /// Looks into some folders, and not into the folders in them: at their names above all.
  public init(_ lookup: Lookup, folders: Set<RepositoryPath>) throws(SnapshotError) {
    var walker = Walker(
      snapshot: lookup.snapshot, layout: lookup.context.layout, budget: .registry,
      companions: .companions)
    // In order of the paths, as projects have to be known before packages.
    for folder in folders.sorted() {
      for entry in try lookup.entries(of: folder) {
        walker.look(at: entry, folder.appending(entry.name))
      }
    }
    self.init(walker)
  }

  private init(_ walker: Walker) {
    cut = walker.cut
    guard cut == nil else {
      (found, nameSpaces, unreadable) = ([], [], [])
      return
    }
    found = walker.found.sorted { $0.path < $1.path }
    nameSpaces = walker.spaces.map { folder, space in
      NameSpace(
        folder: folder, sort: space.sort, names: space.names.sorted { $0.path < $1.path })
    }.sorted { $0.folder < $1.folder }
    unreadable = walker.unreadable
  }
}

/// Names of one sort in one place, which must not be mistaken for one another.
public struct NameSpace: Sendable {
  /// What is named.
  public enum Sort: String, Hashable, Sendable, CaseIterable {
    case identity, project, package
    case packageIndex = "package index"
    case advisory
    /// What stands in a folder of companion files: their names keep their separators.
    case companion = "file"
  }

  /// Where the things are; the project's folder for packages, whatever the layout.
  public let folder: RepositoryPath
  public let sort: Sort
  /// The names with the paths that spell them, in order of the paths.
  public let names: [(text: String, path: RepositoryPath)]

  public init(
    folder: RepositoryPath, sort: Sort, names: [(text: String, path: RepositoryPath)]
  ) {
    self.folder = folder
    self.sort = sort
    self.names = names
  }

  /// What a name is unique by in this place.
  public func fold(_ name: String) -> String {
    sort == .companion ? name.asciiLowered : Name.fold(name)
  }
}

/// A walk on its way.
private struct Walker {
  let snapshot: any Snapshot
  let layout: Layout
  var budget: TreeBudget
  /// What each package may have.
  let companions: TreeBudget
  var found: [Walk.Found] = []
  var spaces: [RepositoryPath: Space] = [:]
  var unreadable: [Walk.Unreadable] = []
  var cut: Walk.Unreadable?
  /// The names of the project files, which are visited before the packages.
  var projects: Set<String> = []

  struct Space {
    let sort: NameSpace.Sort
    var names: [(text: String, path: RepositoryPath)] = []
  }

  /// The folder whose companion files are being visited, and what is left for them.
  private var package: (path: RepositoryPath, left: TreeBudget)

  init(
    snapshot: any Snapshot, layout: Layout, budget: TreeBudget, companions: TreeBudget
  ) {
    self.snapshot = snapshot
    self.layout = layout
    self.budget = budget
    self.companions = companions
    package = (.root, companions)
  }

  mutating func visit(_ entry: TreeEntry, at path: RepositoryPath, depth: Int) {
    guard cut == nil else { return }
    let place = SourcePlace(path, layout: layout)
    name(path, place, entry)
    guard entry.kind == .folder else {
      found.append(Walk.Found(path: path, place: place, entry: entry))
      return
    }
    // No path of a registry is deeper, so nothing below can be one of its files.
    guard depth < RepositoryPath.limits.depth else {
      found.append(Walk.Found(path: path, place: .unknown, entry: entry))
      return
    }
    let children: [TreeEntry]
    do throws(SnapshotError) {
      children = try snapshot.list(entry.id)
    } catch {
      unreadable.append((path, error))
      return
    }
    cut = spend(children, in: entry.id, at: path, place)
    for child in children { visit(child, at: path.appending(child.name), depth: depth + 1) }
  }

  /// Counts the entries of a folder; returns where there were too many.
  ///
  /// The folder of a package is visited from one end to the other, so one count at a time is enough.
  private mutating func spend(
    _ children: [TreeEntry], in folder: ObjectID, at path: RepositoryPath, _ place: SourcePlace
  ) -> Walk.Unreadable? {
    do throws(SnapshotError) {
      try budget.spend(children.count, on: folder)
    } catch {
      return (path, error)
    }
    if !place.isCompanion { package = (path, companions) }
    guard let child = children.first,
      SourcePlace(path.appending(child.name), layout: layout).isCompanion
    else { return nil }
    do throws(SnapshotError) {
      try package.left.spend(children.count, on: folder)
    } catch {
      return (package.path, error)
    }
    return nil
  }

  /// Takes an entry without what is in it.
  mutating func look(at entry: TreeEntry, _ path: RepositoryPath) {
    let place = SourcePlace(path, layout: layout)
    name(path, place, entry)
    if entry.kind != .folder {
      found.append(Walk.Found(path: path, place: place, entry: entry))
    }
  }

  /// Files it under what it names. A project is named twice, by its file and by the folder of its
  /// packages: that is no clash, so the folder counts only where it is spelled in another way.
  private mutating func name(_ path: RepositoryPath, _ place: SourcePlace, _ entry: TreeEntry) {
    let isFolder = entry.kind == .folder
    switch place {
    case .identity(let name) where !isFolder: add(name, .identity, path, in: path.parent)
    case .packageIndex(let name) where !isFolder: add(name, .packageIndex, path, in: path.parent)
    case .advisory(let id) where !isFolder: add(id, .advisory, path, in: path.parent)
    case .project(let name) where !isFolder:
      projects.insert(name)
      add(name, .project, path, in: path.parent)
    case .versionIndex(let project, let name) where !isFolder:
      add(name, .package, path, in: RepositoryPath("packages").appending(project))
    case .companion:
      add(String(decoding: path.name, as: UTF8.self), .companion, path, in: path.parent)
    case .unknown where isFolder && path.parent == "packages":
      let name = String(decoding: path.name, as: UTF8.self)
      if !projects.contains(name) { add(name, .project, path, in: "index/projects") }
    default: break
    }
  }

  private mutating func add(
    _ name: String, _ sort: NameSpace.Sort, _ path: RepositoryPath, in folder: RepositoryPath
  ) {
    spaces[folder, default: Space(sort: sort)].names.append((name, path))
  }
}

extension SourcePlace {
  fileprivate var isCompanion: Bool {
    if case .companion = self { true } else { false }
  }
}
