internal import IndexModel
internal import Registry
internal import Resolution
internal import Rules

/// The package indexes in which a change may hit somebody.
struct Worlds {
  let store: PackageReleases
  private let comparison: Comparison
  private let touched: TouchedPackages
  private let known: ReverseLookup?
  private let workers: Int

  /// Of so many packages at most somebody else is asked, in as many questions: of more, a pass finds out faster.
  private static let mostQuestions = 64

  init(
    _ comparison: Comparison, _ touched: TouchedPackages, asking known: ReverseLookup?,
    workers: Int
  ) {
    self.comparison = comparison
    self.touched = touched
    self.known = touched.all.count <= Self.mostQuestions ? known : nil
    self.workers = max(1, workers)
    store = PackageReleases(comparison.base.lookup, touched, workers: max(1, workers))
  }

  private var base: Lookup { comparison.base.lookup }
  private var head: Lookup { comparison.head.lookup }

  /// The index of every package.
  func everything() throws -> ChangedIndex {
    try index(.everything, changed: touched.names)
  }

  /// The curated indexes that differ, or hold a package that does, by their names.
  func curated() throws -> [ChangedIndex] {
    var differing: Set<String> = []
    for path in comparison.paths.map(\.path) {
      if case .packageIndex(let name) = SourcePlace(path, layout: head.context.layout) {
        differing.insert(name)
      }
    }
    let names = try differing.union(touched.onlyGains ? [] : holders())
    return try names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      .compactMap { (name) -> ChangedIndex? in
        // In an index that is new, or gone, nobody loses anything.
        guard let old = try base.aliases(of: name), let new = try head.aliases(of: name) else {
          return nil
        }
        return try old.isLike(new) ? index(holding: new) : edited(from: old, to: new)
      }
  }

  /// An index whose aliases stand for what they stood for.
  private func index(holding table: AliasTable) throws -> ChangedIndex? {
    let changed = table.entries.filter { touched.all[$0.package] != nil }.map(\.alias)
    return changed.isEmpty ? nil : try index(table, changed: changed)
  }

  private func index(_ table: AliasTable, changed: [String]) throws -> ChangedIndex {
    let others: (String) throws -> [Dependent]
    if let known {
      others = { try known.dependents($0, table.name) }
    } else {
      let scan = DependencyScan(table, base, store, workers: workers)
      try scan.search(for: changed)
      others = scan.dependents
    }
    return ChangedIndex(
      table, changed: changed, head, touched, store, BaseMarks(table, base, store), others: others)
  }

  /// An index whose aliases changed: whoever is in it may mean something else by what it names.
  private func edited(from old: AliasTable, to new: AliasTable) throws -> ChangedIndex {
    let changed = Set((old.entries + new.entries).map(\.alias))
    let scan = DependencyScan(new, base, store, workers: workers)
    try scan.search(for: changed)
    return ChangedIndex(
      new, changed: changed, head, touched, store, BaseMarks(old, base, store),
      others: scan.dependents)
  }

  /// The curated indexes of base that hold a touched package.
  private func holders() throws -> Set<String> {
    if let known { return try Set(touched.names.flatMap(known.holders)) }
    var holders: Set<String> = []
    for entry in try base.entries(of: Self.folder) where entry.kind == .file {
      guard
        case .packageIndex(let name) = SourcePlace(
          Self.folder.appending(entry.name), layout: base.context.layout),
        let table = try base.aliases(of: name)
      else { continue }
      if table.entries.contains(where: { touched.all[$0.package] != nil }) { holders.insert(name) }
    }
    return holders
  }

  private static let folder: RepositoryPath = "index/package-indexes"
}

extension AliasTable {
  fileprivate func isLike(_ other: AliasTable) -> Bool {
    entries.elementsEqual(other.entries) { $0 == $1 }
  }
}
