internal import IndexModel
package import Registry
internal import Resolution
package import Search

extension SearchDocument {
  /// What a search knows of a package.
  ///
  /// - Parameter dependents: How many packages depend on it in the index of every package.
  package init(_ index: VersionIndex, dependents: Int) {
    self.init(
      name: index.id.text, title: index.title, description: index.description,
      keywords: index.keywords, license: index.license?.text, dependents: dependents)
  }

  /// The same of a package on which so many others depend.
  package func popular(by dependents: Int) -> SearchDocument {
    SearchDocument(
      name: name, summary: summary, keywords: keywords, license: license,
      popularity: Self.popularity(of: dependents))
  }
}

extension Dependents {
  /// Those who depend on a package in the index of every package: the popular ones have many.
  package static func ofPackage(_ package: String) -> Dependents {
    Dependents(of: package, in: AliasTable.everything.name)
  }
}
