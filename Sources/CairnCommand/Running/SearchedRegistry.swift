internal import IndexModel
internal import Registry
internal import Resolution
internal import Rules
internal import Search
internal import Site

/// What a search knows of the packages of a registry, built or not: those whose files are sound.
struct SearchedRegistry {
  let documents: [SearchDocument]

  init(_ registry: OpenRegistry, workers: Int) throws {
    let lookup = Lookup(registry.snapshot, context: try registry.context())
    let scan = try VersionIndexScan(of: lookup, workers: workers)
    let packages = scan.collect { found, bytes in
      scan.versionIndex(found, bytes).map(Package.init)
    }
    var dependents: [Dependents: Int] = [:]
    for package in packages {
      for target in package.targets { dependents[target, default: 0] += 1 }
    }
    documents = packages.map { package in
      package.document.popular(by: dependents[.ofPackage(package.document.name)] ?? 0)
    }
  }
}

/// What is kept of a version index.
private struct Package: Sendable {
  let document: SearchDocument
  /// Whom it depends on: each is a list of dependents that a site would have, with one more entry.
  let targets: Set<Dependents>

  init(_ index: VersionIndex) {
    document = SearchDocument(index, dependents: 0)
    var targets: Set<Dependents> = []
    for release in index.releases where release.stage != .revoked {
      for dependency in release.dependencies {
        let alias = AliasTable.everything.alias(for: dependency.target, from: document.name)
        targets.insert(.ofPackage(alias))
      }
    }
    self.targets = targets
  }
}
