internal import IndexModel
internal import Registry
internal import Resolution
internal import Search

/// What a change of a registry is to a search: packages that say something else of themselves, that came or went, or that
/// became more popular. A release more is nothing to it.
struct SearchedChanges {
  private let old: Lookup
  private let new: Lookup
  private let site: (SitePath) throws -> [UInt8]?
  private let upcoming: (SitePath) throws -> [UInt8]?

  /// - Parameter upcoming: The site as it will be, with its lists of dependents up to date.
  init(
    _ old: Lookup, _ new: Lookup, site: @escaping (SitePath) throws -> [UInt8]?,
    upcoming: @escaping (SitePath) throws -> [UInt8]?
  ) {
    self.old = old
    self.new = new
    self.site = site
    self.upcoming = upcoming
  }

  /// - Parameters:
  ///   - changes: The files that differ.
  ///   - lists: The lists of dependents that differ.
  func all(_ changes: [TreeChange], _ lists: Set<Dependents>) throws -> [SearchDelta.Change] {
    var packages: Set<String> = []
    for change in changes {
      if case .versionIndex(let project, let name) = SourcePlace(
        change.path, layout: new.context.layout)
      {
        packages.insert("\(project)/\(name)")
      }
    }
    var found: [SearchDelta.Change] = []
    for package in packages.sorted() {
      if let change = try change(of: package, lists) { found.append(change) }
    }
    let others = lists.subtracting(packages.map(Dependents.ofPackage))
    for list in others where list.packageIndex == AliasTable.everything.name {
      let counts = (try list.count(site), try list.count(upcoming))
      guard
        SearchDocument.popularity(of: counts.0) != SearchDocument.popularity(of: counts.1),
        let package = try package(folded: list.target),
        let index = try new.soundVersionIndex(package)
      else { continue }
      found.append(
        SearchDelta.Change(
          old: SearchDocument(index, dependents: counts.0),
          new: SearchDocument(index, dependents: counts.1)))
    }
    return found
  }

  /// A package whose file differs; nil if that is nothing to a search.
  private func change(
    of package: String, _ lists: Set<Dependents>
  ) throws -> SearchDelta.Change? {
    let list = Dependents.ofPackage(package)
    let (before, after) = (try old.soundVersionIndex(package), try new.soundVersionIndex(package))
    if !lists.contains(list),
      before.map({ SearchDocument($0, dependents: 0) })
        == after.map({ SearchDocument($0, dependents: 0) })
    {
      return nil
    }
    let change = SearchDelta.Change(
      old: try before.map { SearchDocument($0, dependents: try list.count(site)) },
      new: try after.map { SearchDocument($0, dependents: try list.count(upcoming)) })
    return change.old == change.new ? nil : change
  }

  /// The package that a folded name stands for, whose file does not differ; nil where there is none.
  private func package(folded name: String) throws -> String? {
    let list = List.aliasesOfEverything
    guard let wanted = ListEntry(List.alias(name), in: list) else { return nil }
    return try TrieReader(ListFormat(list: list), read: site).node(holding: wanted)
      .entries.first { $0.hasSameKey(as: wanted) }?.id
  }
}

extension Dependents {
  /// How many packages are in the list.
  fileprivate func count(_ site: @escaping (SitePath) throws -> [UInt8]?) throws -> Int {
    let format = DependentsFormat(self)
    return format.weight(of: try TrieReader(format, read: site).root()) ?? 0
  }
}
