internal import IndexModel
internal import Registry
internal import Resolution

/// Which aliases of which package indexes a change touches, and what it makes of the lists of dependents.
struct PackageIndexDelta {
  private let old: Lookup
  private let new: Lookup
  private let site: (SitePath) throws -> [UInt8]?
  /// By the name of the index: aliases that came or went, stand for something else, or whose package differs; and those
  /// for whose dependencies one of these things is so.
  private(set) var aliases: [String: Set<String>] = [:]

  init(
    _ changes: [TreeChange], _ old: Lookup, _ new: Lookup,
    site: @escaping (SitePath) throws -> [UInt8]?
  ) throws {
    self.old = old
    self.new = new
    self.site = site
    for change in changes {
      switch SourcePlace(change.path, layout: new.context.layout) {
      case .versionIndex(let project, let name): try takePackage("\(project)/\(name)")
      case .packageIndex(let name): try takeIndex(name)
      default: break
      }
    }
  }

  /// The names of the indexes that are touched, in order.
  var names: [String] { aliases.keys.sorted() }

  private mutating func take(_ alias: String, in packageIndex: String) {
    aliases[packageIndex, default: []].insert(alias)
  }

  private mutating func takePackage(_ package: String) throws {
    take(package, in: AliasTable.everything.name)
    for entry in try Dependents(of: package, in: AliasTable.everything.name).entries(site) {
      if case .holder(let packageIndex, let alias) = entry { take(alias, in: packageIndex) }
    }
  }

  private mutating func takeIndex(_ name: String) throws {
    let tables = [try old.aliases(of: name), try new.aliases(of: name)]
    // What the index asks for may be all that differs.
    aliases[name] = aliases[name] ?? []
    for alias in Set(tables.flatMap { $0?.entries.map(\.alias) ?? [] }) {
      let packages = tables.map { $0?.package(of: alias) }
      guard packages[0] != packages[1] else { continue }
      take(alias, in: name)
      // Whoever names the alias, or the package, means something else now.
      let held = packages.compactMap(\.self)
      let targets =
        [alias] + held
        + held.flatMap { package in
          tables.compactMap { $0?.alias(of: package) }
        }
      for target in Set(targets) {
        for entry in try Dependents(of: target, in: name).entries(site) {
          if case .package(let dependent, _) = entry { take(dependent, in: name) }
        }
      }
    }
  }

  // MARK: Facts

  /// The lines that the touched aliases made in the lists of dependents.
  func linesThatGo() throws -> [(Dependents, DependentEntry)] { try lines(old) }

  /// Those that they make now.
  func linesThatCome() throws -> [(Dependents, DependentEntry)] { try lines(new) }

  private func lines(_ lookup: Lookup) throws -> [(Dependents, DependentEntry)] {
    var lines: [(Dependents, DependentEntry)] = []
    for (name, aliases) in aliases {
      guard let table = try lookup.aliases(of: name) else { continue }
      for alias in aliases {
        guard let package = table.package(of: alias),
          let index = try lookup.soundVersionIndex(package)
        else { continue }
        let entries = Dependents.entries(of: alias, ReleaseNode.all(of: index), by: table)
        lines += entries.map { ($0.key, $0.value) }
      }
    }
    return lines
  }

  // MARK: Documents

  /// The documents of an index that are made again; nil for one that goes.
  ///
  /// - Parameter upcoming: The site as it will be, with its lists of dependents up to date.
  func documents(
    of name: String, upcoming: @escaping (SitePath) throws -> [UInt8]?
  ) throws -> [(path: SitePath, document: SiteDocument?)] {
    let portable = try PortableDocuments.all(of: name, new)
    let stale = try PortableDocuments.paths(of: name, old).subtracting(portable.map(\.path))
    return try entries(of: name, upcoming: upcoming) + portable.map { ($0.path, $0) }
      + stale.map { ($0, nil) }
  }

  private func entries(
    of name: String, upcoming: @escaping (SitePath) throws -> [UInt8]?
  ) throws -> [(path: SitePath, document: SiteDocument?)] {
    let touched = aliases[name] ?? []
    guard let table = try new.aliases(of: name) else {
      return touched.map { (SiteLayout.indexEntry(name, $0), nil) }
    }
    let source = PublishedIndex(table, new, site: site, upcoming: upcoming)
    let marks = try Closure.marks(of: touched.sorted(), in: source)
    return try touched.union(marks.keys).map { alias in
      let path = SiteLayout.indexEntry(name, alias)
      guard let package = table.package(of: alias),
        let index = try new.soundVersionIndex(package)
      else { return (path, nil) }
      let entry = IndexEntry(alias, index, marks: marks[alias])
      return (path, IndexEntryDocument.render(entry, in: name))
    }
  }
}
